"""The facts of a year: what is complete, what is missing, what moved."""

from __future__ import annotations

from datetime import date

import pytest

from ctreport.dashboard.facts import build_dashboard
from ctreport.dashboard.pledges import PledgeState
from ctreport.dashboard.words import complete_sentence
from ctreport.thread.threads import Node
from objectives.models import Pledge, ReportingYear
from outcomes.models import Assessment, AssessmentWord, Figure, Measure, Target
from outcomes.quantity import Direction, Verdict
from tests.bench.multiply import multiply

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("born_approved")]
TODAY = date(2019, 6, 1)


def facts_of(year):
    return build_dashboard(year, TODAY)


def a_figure(year, value, measure=None, code="cases", **fields):
    measure = measure or Measure.objects.create(code=code, title="Cases")
    return Figure.objects.create(measure=measure, year=year, value=value, **fields)


def two_years():
    return [ReportingYear.objects.create(start_year=start) for start in (2017, 2018)]


def compared(then, now, **about):
    """The only cell of a year in which one measure went from ``then`` to ``now``; each is a dictionary of fields."""
    before, year = two_years()
    measure = Measure.objects.create(code="cases", title="Cases", **about)
    a_figure(before, measure=measure, **then)
    a_figure(year, measure=measure, **now)
    [figure] = facts_of(year).key_figures
    return figure.cells[0]


class TestRealRecords:
    """The records of 2018/19, of which no earlier year is there."""

    def test_the_summary_says_how_many_pledges_are_complete_and_what_the_others_lack(self, records_2018_19):
        summary = facts_of(records_2018_19).summary
        assert summary[0] == "3 of 10 pledges have a complete thread: an activity, an outcome and a figure."
        assert summary[1].startswith("3 have no activity (P2, P4 and P10), 2 more have no outcome (P3 and P6)")
        assert "12 figures are recorded, for 9 measures." in summary
        assert "No figure of 2017/18 is recorded to compare with, so no change can be shown." in summary

    def test_the_cctv_pledge_has_no_activity(self, records_2018_19):
        pledges = [pledge for strand in facts_of(records_2018_19).strands for pledge in strand.pledges]
        [cctv] = [pledge for pledge in pledges if "CCTV" in pledge.node.text]
        assert cctv.text == "No activity, no outcome, no figure"

    def test_the_outcome_that_resources_are_used_well_has_no_measure(self, records_2018_19):
        [gap] = [gap for gap in facts_of(records_2018_19).gaps if gap.node.reference == "O1"]
        assert gap.text == "Outcome O1 has no measure behind it."

    def test_two_gaps_of_one_record_are_told_in_one_sentence(self, records_2018_19):
        texts = [gap.text for gap in facts_of(records_2018_19).gaps]
        assert "Outcome O3 does not lead back to a pledge and has no measure behind it." in texts

    def test_the_strands_stand_in_their_order_and_pledges_without_one_last(self, records_2018_19):
        strands = facts_of(records_2018_19).strands
        assert [strand.name for strand in strands] == ["Prevent", "Pursue", "Protect", "Prepare", "No strand given"]
        assert [(strand.complete, len(strand.pledges)) for strand in strands][-1] == (2, 4)

    def test_each_figure_reads_as_it_was_published(self, records_2018_19):
        figures = facts_of(records_2018_19).key_figures
        told = {figure.title: [cell.text for cell in figure.cells] for figure in figures}
        assert told["Project Servator deployments"] == ["over 600"]
        assert told["People who feel safe in the City"] == ["90%", "65%", "96%", "84%"]
        assert told["People who received ACT training"] == ["2748"]

    def test_a_broken_down_figure_names_its_categories(self, records_2018_19):
        [safe] = [figure for figure in facts_of(records_2018_19).key_figures if not figure.is_single]
        assert [cell.name for cell in safe.cells][:2] == ["Online, during the day", "Online, after dark"]

    def test_percentages_without_a_base_are_told_by_measure(self, records_2018_19):
        note = facts_of(records_2018_19).notes[0]
        assert note.text == "All 4 percentages have no base, so nobody can say how sure they are."
        assert [link.text for link in note.links] == ["People who feel safe in the City"]

    def test_nothing_is_illustrative(self, records_2018_19):
        assert not facts_of(records_2018_19).is_illustrative

    def test_a_chart_shows_the_survey_and_one_the_programme(self, records_2018_19):
        facts = facts_of(records_2018_19)
        assert [chart.name for chart in facts.charts] == ["breakdown-feel-safe", "programme-project-servator"]
        assert facts.trends == ()


