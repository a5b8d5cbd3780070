"""What differs between two editions, and why it was put right."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ctreport.charts.description import Chart, ChartKind, Panel, Point, Series
from ctreport.publication import actions
from ctreport.publication.changes import between, pending_changes
from ctreport.publication.corrections import plan_correction, plan_corrections, reasons_of
from ctreport.publication.editions import facts_of
from ctreport.publication.errors import PublicationError
from ctreport.report.build import build_report
from ctreport.report.facts import Block, Branding, Chapter, FigureFact, Footnote, Picture, Run, Statement


def figure(value, **more):
    told = dict.fromkeys(FigureFact.__dataclass_fields__, "")
    told |= {"key": "figure:arrests", "measure": "Arrests", "text": value, "value": value, "status": "final"}
    return FigureFact(**told | {"categories": (), "is_illustrative": False} | more)


def chart(value):
    points = (Point("Day", Decimal(value), f"{value}%"), Point("Dark", Decimal(70), "70%"))
    panel = Panel("", "percentage", ("Day", "Dark"), (Series("Online", points),))
    return Chart("breakdown-safe", "Feeling safe", ChartKind.BARS, (panel,), f"Day is highest, {value}%.")


@pytest.fixture
def report(press):
    runs = (Run("text", "We made "), Run("figure", "95"), Run("text", " arrests."))
    return replace(
        build_report(press.year),
        outcomes=(Statement("O1", "We made 95 arrests.", runs=runs),),
        figures=(figure("95"),),
        charts=(chart(90),),
        footnotes=(Footnote(1, "figure:arrests", (Run("text", "To March."),)),),
        branding=Branding("#1d2b4f", "#0b6e6e", Picture("a.png", "image/png", 10, 10, "City Police")),
        chapters=(Chapter("said", "said", "What we said", (Block("paragraph", (Run("text", "Ten pledges."),)),)),),
    )


def told(old, new):
    return [(one.kind, one.place, one.old, one.new) for one in between(old, new)]


def test_two_reports_with_the_same_facts_differ_in_nothing(report):
    assert between(report, replace(report)) == ()


def test_a_corrected_figure_is_told_once_and_so_is_each_sentence_and_chart_that_shows_it(report):
    runs = (Run("text", "We made "), Run("figure", "96"), Run("text", " arrests."))
    new = replace(
        report,
        outcomes=(Statement("O1", "We made 96 arrests.", runs=runs),),
        figures=(figure("96", status="revised"),),
        charts=(chart(91),),
    )
    assert told(report, new) == [
        ("figure", "figure figure:arrests", "95 (status: final)", "96 (status: revised)"),
        ("sentence", "outcome O1", "We made 95 arrests.", "We made 96 arrests."),
        ("chart", "chart breakdown-safe", "Day, Online: 90%", "Day, Online: 91%"),
    ]


def test_what_is_added_removed_reordered_and_restyled_is_told(report):
    first, second = report.pledges
    bold = replace(report.outcomes[0], runs=(Run("text", "We made 95 arrests.", is_bold=True),))
    new = replace(
        report,
        pledges=(second, first, Statement("P9", "Be seen.")),
        outcomes=(bold,),
        footnotes=(replace(report.footnotes[0], number=2, runs=(Run("text", "To April."),)),),
        branding=replace(report.branding, logo=Picture("b.png", "image/png", 10, 10, "City Police")),
        chapters=(replace(report.chapters[0], introduction=()),),
        layout="golden_thread",
    )
    assert told(report, new) == [
        ("text", "layout", "In three parts", "By golden thread"),
        ("text", "chapter said", "Ten pledges.", ""),
        ("sentence", "pledge P9", "", "Be seen."),
        ("text", "order of pledges", "P1, P2", "P2, P1"),
        ("sentence", "outcome O1", "We made 95 arrests.", "**We made 95 arrests.**"),
        ("text", "footnote figure:arrests", "To March.", "To April."),
        ("picture", "logo", "City Police (a.png)", "City Police (b.png)"),
    ]


def test_nothing_changes_without_being_told(report):
    [one] = between(report, replace(report, more_key_figures=report.more_key_figures + 1))
    assert (one.label, one.new) == ("How the report is set out", "$.more_key_figures: 1")


def test_a_published_year_is_published_again_only_with_a_change_and_a_reason_for_each(press):
    press.published()
    with pytest.raises(PublicationError, match="Nothing has changed since edition 1 was published"):
        actions.prepare(year=press.year, by=press.comms)
    press.reword("Engage with all our communities.")
    with pytest.raises(PublicationError, match="Pledge P1: say why it changed"):
        actions.prepare(year=press.year, by=press.comms)
    plan_correction(year=press.year, place="pledge P1", reason="A word was left out.", by=press.comms)
    [correction] = facts_of(press.proof()).stamp.corrections
    assert (correction.where, correction.what, correction.reason) == (
        "Pledge P1", "Sentence changed", "A word was left out.",
    )  # fmt: skip
    assert (correction.old, correction.new) == ("Engage with our communities.", "Engage with all our communities.")


def test_a_reason_holds_only_for_the_change_for_which_it_was_given(press):
    press.published()
    press.reword("Engage with all our communities.")
    plan_corrections(year=press.year, reasons={"pledge P1": "A word was left out."}, by=press.comms)
    changes = pending_changes(press.year)
    assert reasons_of(press.year, changes) == {"pledge P1": "A word was left out."}
    press.reword("Engage with everybody.")
    assert reasons_of(press.year, pending_changes(press.year)) == {}


def test_a_reason_for_what_has_not_changed_is_refused(press):
    press.published()
    with pytest.raises(PublicationError, match="is the same as it was published by now"):
        plan_correction(year=press.year, place="pledge P2", reason="A word was left out.", by=press.comms)


def test_what_was_withdrawn_is_not_told_as_an_old_value(press):
    actions.withdraw(edition=press.published(), by=press.comms, reason="It names a victim.")
    press.reword("Engage with all our communities.")
    assert facts_of(press.proof()).stamp.corrections == ()
