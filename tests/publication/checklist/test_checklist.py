"""The checklist of the real year, and of a year with everything that it looks for."""

from __future__ import annotations

import pytest
from django.utils import timezone
from model_bakery import baker

from ctreport.discussion.models import Comment
from ctreport.publication.checklist import spelling
from ctreport.publication.checklist.findings import CHECKS, Level
from ctreport.publication.checklist.reading import grade_of
from ctreport.publication.checklist.run import ORDER, blocking, run_checklist
from ctreport.publication.models import Acceptance
from ctreport.report.models import ChapterPlan, Picture, ReportPlan
from objectives.models import Pledge, ReportingYear
from outcomes.models import Figure, Measure, Target

pytestmark = pytest.mark.django_db
ADDRESS = "/publication/2018-19/checklist/"


def found(year, code):
    [section] = [one for one in run_checklist(year).sections if one.check.code == code]
    return [line.finding.text for line in section.open]


def test_the_real_year_has_gaps_to_explain_and_no_error(records_2018_19):
    checklist = run_checklist(records_2018_19)
    assert checklist.errors == 0
    assert "Pledge P10 has no activity." in found(records_2018_19, "gaps")
    assert "Outcome O1 has no measure behind it." in found(records_2018_19, "gaps")
    assert blocking(records_2018_19)


def test_each_check_has_its_place_on_the_list():
    assert sorted(ORDER) == sorted(CHECKS)


def test_an_empty_year_cannot_be_published(db):
    year = ReportingYear.objects.create(start_year=2030)
    assert found(year, "empty") == ["No pledge, activity or outcome of the year is approved."]


def test_a_record_that_waits_is_named(records_2018_19):
    baker.make(Pledge, year=records_2018_19, reference="P99", statement="A draft.")
    assert found(records_2018_19, "unapproved") == ["Pledge P99 is not approved and left out."]


def test_a_number_typed_by_hand_is_an_error_until_it_is_accepted(records_2018_19):
    ChapterPlan.objects.create(year=records_2018_19, kind="said", introduction="We held 17 meetings.")
    assert found(records_2018_19, "untraced") == ["What we said, paragraph 1 says “17”."]
    assert CHECKS["untraced"].level is Level.ERROR
    assert CHECKS["untraced"].may_be_accepted


def test_a_sentence_whose_figure_may_not_be_printed_is_an_error(records_2018_19):
    Figure.objects.filter(measure__code="arrests").update(approved_version=None, state="draft")
    assert any("[no figure for figure:arrests]" in text for text in found(records_2018_19, "missing"))
    assert not CHECKS["missing"].may_be_accepted


def test_a_link_to_a_part_that_is_not_there_and_an_incomplete_address_are_errors(records_2018_19):
    text = "See [this](#nowhere), [that](#pledge-P1), [a page](https://localhost) or [us](mailto:us)."
    ChapterPlan.objects.create(year=records_2018_19, kind="said", introduction=text)
    assert [one.split("links to ")[1] for one in found(records_2018_19, "links")] == [
        "“#nowhere”, which the report does not have.",
        "“https://localhost”, which is no complete address.",
        "“mailto:us”, which is no complete address.",
    ]


def test_a_portrait_without_words_is_an_error(records_2018_19):
    picture = Picture.objects.create(sha256="a" * 64, media_type="image/png", width=1, height=1, content=b"x")
    ReportPlan.objects.create(year=records_2018_19, foreword="Welcome.", portrait=picture)
    assert found(records_2018_19, "alt") == ["The portrait in the foreword has no alternative text."]


def test_a_target_that_nobody_judged_and_a_provisional_figure_are_warnings(records_2018_19):
    Figure.objects.filter(measure__code="arrests").update(status="provisional")
    Target.objects.create(
        measure=Measure.objects.get(code="arrests"),
        year=records_2018_19,
        value=90,
        state="approved",
        approved_version=1,
    )
    assert found(records_2018_19, "provisional") == ["Arrests: 95 is provisional."]
    assert found(records_2018_19, "unassessed") == ["“Arrests” has the target at least 90 and no assessment."]


def test_an_open_comment_is_found_without_its_words(records_2018_19, people):
    pledge = Pledge.objects.get(year=records_2018_19, reference="P1")
    Comment.objects.create(record=pledge, text="Is this true?", by=people.leader, by_name=people.leader.name)
    assert found(records_2018_19, "comments") == ["A comment of Leader Person on pledge P1 is open."]
    Comment.objects.update(resolved_at=timezone.now())
    assert found(records_2018_19, "comments") == []