class TestHistory:
    """The same year, with the made-up years before it."""

    def test_the_summary_says_what_moved_and_that_the_earlier_figures_are_made_up(self, illustrative_history):
        summary = facts_of(ReportingYear.objects.get(start_year=2018)).summary
        [moved] = [sentence for sentence in summary if sentence.startswith("Since 2017/18")]
        assert moved.startswith("Since 2017/18: of 12 figures, 11 went up and for 1 the change is not known.")
        assert moved.endswith("The figures of 2017/18 are illustrative.")

    def test_the_year_counts_as_illustrative_and_so_do_the_figures_compared(self, illustrative_history):
        facts = facts_of(ReportingYear.objects.get(start_year=2018))
        assert facts.is_illustrative
        assert all(figure.is_illustrative for figure in facts.key_figures)

    def test_a_real_figure_is_not_judged_by_a_made_up_one(self, illustrative_history):
        facts = facts_of(ReportingYear.objects.get(start_year=2018))
        assert not any(cell.movement.judgement for figure in facts.key_figures for cell in figure.cells)

    def test_a_made_up_year_does_not_warn_of_each_figure(self, illustrative_history):
        assert not any("illustrative" in sentence for sentence in facts_of(illustrative_history[-1]).summary)

    def test_each_measure_with_a_past_has_a_trend(self, illustrative_history):
        facts = facts_of(ReportingYear.objects.get(start_year=2018))
        assert len(facts.trends) == len(facts.key_figures)


class TestMovement:
    """Movement is apart from judgement (Rules of the field, "Figures")."""

    @pytest.mark.parametrize(
        ("polarity", "now", "judgement"),
        [("up", 120, "better"), ("up", 80, "worse"), ("down", 80, "better"), ("down", 120, "worse"), ("up", 100, "")],
    )
    def test_a_measure_with_a_wanted_direction_is_judged(self, polarity, now, judgement):
        assert compared({"value": 100}, {"value": now}, polarity=polarity).movement.judgement == judgement

    @pytest.mark.parametrize("now", [80, 120])
    def test_a_measure_for_context_is_not_judged(self, now):
        movement = compared({"value": 100}, {"value": now}).movement
        assert movement.judgement == ""
        assert movement.direction in (Direction.UP, Direction.DOWN)

    def test_a_change_that_is_not_known_is_not_judged(self):
        movement = compared(
            {"value": 100, "qualifier": "over"}, {"value": 120, "qualifier": "over"}, polarity="up"
        ).movement
        assert (movement.judgement, movement.text) == ("", "was over 100; the change is not known")

    @pytest.mark.parametrize(
        ("then", "now", "judgement"),
        [
            ({"value": 60, "base": 400}, {"value": 90, "base": 400}, "better"),
            ({"value": 90, "base": 400}, {"value": 60, "base": 400}, "worse"),
            ({"value": 89, "base": 400}, {"value": 90, "base": 400}, ""),  # two samples may differ by as much
            ({"value": 89, "base": 40000}, {"value": 90, "base": 40000}, "better"),
            ({"value": 60}, {"value": 90, "base": 400}, ""),
            ({"value": 60, "base": 400}, {"value": 90}, ""),
        ],
    )
    def test_a_percentage_is_judged_only_if_its_bases_can_bear_it(self, then, now, judgement):
        assert compared(then, now, unit="percentage", polarity="up").movement.judgement == judgement

    def test_the_summary_counts_the_moves(self):
        before, year = two_years()
        for code, then, now in (("a", 100, 120), ("b", 100, 80), ("c", 5, 5), ("d", None, 7)):
            measure = Measure.objects.create(code=code, title=code, polarity="up")
            a_figure(year, now, measure)
            if then:
                a_figure(before, then, measure)
        summary = facts_of(year).summary
        assert (
            "Since 2017/18: of 4 figures, 1 went up, 1 went down, 1 stayed the same and for 1 the change is not known."
            in summary
        )
        assert "Where more or less is better, 1 got better and 1 got worse." in summary


