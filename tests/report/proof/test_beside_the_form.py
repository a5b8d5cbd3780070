"""The proof beside a form shows what is typed, and writes nothing."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from ctreport.report.models import (
    Branding,
    ChapterPlan,
    ChartPlan,
    FootnotePlan,
    GlossaryTerm,
    Picture,
    ReportPlan,
)
from ctreport.report.proof import making
from ctreport.report.proof.images import PageImage
from ctreport.report.proof.layout import Laid
from ctreport.review.models import Revision
from tests.bench.multiply import multiply
from tests.report.rich import rich_plan

EDIT = "/report/2018-19/edit/"
NAVY = "#102030"
PART = {"X-Proof": "part"}


@pytest.fixture
def laid_out(monkeypatch):
    """What was to be laid out, instead of pages: reports with the anchor of the chapter."""
    asked = []

    def lay_out(report, pictures, anchor, *, patience):
        asked.append((report, anchor))
        return Laid(b"", 1, 4, 1)

    monkeypatch.setattr(making, "lay_out", lay_out)
    monkeypatch.setattr(making, "cover_of", lambda report, pictures: Laid(b"", 1, 1, 1))
    monkeypatch.setattr(making, "images_of", lambda pdf: [PageImage(b"", 1, 1)])
    return asked


def sent(client, path, **fields):
    response = client.post(path, {"proof": "1", **fields}, headers=PART)
    assert response.status_code == 200
    assert "<html" not in response.text
    return re.sub(r"\s+", " ", response.text)


def test_a_foreword_that_is_not_saved_is_printed_and_nothing_is_written(records_2018_19, client_for):
    typed = "We met 12 people and held {{figure:briefings}} briefings. {{figure:nonsense}}"
    part = sent(client_for("comms"), f"{EDIT}foreword/", foreword=typed, foreword_name="Alex Example")
    assert '<img src="data:image/png;base64,iVBOR' in part
    assert 'alt="Page 1 of 1 of the proof: Foreword"' in part
    assert "page 3 of the report" in part
    assert '<a class="govuk-link" href="#id_foreword">{{figure:nonsense}}: there is no measure “nonsense”.' in part
    assert 'data-trace>over 500</a> briefings. <mark class="ct-missing">[figure not published]</mark>' in part
    assert '<mark class="ct-untraced">12 <a href="/publication/2018-19/checklist/#check-untraced">untraced</a>' in part
    assert not ReportPlan.objects.exists()
    assert not Revision.objects.exists()


def test_each_form_shows_the_chapter_that_it_edits(records_2018_19, client_for, laid_out):
    rich_plan(records_2018_19)
    text, note = ChapterPlan.objects.get(kind="text"), FootnotePlan.objects.get(key="late")
    before = (Revision.objects.count(), Picture.objects.count())
    client = client_for("comms")
    for path, fields, anchor, of in (
        (f"{EDIT}contact/", {"contact": "Ask us."}, "contact", lambda one: one.contact[0].runs[0].text == "Ask us."),
        (f"{EDIT}layout/", {"layout": "golden_thread", "title": "Safe"}, "said", lambda one: one.title == "Safe"),
        (f"{EDIT}key-figures/", {"key_figures": "arrests"}, "key-figures", lambda one: len(one.key_figures) == 1),
        (f"{EDIT}chapters/said/", {"introduction": "Hm.", "is_included": "on"}, "said", lambda one: True),
        (f"{EDIT}chapters/{text.pk}/", {"title": "New", "introduction": "A", "is_included": "on"}, "chapter-new", None),
        (f"{EDIT}chapters/new/", {"title": "B", "introduction": "B", "is_included": "on"}, "chapter-b", None),
        (f"{EDIT}charts/new/", {"kind": "counts", "measures": "arrests,stop-searches"}, "charts", None),
        (f"{EDIT}charts/{ChartPlan.objects.first().pk}/", {"title": "T", "kind": "breakdown"}, "charts", None),
        (
            f"{EDIT}footnotes/{note.pk}/",
            {"kind": "sentence", "target": "mark", "key": "late", "text": "N"},
            "footnotes",
            None,
        ),
        (f"/report/glossary/{GlossaryTerm.objects.first().pk}/", {"term": "ACT", "definition": "D"}, "glossary", None),
        (
            "/report/branding/",
            {"primary_colour": "#102030"},
            "key-figures",
            lambda one: one.branding.primary == "#102030",
        ),
    ):
        part = sent(client, path, **fields)
        assert laid_out, f"{path}: {part}"
        report, shown = laid_out.pop()
        assert shown == anchor, path
        assert of is None or of(report), path
    assert before == (Revision.objects.count(), Picture.objects.count())
    assert Branding.objects.get().primary_colour != NAVY


def test_what_is_not_printed_says_why(records_2018_19, client_for, laid_out):
    rich_plan(records_2018_19)
    client, unused = client_for("comms"), FootnotePlan.objects.get(key="unused")
    assert "the report leaves this chapter out" in sent(client, f"{EDIT}chapters/said/", introduction="Hm.")
    part = sent(client, f"{EDIT}footnotes/{unused.pk}/", kind="sentence", target="mark", key="unused", text="Words.")
    assert "No printed text holds its mark, [^unused]" in part
    part = sent(client, "/report/glossary/new/", term="Zebra finch", definition="A bird.")
    assert "No text of the report of 2018/19 uses this word" in part


def test_a_portrait_that_is_not_saved_is_in_the_proof_and_not_kept(records_2018_19, client_for, laid_out):
    file = io.BytesIO()
    Image.new("RGB", (30, 40), "#884422").save(file, "png")
    file.seek(0)
    file.name = "portrait.png"
    sent(client_for("comms"), f"{EDIT}foreword/", foreword="Words.", file=file)
    report, _ = laid_out.pop()
    assert report.foreword.portrait.height == 40
    assert not Picture.objects.exists()
    damaged = io.BytesIO(b"no picture")
    damaged.name = "portrait.png"
    part = sent(client_for("comms"), f"{EDIT}foreword/", foreword="Words.", file=damaged)
    assert "not a JPEG, PNG or WebP picture" in part


def test_without_a_script_the_page_shows_the_proof_and_keeps_what_was_typed(records_2018_19, client_for, laid_out):
    page = client_for("comms").post(f"{EDIT}foreword/", {"proof": "1", "foreword": "Words that nobody saved."})
    assert page.status_code == 200
    assert "Words that nobody saved.</textarea>" in page.text
    assert "The one page of “Foreword”, page 4 of the report." in page.text
    assert not ReportPlan.objects.exists()


def test_those_who_only_read_cannot_ask_for_a_proof_of_what_they_type(records_2018_19, client_for):
    assert client_for("leader").post(f"{EDIT}foreword/", {"proof": "1"}, headers=PART).status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_report(records_2018_19, client_for, laid_out):
    client, counts = client_for("comms"), []
    for times in (1, 2):
        multiply(records_2018_19, times)
        with CaptureQueriesContext(connection) as queries:
            sent(client, f"{EDIT}foreword/", foreword="Held {{figure:briefings}} briefings.")
        counts.append(len(queries))
    assert counts[0] == counts[1]