def test_a_misspelt_word_is_found_once_and_the_fields_own_words_are_known(records_2018_19):
    text = "We recieve Servator training at HMICFRS. We recieve it daily, in colour."
    ChapterPlan.objects.create(year=records_2018_19, kind="said", introduction=text)
    assert "“recieve” in What we said, paragraph 1." in found(records_2018_19, "spelling")
    assert not any("Servator" in one or "colour" in one for one in found(records_2018_19, "spelling"))


def test_without_a_dictionary_the_list_says_that_nothing_was_checked(records_2018_19, monkeypatch):
    def missing():
        raise spelling.DictionaryMissingError

    monkeypatch.setattr(spelling, "_dictionary", missing)
    [text] = found(records_2018_19, "spelling")
    assert text.startswith("Spelling was not checked")


def test_the_reading_grade_is_that_of_the_formula():
    # 40 words of one syllable in four sentences: 0.39 * 10 + 11.8 - 15.59 is 0.11.
    assert grade_of(["The cat sat on the mat with the big dog."] * 4) == pytest.approx(0.11, abs=0.01)
    assert grade_of(["Too few words."]) is None


def test_reading_advice_blocks_nothing(records_2018_19):
    ChapterPlan.objects.create(year=records_2018_19, kind="said", introduction="Long words matter. " * 20)
    assert found(records_2018_19, "reading")
    assert all("grade" not in one for one in blocking(records_2018_19))


def test_a_warning_is_accepted_by_name_and_is_open_again_once_it_has_changed(records_2018_19, client_for):
    comms, year = client_for("comms"), records_2018_19
    ChapterPlan.objects.create(year=year, kind="said", introduction="We held 17 meetings.")
    subject = "chapter:said:1:17:1"
    page = comms.post(
        f"{ADDRESS}accept/", {"code": "untraced", "subjects": [subject], "reason": "From the minutes."}, follow=True
    )
    assert "1 line was accepted in your name." in page.text
    assert "Accepted by Communications Person" in page.text
    assert found(year, "untraced") == []
    ChapterPlan.objects.update(introduction="We held 17 long meetings.")
    assert found(year, "untraced") == ["What we said, paragraph 1 says “17”."]


def test_an_acceptance_can_be_taken_back(records_2018_19, client_for):
    comms = client_for("comms")
    subject = "pledge_without_activity:pledge:P10"
    comms.post(f"{ADDRESS}accept/", {"code": "gaps", "subjects": [subject], "reason": "The unit was disbanded."})
    acceptance = Acceptance.objects.get()
    comms.post(f"{ADDRESS}{acceptance.pk}/take-back/")
    assert "Pledge P10 has no activity." in found(records_2018_19, "gaps")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"code": "gaps", "reason": "Because."}, "Tick what you accept."),
        ({"code": "gaps", "subjects": ["pledge_without_activity:pledge:P10"], "reason": " "}, "Say why it may be"),
        ({"code": "gaps", "subjects": ["pledge_without_activity:pledge:P1"], "reason": "Why."}, "A line you ticked"),
        ({"code": "missing", "subjects": ["x"], "reason": "Why."}, "It cannot be accepted"),
        ({"code": "nonsense", "subjects": ["x"], "reason": "Why."}, "It cannot be accepted"),
    ],
)
def test_what_cannot_be_accepted_is_refused_in_words_and_what_was_typed_is_kept(
    records_2018_19, client_for, typed, message
):
    page = client_for("comms").post(f"{ADDRESS}accept/", typed)
    assert page.status_code == 200
    assert message in page.text
    assert "There is a problem" in page.text
    assert not Acceptance.objects.exists()
    if typed["code"] == "gaps" and typed["reason"].strip():
        assert typed["reason"] in page.text


def test_others_see_the_list_without_a_way_to_accept(records_2018_19, client_for):
    page = client_for("analyst").get(ADDRESS)
    assert "Gaps in the golden thread" in page.text
    assert "Accept in my name" not in page.text


def test_the_page_asks_as_many_questions_for_forty_more_pledges(records_2018_19, client_for):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    leader = client_for("leader")
    leader.get(ADDRESS)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            leader.get(ADDRESS)
        return len(captured)

    few = queries()
    for number in range(40):
        baker.make(
            Pledge,
            year=records_2018_19,
            reference=f"X{number}",
            statement="More.",
            state="approved",
            approved_version=1,
        )
    assert queries() == few
