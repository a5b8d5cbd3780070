"""Figures are counted once and remembered: never longer than they stay as they are, whatever changes them."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from ctreport.dashboard import tallies
from ctreport.dashboard.tallies import count_figures
from ctreport.entry.grid.undoing import delete_draft, take_back_draft
from ctreport.review.actions import StaleRecordError, delete_record, save_record, touch_record
from ctreport.review.bulk import Choice, approve_records
from ctreport.review.history import newest_content
from ctreport.review.workflow import (
    WorkflowError,
    approve_record,
    discard_draft,
    restore_version,
    return_record,
    submit_record,
    withdraw_record,
)
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure
from tests.importing.figures.files import figure, imported

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    cache.clear()


@pytest.fixture
def years(illustrative_history):
    """The year of the real records, and the one before."""
    return ReportingYear.objects.get(start_year=2018), illustrative_history[-1]


@pytest.fixture
def stopped_clock(monkeypatch):
    """All acts happen at one moment, so that nothing but what they do tells them apart."""
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)


def counted_anew(years):
    with patch.object(tallies, "remembered", lambda name, years, asked, work: work()):
        return count_figures(*years)


class Acts:
    """Each act that may change what is counted; those in turn lead a figure along its way, and those at any time."""

    def __init__(self, people) -> None:
        self.people = people
        self.number = 100

    @staticmethod
    def arrests() -> Figure:
        return figure("arrests")

    def newest(self) -> int:
        found = newest_content(self.arrests())
        return found.number if found else 0

    def edit(self) -> None:
        one = self.arrests()
        one.value = (one.value or 0) + 1
        save_record(record=one, by=self.people.analyst)

    def submit(self) -> None:
        submit_record(record=self.arrests(), by=self.people.analyst)

    def withdraw(self) -> None:
        withdraw_record(record=self.arrests(), by=self.people.analyst)

    def send_back(self) -> None:
        one = self.arrests()
        return_record(record=one, by=self.people.reviewer, number=self.newest(), comment="Count again")

    def approve(self) -> None:
        one = self.arrests()
        approve_record(record=one, by=self.people.reviewer, number=self.newest())

    def approve_many(self) -> None:
        one = self.arrests()
        chosen = Choice(Figure, one.pk, self.newest())
        if not approve_records(choices=[chosen], by=self.people.reviewer).approved:
            raise WorkflowError

    def discard(self) -> None:
        one = self.arrests()
        discard_draft(record=one, by=self.people.analyst, expected_version=one.version)

    def take_back(self) -> None:
        one = self.arrests()
        take_back_draft(figure=one, by=self.people.analyst, expected_version=one.version)

    def restore(self) -> None:
        one = self.arrests()
        number = self.newest() - 1
        restore_version(record=one, number=number, by=self.people.analyst, expected_version=one.version)

    def attach(self) -> None:
        touch_record(record=self.arrests(), by=self.people.analyst, reason="Evidence")

    def move_to_another_year(self) -> None:
        one = figure("briefings", 2014)
        one.year = ReportingYear.objects.create(start_year=2019 + ReportingYear.objects.count())
        Figure.objects.filter(pk=one.pk).update(approved_version=None, state="draft")
        save_record(record=one, by=self.people.analyst)

    def import_many(self) -> None:
        self.number += 1
        imported(f"arrests,2018/19,,,{self.number},,,", f"stop-searches,2018/19,,,{self.number},,,")

    def add_and_delete_a_draft(self) -> None:
        measure = Measure.objects.create(code=f"new-{Measure.objects.count()}", title="New", approved_version=1)
        year = self.arrests().year
        one = save_record(record=Figure(measure=measure, year=year, value=Decimal(3)), by=self.people.analyst)
        delete_draft(figure=one, by=self.people.analyst, expected_version=one.version)

    def put_one_in_the_place_of_another(self) -> None:
        """As many figures of as many versions as before, all of them approved: only another measure's."""
        gone = self.arrests()
        state = {"version": gone.version, "approved_version": gone.approved_version, "state": gone.state}
        delete_record(record=gone, by=self.people.analyst)
        measure = Measure.objects.create(code="detained", title="Detained", approved_version=1, state="approved")
        Figure.objects.create(measure=measure, year=gone.year, value=4, **state)

    def delete_a_measure(self) -> None:
        delete_record(record=Measure.objects.get(code="act-training"), by=self.people.analyst)

    def load(self) -> None:
        call_command("loaddata", "city_of_london_2018_19", verbosity=0)


ON_ITS_WAY = (
    "edit submit withdraw submit send_back submit approve edit discard edit take_back edit submit approve_many attach "
    "restore submit approve import_many add_and_delete_a_draft move_to_another_year put_one_in_the_place_of_another "
    "delete_a_measure load"
)


@pytest.mark.usefixtures("stopped_clock")
def test_after_each_act_the_page_counts_as_if_nothing_were_remembered(years, people):
    acts = Acts(people)
    for name in ON_ITS_WAY.split():
        act: Callable[[], None] = getattr(acts, name)
        count_figures(*years)
        act()
        assert count_figures(*years) == counted_anew(years), name


@pytest.mark.usefixtures("stopped_clock")
@pytest.mark.parametrize("seed", range(2))
def test_after_some_acts_in_any_order_nothing_stale_is_remembered(years, people, seed):
    chance = random.Random(seed)
    acts = Acts(people)
    names = sorted(set(ON_ITS_WAY.split()[: ON_ITS_WAY.split().index("add_and_delete_a_draft")]))
    seen = set()
    for _ in range(20):
        for _ in range(chance.randrange(1, 5)):
            with suppress(WorkflowError, StaleRecordError):  # of any act, some states of a figure refuse most
                getattr(acts, chance.choice(names))()
        found = count_figures(*years)
        assert found == counted_anew(years)
        seen.add(str(found))
    assert len(seen) > 2


def test_what_has_not_changed_is_not_counted_again(years, django_assert_num_queries):
    with django_assert_num_queries(3):
        first = count_figures(*years)
    with django_assert_num_queries(2):
        assert count_figures(*years) == first


def test_what_is_taken_back_is_not_remembered(years):
    """What comes afterwards may have the very versions and moment that were taken back."""
    mine = Figure.objects.filter(pk=figure("arrests").pk)
    later = {"version": 2, "updated_at": timezone.now()}
    with transaction.atomic():
        mine.update(state="draft", **later)
        count_figures(*years)
        transaction.set_rollback(True)
    mine.update(source="", **later)
    assert count_figures(*years) == counted_anew(years)


def test_another_base_for_percentages_is_counted_anew(years, settings):
    settings.PERCENTAGE_CHANGE_BASE = 0
    loose = count_figures(*years)
    settings.PERCENTAGE_CHANGE_BASE = 10_000
    strict = count_figures(*years)
    assert strict == counted_anew(years)
    assert strict != loose


def test_years_are_remembered_apart(years):
    year, before = years
    assert count_figures(year, None) != count_figures(year, before)
    assert count_figures(year, before) == counted_anew(years)
