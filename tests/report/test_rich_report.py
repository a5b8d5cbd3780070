"""The report as it was planned: chapters, footnotes, glossary, charts, colours and pictures, in both layouts."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace

import page as page_validation
import pikepdf
import pytest
from django.test import override_settings

from ctreport.report.build import build_report
from ctreport.report.facts import Correction, Stamp, as_json
from ctreport.report.models import ChapterPlan, ChartPlan, FootnotePlan, ReportPlan
from ctreport.report.pdf import pdf_of
from ctreport.report.pictures import pictures_of
from ctreport.report.reading import report_from_json
from ctreport.report.render import body_html, file_html
from outcomes.models import Measure
from tests.report.rich import rich_plan
from tests.report.test_file import Page

pytestmark = pytest.mark.django_db
LAYOUTS = list(ReportPlan.Layout)
STAMP = Stamp(
    2,
    "2020-05-11T23:30:00+00:00",
    "ctreport",
    (
        Correction(
            "Key figures", "Arrests were counted twice.", "97 arrests", "95 arrests", "Two records", "12 May 2020"
        ),
    ),
)


@pytest.fixture
def report(records_2018_19):
    rich_plan(records_2018_19)
    return build_report(records_2018_19)


@pytest.fixture
def by_thread(records_2018_19):
    rich_plan(records_2018_19, ReportPlan.Layout.GOLDEN_THREAD)
    return build_report(records_2018_19)


def test_chapters_stand_in_the_order_and_under_the_headings_that_were_chosen(report):
    assert [(one.anchor, one.title) for one in report.chapters] == [
        ("foreword", "A word from the Commissioner"),
        ("key-figures", "Key figures"),
        ("said", "What we said"),
        ("did", "What we did"),
        ("outcome", "What came of it"),
        ("chapter-how-we-count", "How we count"),
        ("charts", "Pictures of the year"),
        ("thread", "The golden thread"),
        ("tables", "Tables of figures"),
        ("footnotes", "Footnotes"),
        ("notes", "Notes"),
        ("glossary", "Words we use"),
        ("contact", "Contact"),
    ]


def test_without_a_plan_the_report_has_its_usual_chapters(records_2018_19):
    kinds = [one.kind for one in build_report(records_2018_19).chapters]
    assert kinds == ["key_figures", "said", "did", "outcome", "charts", "thread", "tables", "notes"]


def test_a_chapter_that_was_left_out_is_not_in_the_facts(report, records_2018_19):
    ChapterPlan.objects.filter(kind__in=["charts", "thread", "outcome"]).update(is_included=False)
    ChapterPlan.objects.filter(kind="did").delete()  # not planned, so in its usual place
    later = build_report(records_2018_19)
    assert (later.charts, later.threads, later.outcomes) == ((), (), ())
    assert [one.kind for one in later.chapters][2:5] == ["said", "did", "text"]
    assert len(later.tables) == 2
    assert "activity:A1" in [one.target for one in later.footnotes]


def test_key_figures_are_those_chosen_in_their_order(report):
    assert [one.label.split(",")[0] for one in report.key_figures] == [
        "Arrests",
        "People who feel safe in the City",
        "Briefings",
    ]
    assert report.more_key_figures == 6


def test_footnotes_are_numbered_as_their_marks_stand_in_the_report(report):
    assert [one.number for one in report.footnotes] == list(range(1, 9))
    assert [one.target for one in report.footnotes][3:] == [
        "figure:feel-safe:online:day",
        "figure:briefings",
        "pledge:P1",
        "activity:A1",
        "table-project-servator",
    ]
    assert report.pledges[0].notes == (6,)
    assert report.charts[0].footnotes == (2,)
    assert not any("No text puts this mark" in run.text for one in report.footnotes for run in one.runs)


def test_only_words_that_the_report_uses_are_explained(report):
    assert [one.term for one in report.glossary] == ["ACT", "Project Servator"]


def test_a_chosen_chart_has_its_own_words_and_a_line_to_hold_its_bars_against(report):
    safe, counts = report.charts
    assert safe.title == "Who feels safe"
    assert safe.alt == "Bars of the four answers. All but one lie above the line at 80%."
    assert safe.summary.endswith("The line at 80% marks what we aim at.")
    assert safe.notes[-1] == "Reference line at 80%: what we aim at."
    assert counts.name == "programme-project-servator"
    assert counts.alt.startswith("Bar chart: Project Servator, 2018/19.")


def test_a_statement_knows_which_of_its_numbers_is_a_figure(report):
    runs = report.activities[0].runs
    assert [(run.text, run.token) for run in runs if run.kind == "figure"] == [("over 500", "figure:briefings")]
    assert "".join(run.text for run in runs) == report.activities[0].text


def test_the_facts_can_be_read_back(report):
    assert as_json(report_from_json(as_json(report))) == as_json(report)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_link_leads_somewhere_ids_are_unique_and_headings_do_not_jump(records_2018_19, layout):
    rich_plan(records_2018_19, layout)
    report = replace(build_report(records_2018_19), stamp=STAMP)
    page = Page(file_html(report, pictures_of(report)))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")}
    assert inner <= set(ids)
    assert {f"footnote-{one.number}" for one in report.footnotes} <= inner
    assert {f"mark-{one.number}" for one in report.footnotes} <= set(ids)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_links_that_lead_nowhere_become_plain_text(records_2018_19):
    rich_plan(records_2018_19)
    ReportPlan.objects.update(foreword="See [that](#pledge-P99) and [this](#pledge-P1).")
    runs = build_report(records_2018_19).foreword.blocks[0].runs
    assert {run.text: run.address for run in runs}["that"] == ""
    assert {run.text: run.address for run in runs}["this"] == "#pledge-P1"


def test_pictures_are_inside_the_file_with_their_alternatives(report):
    page = Page(file_html(report, pictures_of(report)))
    logo, portrait = page.all("img")[:2]
    assert logo["src"].startswith("data:image/png;base64,")
    assert portrait["alt"] == "The Commissioner in uniform before a map of the City"
    assert "--brand: #3b1f5b;" in file_html(report, pictures_of(report))


def test_the_site_s_markup_names_charts_and_pictures_beside_the_page(report):
    sources = [image["src"] for image in Page(body_html(report)).all("img")]
    assert sources == [
        f"pictures/{report.branding.logo.name}",
        f"pictures/{report.foreword.portrait.name}",
        "charts/breakdown-feel-safe.svg",
        "charts/programme-project-servator.svg",
    ]


def test_what_is_drawn_depends_on_facts_and_pictures_alone(report, django_assert_num_queries):
    pictures = pictures_of(report)
    first = file_html(report, pictures), body_html(report)
    with (
        override_settings(FORCE_NAME="X", REPORT_TITLE="Y", NUMBER_STYLE="grouped", LANGUAGE_CODE="de"),
        django_assert_num_queries(0),
    ):
        assert (file_html(report, pictures), body_html(report)) == first


def test_a_proof_says_that_it_is_one_and_an_edition_when_it_was_frozen(report):
    proof, edition = body_html(report), body_html(replace(report, stamp=STAMP))
    assert "Proof: not for publication" in proof
    assert "Proof" not in edition
    assert "Edition 2 · frozen 12 May 2020" in edition  # half past midnight in London


def test_an_edition_with_corrections_says_so_at_its_head_and_lists_them(report):
    text = Page(body_html(replace(report, stamp=STAMP))).text
    assert text.index("This is edition 2 of the report. It puts right 1 thing") < text.index("Contents")
    assert "Before97 arrests Now95 arrests" in text
    assert "Corrected on 12 May 2020" in text


def test_by_golden_thread_each_record_is_told_in_full_once_and_referred_to_later(by_thread):
    page = Page(body_html(by_thread))
    ids = {attributes.get("id") for _, attributes in page.tags}
    assert [(one.kind, one.title) for one in by_thread.chapters][2:4] == [
        ("said", "Pledge by pledge"),
        ("text", "How we count"),
    ]
    assert {f"activity-{one.reference}" for one in by_thread.activities} <= ids
    assert {f"outcome-O6.{number}" for number in range(1, 5)} <= ids
    assert page.text.count(by_thread.activities[1].text) == 1
    assert "Told in full elsewhere: follow A2." in page.text


def test_by_golden_thread_what_serves_no_pledge_stands_at_the_end(by_thread):
    assert [one.reference for one in by_thread.loose] == ["A4", "O2", "O3"]
    text = Page(body_html(by_thread)).text
    assert (
        text.index("P10 Make full use") < text.index("Not on a thread of any pledge") < text.index("over 120 reports")
    )
    assert "Gap: No activity is recorded for this pledge." in text


def test_by_golden_thread_footnotes_follow_the_telling(by_thread):
    targets = [one.target for one in by_thread.footnotes]
    assert targets.index("pledge:P1") < targets.index("activity:A1")
    assert by_thread.pledges[0].notes == (6,)


@pytest.mark.usefixtures("illustrative_history")
def test_the_richest_report_is_printed_without_breaking_a_rule_of_pdf_ua(records_2018_19, tmp_path):
    rich_plan(records_2018_19, ReportPlan.Layout.GOLDEN_THREAD)
    report = replace(build_report(records_2018_19), stamp=STAMP)
    printed = pdf_of(report, pictures_of(report))
    result = page_validation.validate_pdf_bytes(printed, profile="ua1")
    assert [(one.rule_id, one.message) for one in result.failures] == []
    with pikepdf.open(io.BytesIO(printed)) as document:
        said = {str(link.get("/Contents", "")) for page in document.pages for link in page.obj.get("/Annots", ())}
    assert {"Go to footnote 1", "Go to the text at footnote 1", "Go to pledge P1"} <= said


def test_footnotes_on_what_is_not_there_and_codes_that_nobody_knows_are_passed_over(records_2018_19):
    rich_plan(records_2018_19)
    for kind, target in (("figure", "figure:gone"), ("chart", "gone"), ("table", "gone"), ("sentence", "pledge:P99")):
        FootnotePlan.objects.create(year=records_2018_19, kind=kind, target=target, key=f"gone-{kind}", text="Gone.")
    ChartPlan.objects.update(measures=["gone"])
    report = build_report(records_2018_19)
    assert report.charts == ()
    assert "charts" not in [one.kind for one in report.chapters]
    assert "Gone." not in body_html(report)


def test_a_withheld_measure_is_in_no_chosen_key_figure_chart_or_footnote(records_2018_19):
    rich_plan(records_2018_19)
    Measure.objects.filter(code__in=["arrests", "feel-safe"]).update(marking="official_sensitive")
    shown = as_json(build_report(records_2018_19))
    assert "People who feel safe" not in shown
    assert "People chose themselves to answer online" not in shown
