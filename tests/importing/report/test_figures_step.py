"""Correcting the figures of a draft: amount, unit, year, measure; and how the sentence then reads."""

from __future__ import annotations

import pytest

from ctreport.importing.report.amending import edit_figures
from ctreport.importing.report.checking import find_problems, summarise
from ctreport.importing.report.draft import Draft
from ctreport.importing.report.figuring import narrative_of, sentence_of
from ctreport.importing.report.standing import Standing
from outcomes.models import Figure, Measure
from tests.importing.report.drafts import draft_of, figure, statement

pytestmark = pytest.mark.django_db


def edit(draft: Draft, standing: Standing, written: str, **fields: str) -> str:
    """Change one figure as its page would, and return what is wrong with it."""
    one = figure(draft, written)
    data = {
        f"record-{one.id}": "on" if one.is_recorded else "",
        f"amount-{one.id}": str(one.quantity),
        f"unit-{one.id}": one.unit,
        f"year-{one.id}": "" if one.start_year is None else str(one.start_year),
        f"measure-{one.id}": "+" if one.is_new else one.measure,
        f"code-{one.id}": one.measure if one.is_new else "",
        f"label-{one.id}": one.label,
    }
    data |= {f"{name.replace('_', '-')}-{one.id}": value for name, value in fields.items()}
    return edit_figures(draft, data, [one.id], standing).get(one.id, "")


def test_figures_are_proposed_with_measures_of_their_own_where_none_is_there():
    draft, _ = draft_of()
    assert {one.written: (one.measure, one.is_new, one.is_recorded) for one in draft.figures} == {
        "412": ("drivers-about-speed", True, True),
        "380": ("drivers-about-speed", True, False),
        "over 120": ("cars", True, True),
        "12": ("arrests", True, True),
        "nearly 40": ("warrants", True, True),
        "81%": ("cyclists-feel-safe-on-the-roads", True, True),
    }


def test_measures_and_categories_that_there_are_are_matched(records_2018_19):
    text = "What we did\n• 60% of online respondents felt safe after dark.\n• 80 Positives from Stop & Search.\n"
    draft, _ = draft_of(text, start_year=2019)
    assert figure(draft, "60%").code == "feel-safe:online:dark"
    assert figure(draft, "80").code == "stop-search-positives"


def test_a_movement_and_a_number_in_a_pledge_are_not_proposed():
    draft, _ = draft_of("What we said\n• Train 50 officers.\n\nWhat we did\n• Robbery fell by 12%.\n")
    assert [one.is_recorded for one in draft.figures] == [False, False]


def test_tokens_stand_in_the_sentence_and_it_reads_as_before():
    draft, standing = draft_of()
    own = statement(draft, "Stopped over 120")
    assert narrative_of(draft, own, standing).narrative == "Stopped {{figure:cars}} cars."
    assert [(one.kind, one.text) for one in sentence_of(draft, own, standing)] == [
        ("text", "Stopped "),
        ("figure", "over 120"),
        ("text", " cars."),
    ]


def test_words_that_the_house_would_print_otherwise_stay_unless_asked():
    draft, standing = draft_of()
    own = statement(draft, "40 warrants")
    assert narrative_of(draft, own, standing).narrative == "nearly 40 warrants"
    draft.is_house_style = True
    assert narrative_of(draft, own, standing).narrative == "{{figure:warrants}} warrants"
    assert "".join(one.text for one in sentence_of(draft, own, standing)) == "Under 40 warrants"


def test_a_corrected_amount_is_what_the_sentence_says():
    draft, standing = draft_of()
    assert edit(draft, standing, "412", amount="at least 1,412") == ""
    own = statement(draft, "Taught")
    assert own.text == "Taught at least 1412 drivers about speed, up from 380 last year."
    assert own.text[figure(draft, "380").start : figure(draft, "380").end] == "380"
    assert narrative_of(draft, own, standing).narrative.startswith("Taught {{figure:drivers-about-speed}} drivers")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"amount": "a lot"}, "is not a number"),
        ({"amount": "[x]"}, "Write a number"),
        ({"amount": "1.5"}, "A count is a whole number"),
        ({"amount": "412", "unit": "percentage"}, "between 0 and 100"),
        ({"base": "some"}, "The base is a whole number"),
        ({"code": "Drivers taught!"}, "small letters, digits and single hyphens"),
        ({"label": "  "}, "Say what the new measure counts"),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_words(fields, words):
    draft, standing = draft_of()
    assert words in edit(draft, standing, "412", **fields)


def test_what_is_not_recorded_is_not_refused():
    draft, standing = draft_of()
    assert edit(draft, standing, "412", record="", amount="a lot") == ""
    assert not figure(draft, "412").is_recorded


def test_two_amounts_for_one_measure_stand_in_the_way():
    draft, standing = draft_of()
    edit(draft, standing, "12", measure="+", code="cars", label="Cars")
    assert ["over 120 stands for the same measure" in one.text for one in find_problems(draft, standing)] == [True]


def test_the_code_of_a_measure_that_is_there_means_that_one(records_2018_19):
    draft, standing = draft_of(start_year=2019)
    assert edit(draft, standing, "12", measure="+", code="arrests") == ""
    assert not figure(draft, "12").is_new


def test_a_measure_in_another_unit_is_refused(records_2018_19):
    draft, standing = draft_of(start_year=2019)
    assert "The unit of “Arrests” is count" in edit(draft, standing, "81%", measure="arrests")


def test_a_figure_of_a_year_that_is_not_open_is_not_proposed_and_is_refused(records_2018_19):
    draft, standing = draft_of()
    assert figure(draft, "380").start_year is None
    assert "not of a financial year" in edit(draft, standing, "380", record="on")
    assert edit(draft, standing, "380", record="on", year="2017", code="drivers-before") == ""


def test_a_figure_of_last_year_is_recorded_in_last_year(records_2018_19):
    draft, standing = draft_of(start_year=2019)
    assert (figure(draft, "380").start_year, figure(draft, "380").is_recorded) == (2018, True)
    assert summarise(draft, standing).earlier_figures == 1


def test_a_like_measure_with_another_figure_is_doubted_unless_sure(records_2018_19):
    year = records_2018_19
    measure = Measure.objects.create(code="events", title="Events of Project Griffin in schools", unit="count")
    Figure.objects.create(measure=measure, year=year, value=7)
    draft, _ = draft_of("What we did\n• Held 9 events in towns.\n", start_year=2018)
    assert figure(draft, "9").is_new


def test_a_number_that_no_figure_can_hold_is_named():
    draft, _ = draft_of("What we did\n• Met several hundred people.\n")
    assert draft.unread == [("several hundred people", "activity 1")]