def test_a_figure_is_held_against_its_target():
    [_, year] = two_years()
    measure = Measure.objects.create(code="cases", title="Cases")
    a_figure(year, 600, measure, qualifier="over")
    Target.objects.create(measure=measure, year=year, value=600)
    [figure] = facts_of(year).key_figures
    assert (figure.cells[0].target, figure.cells[0].verdict) == ("at least 600", Verdict.MET)


class TestAssessments:
    def assess(self, year, **fields):
        word = AssessmentWord.objects.create(word="Requires action", needs_action=True)
        return Assessment.objects.create(year=year, word=word, assessment_reason="So.", **fields)

    def test_the_word_stands_beside_the_pledge(self):
        [_, year] = two_years()
        pledge = Pledge.objects.create(year=year, reference="P1", statement="Deter.")
        self.assess(year, pledge=pledge)
        facts = facts_of(year)
        assert (facts.strands[0].pledges[0].assessment, facts.strands[0].pledges[0].needs_action) == (
            "Requires action",
            True,
        )
        assert "Assessments: 1 requires action." in facts.summary

    def test_actions_are_listed_by_date_and_the_overdue_are_told(self):
        [_, year] = two_years()
        pledge = Pledge.objects.create(year=year, reference="P1", statement="Deter.")
        self.assess(year, pledge=pledge, action="Act.", due_on=date(2019, 5, 31))
        [action] = facts_of(year).actions
        assert (action.subject, action.word, action.is_overdue) == ("Pledge P1", "Requires action", True)

    def test_an_action_due_today_is_not_overdue(self):
        [_, year] = two_years()
        self.assess(
            year, pledge=Pledge.objects.create(year=year, reference="P1", statement="D."), action="A.", due_on=TODAY
        )
        assert not facts_of(year).actions[0].is_overdue


class TestQuality:
    def texts(self, year):
        return [note.text for note in facts_of(year).notes]

    def test_a_year_in_which_all_is_well_says_so(self):
        [_, year] = two_years()
        a_figure(year, 5, source="Return 1", evidence_url="https://x.uk/1")
        assert self.texts(year) == [
            "Every percentage has its base, no figure is provisional and each names its source."
        ]

    def test_provisional_figures_symbols_and_missing_sources_are_told(self):
        [_, year] = two_years()
        a_figure(year, 5, status="provisional", code="a", source="Return 1")
        a_figure(year, None, shorthand="[c]", code="b")
        assert self.texts(year) == [
            "1 of 2 figures has no source and no evidence.",
            "1 of 2 figures has a source but no link to the evidence.",
            "1 figure is provisional and may change.",
            "1 of 2 figures has a symbol in place of a number.",
        ]

    def test_a_figure_that_reads_as_the_year_before_is_asked_about(self):
        compared({"value": 500, "qualifier": "over"}, {"value": 500, "qualifier": "over"})
        year = ReportingYear.objects.get(start_year=2018)
        assert "1 figure reads the same as in 2017/18. Was it counted anew?" in self.texts(year)

    def test_a_long_list_of_figures_is_cut_and_its_length_told(self):
        [_, year] = two_years()
        for number in range(8):
            a_figure(year, number, code=f"m-{number}")
        [unsourced] = [note for note in facts_of(year).notes if "no source" in note.text]
        assert (len(unsourced.links), unsourced.unseen) == (5, 3)


@pytest.mark.parametrize(
    ("complete", "total", "sentence"),
    [
        (0, 0, "No pledge has been entered yet."),
        (0, 1, "The only pledge does not have a complete thread."),
        (0, 2, "None of the 2 pledges has a complete thread: an activity, an outcome and a figure."),
        (1, 2, "1 of 2 pledges has a complete thread: an activity, an outcome and a figure."),
        (2, 2, "All 2 pledges have a complete thread: an activity, an outcome and a figure."),
    ],
)
def test_the_first_sentence_is_right_for_any_number(complete, total, sentence):
    states = [
        PledgeState(Node("pledge", number, f"P{number}", "Words."), () if number < complete else ("no figure",))
        for number in range(total)
    ]
    assert complete_sentence(states) == sentence


@pytest.mark.parametrize("times", [1, 5])
def test_the_number_of_queries_does_not_grow_with_the_records(times, records_2018_19, django_assert_num_queries):
    multiply(records_2018_19, times)
    year = ReportingYear.objects.get(start_year=2018)
    with django_assert_num_queries(16):
        facts = facts_of(year)
    assert sum(len(strand.pledges) for strand in facts.strands) == 10 * times
