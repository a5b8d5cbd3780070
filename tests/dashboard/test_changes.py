"""What changed since a reader last looked, and what counts as looking."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from ctreport.dashboard.changes import changes_since
from ctreport.dashboard.looks import VISIT, Look, note_look
from ctreport.publication.models import Edition, EditionEvent
from ctreport.review.actions import delete_record, save_record, touch_record
from ctreport.review.history import newest_content
from ctreport.review.models import Marking
from ctreport.review.workflow import approve_record, discard_draft, submit_record
from objectives.models import Pledge
from outcomes.models import Assessment, AssessmentWord, Figure, Measure

pytestmark = pytest.mark.django_db
ADDRESS = "/years/2018-19/"
LOOKED = "/years/2018-19/looked/"


@pytest.fixture
def since(records_2018_19):
    return timezone.now()


def told(year, since):
    return [(line.text, [one.text for one in line.records]) for line in changes_since(year, since).lines]


def approve(record, people):
    record = save_record(record=record, by=people.analyst)
    submit_record(record=record, by=people.analyst)
    approve_record(record=record, by=people.reviewer, number=newest_content(record).number)
    return record


def test_what_was_approved_is_told_by_kind_and_name(records_2018_19, people, since):
    pledge = Pledge.objects.get(reference="P1")
    pledge.statement = "Work in partnership."
    approve(pledge, people)
    word = AssessmentWord.objects.get(word="Satisfactory")
    approve(Assessment(year=records_2018_19, pledge=pledge, word=word, assessment_reason="So."), people)
    figure = Figure.objects.get(measure__code="arrests")
    figure.value = 96
    approve(figure, people)
    assert told(records_2018_19, since) == [
        ("1 pledge was changed:", ["P1 Work in partnership."]),
        ("1 assessment is new:", ["P1 Work in partnership., 2018/19: Satisfactory"]),
        ("1 figure was changed:", ["Arrests, 2018/19"]),
    ]


def test_a_draft_and_another_year_are_no_change(records_2018_19, people, since):
    pledge = Pledge.objects.get(reference="P1")
    pledge.statement = "Nobody has approved this."
    save_record(record=pledge, by=people.analyst)
    assert told(records_2018_19, since) == []


def test_what_changed_before_is_not_told(records_2018_19, people):
    pledge = Pledge.objects.get(reference="P1")
    pledge.statement = "Work in partnership."
    approve(pledge, people)
    assert told(records_2018_19, timezone.now()) == []


def test_deletions_and_changed_measures_are_told(records_2018_19, people, since):
    delete_record(record=Pledge.objects.get(reference="P4"), by=people.analyst, reason="Twice.")
    measure = Measure.objects.get(code="arrests")
    measure.definition = "Counted anew."
    approve(measure, people)
    changes = changes_since(records_2018_19, since)
    assert [line.text for line in changes.lines] == ["1 pledge was deleted:", "1 measure was changed:"]
    assert changes.lines[0].records[0].address == ""


def test_what_is_sensitive_is_marked_as_such(records_2018_19, people, since):
    approve(Pledge(year=records_2018_19, reference="P99", statement="Hide.", marking=Marking.SENSITIVE), people)
    [line] = changes_since(records_2018_19, since).lines
    assert (line.text, line.records[0].is_sensitive) == ("1 pledge is new:", True)


def test_the_deletion_of_what_nobody_approved_is_not_told(records_2018_19, people, since):
    draft = save_record(
        record=Pledge(year=records_2018_19, reference="P99", statement="Secret plan."), by=people.analyst
    )
    delete_record(record=draft, by=people.analyst)
    assert told(records_2018_19, since) == []


def test_a_draft_that_is_dropped_changed_nothing(records_2018_19, people, since):
    pledge = Pledge.objects.get(reference="P1")
    pledge.statement = "Nobody has approved this."
    draft = save_record(record=pledge, by=people.analyst)
    discard_draft(record=draft, by=people.analyst, expected_version=draft.version)
    assert told(records_2018_19, since) == []


def test_new_links_are_told_by_the_words_that_are_approved(records_2018_19, people, since):
    pledge = Pledge.objects.get(reference="P1")
    was = pledge.statement
    pledge.statement = "Nobody has approved this."
    draft = save_record(record=pledge, by=people.analyst)
    touch_record(record=draft, by=people.analyst, reason="Linked to A4")
    [(text, names)] = told(records_2018_19, since)
    assert text == "1 pledge has other links:"
    assert names[0].startswith(f"P1 {was[:20]}")


def test_a_deleted_figure_is_as_sensitive_as_its_measure(records_2018_19, people, since):
    Measure.objects.filter(code="arrests").update(marking=Marking.SENSITIVE)
    delete_record(record=Figure.objects.get(measure__code="arrests"), by=people.reviewer)
    [line] = changes_since(records_2018_19, since).lines
    assert (line.text, line.records[0].is_sensitive) == ("1 figure was deleted:", True)


def test_editions_are_told(records_2018_19, since):
    edition = Edition.objects.create(year=records_2018_19, number=1, folder="x", made_at=since, made_by_name="C")
    EditionEvent.objects.create(edition=edition, act="published", at=timezone.now(), by_name="C")
    [(text, _)] = told(records_2018_19, since)
    assert text.startswith("Edition 1 of the report was published on ")


def test_a_long_list_is_cut_and_its_length_told(records_2018_19, people, since):
    for number in range(6):
        approve(Pledge(year=records_2018_19, reference=f"X{number}", statement="More."), people)
    [line] = changes_since(records_2018_19, since).lines
    assert (line.text, len(line.records), line.unseen) == ("6 pledges are new:", 4, 2)


class TestLooking:
    @pytest.fixture(autouse=True)
    def _reader(self, records_2018_19, people, client_for):
        self.client = client_for("leader")
        self.person = people.leader
        self.year = records_2018_19

    def text(self):
        html = self.client.get(ADDRESS).text
        part = html[html.index('id="changes"') : html.index('id="gaps"')]
        return " ".join(re.sub(r"<[^>]+>", " ", part).split())

    def looked_at(self, **ago):
        note_look(person=self.person, year=self.year, shown_at=timezone.now() - timedelta(**ago))

    def test_the_first_visit_says_so(self):
        assert "You have not looked at 2018/19 before." in self.text()

    def test_reading_and_asking_for_the_head_note_nothing(self):
        self.client.get(ADDRESS)
        self.client.head(ADDRESS)
        assert not Look.objects.exists()

    def test_the_page_notes_by_script_that_it_was_looked_at(self):
        shown_at = re.search(r'name="shown_at" value="([^"]+)"', self.client.get(ADDRESS).text)[1]
        response = self.client.post(LOOKED, {"shown_at": shown_at}, headers={"HX-Request": "true"})
        assert (response.status_code, response.content) == (204, b"")
        assert Look.objects.get().visited_at.isoformat() == shown_at

    def test_a_visit_goes_on_to_tell_what_changed_before_it(self, people):
        self.looked_at(days=2)
        Pledge.objects.update(created_at=timezone.now() - timedelta(days=3))
        pledge = Pledge.objects.get(reference="P1")
        pledge.statement = "Work in partnership."
        approve(pledge, people)
        self.looked_at()
        for _ in range(2):
            assert "1 pledge was changed: P1 Work in partnership." in self.text()
        Look.objects.update(visited_at=timezone.now() - VISIT - timedelta(minutes=1))
        Pledge.objects.update(updated_at=timezone.now() - timedelta(days=3))
        assert "Nothing has changed since you last looked" in self.text()

    def test_marking_as_read_ends_the_list_at_once(self, people):
        self.looked_at(days=2)
        approve(Pledge(year=self.year, reference="P99", statement="New."), people)
        assert "1 pledge is new: P99 New." in self.text()
        response = self.client.post(LOOKED, {"read": "", "shown_at": timezone.now().isoformat()}, follow=True)
        assert "What changed in 2018/19 is marked as read." in response.text
        assert "Nothing has changed since you last looked" in self.text()

    def test_what_changes_while_the_page_is_read_is_told_next_time(self, people):
        self.looked_at(days=2)
        shown_at = timezone.now().isoformat()
        approve(Pledge(year=self.year, reference="P99", statement="New."), people)
        self.client.post(LOOKED, {"read": "", "shown_at": shown_at})
        assert "1 pledge is new: P99 New." in self.text()

    def test_each_person_looks_for_themselves(self, client_for):
        self.looked_at()
        assert "You have not looked at 2018/19 before." in client_for("analyst").get(ADDRESS).text

    @pytest.mark.parametrize("shown_at", ["", "yesterday", "2019-13-45T99:00", "2999-01-01T00:00+00:00", "2019-01-01"])
    def test_a_time_that_cannot_be_is_taken_for_now(self, shown_at):
        self.client.post(LOOKED, {"shown_at": shown_at})
        assert timezone.now() - Look.objects.get().visited_at < timedelta(minutes=1)

    def test_looking_is_told_by_post_and_of_years_that_are_there(self):
        assert self.client.get(LOOKED).status_code == 405
        assert self.client.post("/years/2030-31/looked/").status_code == 404
