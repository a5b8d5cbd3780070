"""Importing is the same as saving one by one: the same rows, the same history."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from ctreport.importing.figures.actions import find_changes
from ctreport.importing.figures.applying import NotWrittenError, write
from ctreport.review.actions import save_record
from ctreport.review.models import Revision
from ctreport.review.workflow import approve_record, return_record, submit_record
from outcomes.models import Figure
from tests.importing.figures.files import figure, found, imported, table

LINES = (
    "arrests,2018/19,,,96,,,A note",  # loaded as approved, without history
    "briefings,2018/19,,,over 600,,,",  # approved, with a draft beside it
    "stop-searches,2018/19,,,124,,,",  # approved, with a submitted draft
    "act-training,2018/19,,,2749,,,",  # approved here, with a history
    "arrests,2019/20,,,[x],,,Not counted",  # a draft
    "briefings,2019/20,,,620,,,",  # a submitted first version
    "stop-searches,2019/20,,,99,,40,",  # a returned first version
    "engagement-messages,2019/20,,,7,,,",  # a draft that was loaded without history
    "feel-safe,2019/20,online,day,91%,,1204,",  # new
    "feel-safe,2019/20,interview,,[c],,,",  # new
    "servator-deployments,2018/19,,,over 600,,,",  # unchanged
)


@pytest.fixture
def in_all_states(years, people):
    """Figures in each state of the review."""

    def edit(code, value):
        one = figure(code)
        one.value = value
        return save_record(record=one, by=people.analyst)

    edit("briefings", 555)
    submit_record(record=edit("stop-searches", 150), by=people.analyst)
    training = edit("act-training", 2750)
    submit_record(record=training, by=people.analyst)
    approve_record(record=training, by=people.reviewer, number=training.version)
    imported("arrests,2019/20,,,100", "briefings,2019/20,,,600", "stop-searches,2019/20,,,98", by=people.analyst)
    for code in ("briefings", "stop-searches"):
        submit_record(record=figure(code, 2019), by=people.analyst)
    return_record(record=figure("stop-searches", 2019), by=people.reviewer, number=1, comment="Count again")
    messages = figure("engagement-messages")
    Figure.objects.create(measure=messages.measure, year=figure("arrests", 2019).year, value=5)
    return people


def rows_and_history():
    """All figures and their revisions, without what no two runs share: keys and times."""
    figures = Figure.objects.order_by("measure__code", "year", "category_1", "category_2")
    names = {one.pk: str(one) for one in figures.with_cell()}
    kind = ContentType.objects.get_for_model(Figure)
    rows = [{**one.snapshot(), "v": (one.version, one.state, one.approved_version)} for one in figures]
    revisions = Revision.objects.filter(content_type=kind).order_by("object_id", "number").values()
    history = [
        {name: value for name, value in one.items() if name not in ("id", "object_id", "at", "data")}
        | {"figure": names[one["object_id"]], "data": one["data"]}
        for one in revisions
    ]
    return rows, sorted(history, key=lambda one: (one["figure"], one["number"]))


def after(act):
    """What the database holds after an act, which is then taken back."""
    with transaction.atomic():
        act()
        held = rows_and_history()
        transaction.set_rollback(True)
    return held


@pytest.mark.parametrize("by_somebody", [True, False])
def test_importing_is_saving_one_by_one(in_all_states, by_somebody):
    by = in_all_states.reviewer if by_somebody else None
    reason = "Import of figures.csv"

    def one_by_one():
        for one in find_changes(table(*LINES), filename="figures.csv").to_write:
            save_record(record=one.figure, by=by, reason=reason)

    def at_once():
        write(find_changes(table(*LINES), filename="figures.csv"), by=by, reason=reason)

    before, saved, written = after(lambda: None), after(one_by_one), after(at_once)
    assert saved != before
    assert written[0] == saved[0]
    assert written[1] == saved[1]


def test_a_figure_without_history_keeps_when_it_was_loaded(years, people):
    loaded = figure("arrests").created_at
    imported("arrests,2018/19,,,96", by=people.analyst)
    first, second = Revision.objects.filter(object_id=figure("arrests").pk).order_by("number")
    assert (first.act, first.at, second.act) == (Revision.Act.LOADED, loaded, Revision.Act.CHANGED)


def test_what_is_approved_stays_as_it_is_until_the_change_is_approved(years, people):
    imported("arrests,2018/19,,,96", by=people.analyst)
    stored = figure("arrests")
    assert (str(stored.quantity), stored.state, stored.is_approved) == ("95", "draft", True)
    submit_record(record=stored, by=people.analyst)
    approve_record(record=stored, by=people.reviewer, number=stored.version)
    assert str(figure("arrests").quantity) == "96"


def test_the_same_file_again_changes_nothing(in_all_states):
    imported(*LINES, by=in_all_states.analyst)
    held = rows_and_history()
    assert found(*LINES).is_idle
    imported(*LINES, by=in_all_states.analyst)
    assert rows_and_history() == held


def test_nothing_is_written_where_a_row_is_refused(years):
    checked = find_changes(table("arrests,2019/20,,,5", "arests,2019/20,,,5"), filename="figures.csv")
    with pytest.raises(NotWrittenError):
        write(checked, by=None, reason="")
    assert not Figure.objects.filter(year__start_year=2019).exists()


def test_a_figure_added_at_the_same_moment_stops_the_import_in_words(years):
    checked = find_changes(table("briefings,2019/20,,,5", "arrests,2019/20,,,5"), filename="figures.csv")
    imported("arrests,2019/20,,,6")
    with pytest.raises(NotWrittenError, match="There is a figure for this measure, year and categories already"):
        write(checked, by=None, reason="")
    assert Figure.objects.filter(year__start_year=2019).count() == 1


def test_a_draft_that_would_move_a_figure_is_put_back_by_a_file_that_says_it_stays(years, people):
    safe = figure("feel-safe", 2018, "online", "day")
    safe.category_1 = figure("feel-safe", 2018, "interview", "day").category_1
    Figure.objects.filter(pk=figure("feel-safe", 2018, "interview", "day").pk).delete()
    save_record(record=safe, by=people.analyst)
    [one] = found("feel-safe,2018/19,online,day,90%").changed
    assert one.changes == ("category_1",)
