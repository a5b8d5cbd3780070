"""The facts of a year: what is complete, what is missing, what moved."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType

from ctreport.dashboard.facts import build_dashboard
from ctreport.dashboard.pledges import PledgeState
from ctreport.dashboard.words import complete_sentence
from ctreport.evidence.models import Attachment
from ctreport.thread.threads import Node, build_thread
from objectives.models import Pledge, ReportingYear
from outcomes.models import Assessment, AssessmentWord, Figure, Measure, Target
from outcomes.quantity import Direction, Verdict
from tests.bench.multiply import multiply

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("born_approved")]
TODAY = date(2019, 6, 1)
QUERIES = 21


def facts_of(year, **asked):
    before = ReportingYear.objects.filter(start_year=year.start_year - 1).first()
    return build_dashboard(year, TODAY, before=before, asked=asked)


def said(facts):
    return [str(sentence) for sentence in facts.summary.sentences]


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
        summary = said(facts_of(records_2018_19))
        assert summary[0] == "3 of 10 pledges have a complete thread: an activity, an outcome and a figure."
        assert summary[1] == (
            "3 have no activity (P2, P4 and P10), 2 more have no outcome (P3 and P6) and 2 more have no figure "
            "(P1 and P8)."
        )
        assert (
            "12 figures are recorded. No figure of 2017/18 is recorded to compare with, so no change can be shown."
            in summary
        )

    def test_the_cctv_pledge_has_no_activity(self, records_2018_19):
        pledges = [pledge for strand in facts_of(records_2018_19).strands for pledge in strand.pledges]
        [cctv] = [pledge for pledge in pledges if "CCTV" in pledge.node.text]
        assert cctv.text == "No activity, no outcome, no figure"

    def test_the_outcome_that_resources_are_used_well_has_no_measure(self, records_2018_19):
        facts = facts_of(records_2018_19)
        [gap] = [gap for gap in facts.gaps if gap.said.startswith("Our resources are being effectively used")]
        assert gap.text == "Outcome O1 has no measure behind it."
        assert any("3 outcomes have no measure (O1, O3 and O5)" in sentence for sentence in said(facts))

    def test_no_survey_has_a_base_hence_no_interval(self, records_2018_19):
        facts = facts_of(records_2018_19)
        [note] = [note for note in facts.notes if "base" in note.text]
        assert note.text == (
            "All 4 percentages have no base: how many people answered is not recorded, so no confidence interval can "
            "be shown."
        )
        assert [measure.title for measure in note.measures] == ["People who feel safe in the City"]
        assert "All 4 percentages have no base, so no confidence interval can be shown." in said(facts)

    def test_arrests_are_no_share_of_positives(self, records_2018_19):
        ratios = facts_of(records_2018_19).ratios
        assert [str(one) for one in ratios.refused] == [
            "“Arrests” (95) is not shown as a share of “Positives from stop and search” (89): it is not recorded as a "
            "part of it, and it is the greater of the two."
        ]
        assert not any("Arrests" in one.sentence.text for one in ratios.shown)

    def test_the_positive_rate_asks_for_a_check_of_its_definition(self, records_2018_19):
        facts = facts_of(records_2018_19)
        [ratio] = facts.ratios.shown
        assert (
            str(ratio.sentence) == "Positives from stop and search as a share of stop and searches: 72.4% (89 of 123)."
        )
        assert ratio.check.startswith(
            "Check the definition: 72.4% (89 of 123) is far from what others published: 37% (16"
        )
        assert said(facts)[-1].endswith("72.4% (89 of 123), is far from what others published: check its definition.")

    def test_numbers_in_sentences_know_their_figures(self, records_2018_19):
        [ratio] = facts_of(records_2018_19).ratios.shown
        traced = {run.text: run.figure_id for run in ratio.sentence.runs if run.figure_id}
        assert traced == {
            "89": Figure.objects.get(measure__code="stop-search-positives").pk,
            "123": Figure.objects.get(measure__code="stop-searches").pk,
        }

    def test_the_strands_stand_in_their_order_and_pledges_without_one_last(self, records_2018_19):
        strands = facts_of(records_2018_19).strands
        assert [strand.name for strand in strands] == ["Prevent", "Pursue", "Protect", "Prepare", "No strand given"]
        assert [(strand.complete, len(strand.pledges)) for strand in strands][-1] == (2, 4)

    def test_each_figure_reads_as_it_was_published(self, records_2018_19):
        figures = facts_of(records_2018_19).key_figures
        told = {figure.title: [(cell.name, cell.text) for cell in figure.cells] for figure in figures}
        assert told["Project Servator deployments"] == [("", "over 600")]
        assert told["People who received ACT training"] == [("", "2748")]
        assert told["People who feel safe in the City"] == [
            ("Online, during the day", "90%"),
            ("Online, after dark", "65%"),
            ("Street interview, during the day", "96%"),
            ("Street interview, after dark", "84%"),
        ]

    def test_a_chart_shows_the_survey_and_one_the_programme(self, records_2018_19):
        facts = facts_of(records_2018_19)
        assert [chart.name for chart in facts.charts] == ["breakdown-feel-safe", "programme-project-servator"]
        assert not facts.is_illustrative

    def test_the_gaps_are_those_of_the_whole_thread(self, records_2018_19):
        """The page reads the thread without its figures; it must not find other gaps than the thread with them."""
        whole = {gap.text for gap in build_thread(records_2018_19, only_approved=True).gaps}
        facts = facts_of(records_2018_19)
        lacks = {
            "no activity": "has no activity",
            "no outcome": "has no outcome",
            "no figure": "has no figure behind it",
        }
        pledges = [one for strand in facts.strands for one in strand.pledges]
        found = {gap.text for gap in facts.gaps}
        found |= {f"Pledge {one.node.reference} {lacks[lack]}." for one in pledges for lack in one.lacks}
        assert found == whole


class TestHistory:
    """The same year, with the made-up years before it."""

    def test_the_summary_says_what_moved_and_that_the_earlier_figures_are_made_up(self, illustrative_history):
        facts = facts_of(ReportingYear.objects.get(start_year=2018))
        assert said(facts)[2:5] == [
            "Since 2017/18, of 12 figures: 8 went up. 4 cannot be compared exactly: bounds such as “over”, other "
            "periods or breaks in series.",
            "Up most: People who received ACT training, 2748, up 782 (40%) from 1966; among percentages, people who "
            "feel safe in the City, online, after dark, 65%, up 3 percentage points from 62%.",
            "The figures of 2017/18 are illustrative.",
        ]
        assert facts.is_illustrative
        assert all(figure.is_illustrative for figure in facts.key_figures)

    def test_a_real_figure_is_not_judged_by_a_made_up_one(self, illustrative_history):
        facts = facts_of(ReportingYear.objects.get(start_year=2018))
        assert not any(cell.movement.judgement for figure in facts.key_figures for cell in figure.cells)

    def test_a_made_up_year_does_not_warn_of_each_figure_and_tells_what_is_overdue(self, illustrative_history):
        facts = facts_of(illustrative_history[-1])
        assert "1 action is overdue: “People who feel safe in the City”, since 30 September 2018." in said(facts)
        assert not any("illustrative" in sentence for sentence in said(facts))
        assert [(one.measure.title, one.judgement.is_overdue) for one in facts.measure_actions] == [
            ("People who feel safe in the City", True)
        ]

    def test_what_is_context_only_is_said_to_be(self, illustrative_history):
        summary = said(facts_of(illustrative_history[-1]))
        [down] = [sentence for sentence in summary if sentence.startswith("Down most")]
        assert down.startswith(
            "Down most: Stop and searches, 117, down 14 (11%) from 131 (context only: neither is better)"
        )

    def test_another_year_can_be_compared_with(self, illustrative_history):
        year = ReportingYear.objects.get(start_year=2018)
        facts = build_dashboard(year, TODAY, before=illustrative_history[0])
        assert any(sentence.startswith("Since 2014/15") for sentence in said(facts))


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

    def test_the_summary_counts_what_can_be_compared_exactly(self):
        before, year = two_years()
        moves = (
            ("a", {"value": 100}, {"value": 120}),
            ("b", {"value": 100}, {"value": 80}),
            ("c", {"value": 5}, {"value": 5}),
            ("d", None, {"value": 7}),
            ("e", {"value": 100}, {"value": 200, "qualifier": "over"}),
            ("f", {"value": 10}, {"value": 300, "break_reason": "A new definition."}),
            ("g", {"value": 10}, {"value": 90, "period_start": date(2018, 4, 1), "period_end": date(2018, 9, 30)}),
            ("h", {"value": 9}, {"value": 19}),
        )
        for code, then, now in moves:
            measure = Measure.objects.create(code=code, title=code.upper(), polarity="up")
            a_figure(year, measure=measure, **now)
            if then:
                a_figure(before, measure=measure, **then)
        summary = said(facts_of(year))
        assert (
            "Since 2017/18, of 8 figures: 2 went up, 1 went down and 1 stayed the same. 3 cannot be compared exactly: "
            "bounds such as “over”, other periods or breaks in series; 1 has no earlier figure." in summary
        )
        assert "Up most: A, 120, up 20 (20%) from 100 (better)." in summary  # of H, 9 is too small a base to rank by
        assert "Down most: B, 80, down 20 (20%) from 100 (worse)." in summary

    def test_a_break_between_the_years_is_respected_however_far_apart_they_are(self):
        before, between = two_years()
        year = ReportingYear.objects.create(start_year=2019)
        measure = Measure.objects.create(code="cases", title="Cases", polarity="up")
        a_figure(before, 100, measure)
        a_figure(between, 150, measure, break_reason="A new definition.")
        a_figure(year, 160, measure)
        facts = build_dashboard(year, TODAY, before=before)
        [figure] = facts.key_figures
        assert figure.cells[0].movement.text == "was 100, which cannot be compared [b]"
        assert "Since 2017/18, of 1 figure: none can be compared exactly." in said(facts)
        assert build_dashboard(year, TODAY, before=between).key_figures[0].cells[0].movement.judgement == "better"

    def test_public_statistics_stand_apart_and_are_not_counted(self):
        [_, year] = two_years()
        a_figure(year, 5)
        a_figure(year, 7000, Measure.objects.create(code="referrals", title="Referrals", is_reference=True))
        facts = facts_of(year)
        assert [figure.title for figure in facts.key_figures] == ["Cases"]
        assert [measure.title for measure in facts.references] == ["Referrals"]
        assert facts.notes[0].text == "The only figure is approved."


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

    def test_word_action_and_date_stand_beside_the_pledge(self):
        [_, year] = two_years()
        pledge = Pledge.objects.create(year=year, reference="P1", statement="Deter.")
        self.assess(year, pledge=pledge, action="Act.", due_on=date(2019, 5, 31))
        facts = facts_of(year)
        found = facts.strands[0].pledges[0].judgement
        assert (found.word, found.action, found.due_on, found.is_overdue) == (
            "Requires action",
            "Act.",
            date(2019, 5, 31),
            True,
        )
        assert "1 action is overdue: pledge P1, since 31 May 2019." in said(facts)
        assert "Assessments: 1 requires action." in said(facts)

    def test_an_action_due_today_is_due_and_not_overdue(self):
        [_, year] = two_years()
        pledge = Pledge.objects.create(year=year, reference="P1", statement="D.")
        self.assess(year, pledge=pledge, action="A.", due_on=TODAY)
        assert "1 action is due, the next on 1 June 2019: pledge P1." in said(facts_of(year))


class TestQuality:
    def texts(self, year):
        return [note.text for note in facts_of(year).notes]

    def test_a_year_in_which_all_is_well_says_so(self):
        [_, year] = two_years()
        a_figure(year, 5, source="Return 1", evidence_url="https://x.uk/1")
        assert self.texts(year) == [
            "The only figure is approved.",
            "Every figure has its evidence.",
            "No figure is provisional.",
        ]

    def test_what_is_not_approved_provisional_a_symbol_or_without_a_source_is_told(self):
        [_, year] = two_years()
        a_figure(year, 5, status="provisional", code="a", source="Return 1")
        a_figure(year, None, shorthand="[c]", code="b")
        a_figure(year, 6, code="c", state="draft", approved_version=None)
        assert self.texts(year) == [
            "2 of 3 figures are approved. What is not approved is left out here.",
            "1 of 2 figures has no source and no evidence.",
            "1 of 2 figures has a source but no evidence attached or linked.",
            "1 figure is provisional and may change.",
            "1 of 2 figures has a symbol in place of a number.",
        ]

    def test_an_attached_file_is_evidence(self, people):
        [_, year] = two_years()
        figure = a_figure(year, 5)
        Attachment.objects.create(record=figure, name="return.pdf", media_type="application/pdf", size=9, stored_as="0")
        assert "Every figure has its evidence." in self.texts(year)

    @pytest.mark.parametrize(
        ("sample", "told"),
        [
            ("unknown", "it would need a sample drawn at random, which nobody has recorded"),
            ("self_selected", "the people chose to take part, so chance alone does not say how sure it is"),
        ],
    )
    def test_a_percentage_with_a_base_says_why_it_has_no_interval(self, sample, told):
        [_, year] = two_years()
        measure = Measure.objects.create(code="safe", title="Safe", unit="percentage", sample=sample)
        a_figure(year, 50, measure, base=100)
        assert f"The only percentage has a base but no confidence interval: {told}." in self.texts(year)

    def test_a_figure_that_reads_as_the_year_before_is_asked_about(self):
        compared({"value": 500, "qualifier": "over"}, {"value": 500, "qualifier": "over"})
        year = ReportingYear.objects.get(start_year=2018)
        assert "1 figure reads the same as in 2017/18. Was it counted anew?" in self.texts(year)

    def test_a_long_list_of_measures_is_cut_and_its_length_told(self):
        [_, year] = two_years()
        for number in range(8):
            a_figure(year, number, code=f"m-{number}")
        [unsourced] = [note for note in facts_of(year).notes if "no source" in note.text]
        assert (len(unsourced.measures), unsourced.unseen) == (5, 3)


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
def test_neither_queries_nor_what_is_shown_of_the_figures_grow_with_the_records(
    times, illustrative_history, django_assert_num_queries
):
    year = ReportingYear.objects.get(start_year=2018)
    multiply(year, times)
    ContentType.objects.clear_cache()
    with django_assert_num_queries(QUERIES):
        facts = build_dashboard(year, TODAY, before=illustrative_history[-1])
    assert facts.pledges_shown == 10 * times
    assert (len(facts.key_figures), len(facts.others)) == ((9, 0) if times == 1 else (12, 33))
