"""The report as PDF."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import itertools
import os
import pickle
import re
import subprocess
import sys

import page as page_validation
import pikepdf
import pytest
from django.utils.text import slugify

from ctreport.env import BASE_DIR
from ctreport.report import pdf as press
from ctreport.report.build import build_report
from ctreport.report.facts import Stamp
from ctreport.report.pdf import PdfError, pdf_of
from objectives.models import Pledge
from outcomes.models import Figure, Measure
from tests.report.conftest import squeezed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("born_approved")]


PRINTED: dict[str, bytes] = {}  # by the facts: the real report is printed once for all tests of it


@pytest.fixture
def printed(report):
    if report.fingerprint not in PRINTED:
        PRINTED[report.fingerprint] = pdf_of(report)
    return PRINTED[report.fingerprint]


@pytest.fixture
def document(printed):
    with pikepdf.open(io.BytesIO(printed)) as opened:
        yield opened


def elements(document):
    """Each element of the structure, in reading order, with the kinds above it."""

    def walk(element, above):
        yield element, above
        for kid in element.K:
            if not isinstance(kid, int) and "/S" in kid:
                yield from walk(kid, (*above, str(element.S)))

    yield from walk(document.Root.StructTreeRoot.K[0], ())


def text_of(printed, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(printed)
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def test_no_rule_of_pdf_ua_is_broken(printed):
    result = page_validation.validate_pdf_bytes(printed, profile="ua1")
    assert [(one.rule_id, one.message) for one in result.failures] == []
    assert result.rules.failed == 0


def test_no_rule_is_broken_with_history_and_many_pages(records_2018_19, illustrative_history):
    for number in range(40):
        Pledge.objects.create(
            year=records_2018_19, reference=f"X{number}", statement=f"Pledge {number}. " + "Words. " * 40, order=50
        )
    result = page_validation.validate_pdf_bytes(pdf_of(build_report(records_2018_19)), profile="ua1")
    assert [(one.rule_id, one.message) for one in result.failures] == []


def test_each_sentence_of_the_source_can_be_taken_out_of_the_pdf_in_order(printed, source_parts, tmp_path):
    text = squeezed(text_of(printed, tmp_path))
    place = 0
    for heading, bullets in source_parts.items():
        for bullet in bullets:
            found = text.find(squeezed(bullet), place)
            assert found >= 0, f"{heading}: {bullet}"
            place = found + len(bullet)


def test_each_chart_is_a_figure_with_an_alternative(document, report):
    figures = [element for element, _ in elements(document) if element.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == [chart.alt for chart in report.all_charts]
    for figure in figures:
        left, bottom, right, top = (float(number) for number in figure.A.BBox)
        assert 0 <= left < right <= 596
        assert 0 <= bottom < top <= 842


def test_each_header_cell_has_a_scope(document):
    cells = [(element, above) for element, above in elements(document) if element.S == "/TH"]
    assert cells
    for cell, above in cells:
        assert cell.A.Scope == ("/Column" if "/THead" in above else "/Row")


def test_heading_levels_do_not_jump(document):
    levels = [int(str(one.S)[2]) for one, _ in elements(document) if re.fullmatch("/H[1-6]", str(one.S))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_running_heads_and_page_numbers_are_artefacts(document):
    body = document.pages[3].obj.Contents.read_bytes()
    assert body.count(b"/Artifact <</Type /Pagination>> BDC") >= 4
    owned = {element.objgen for element, _ in elements(document)}
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    for owner in (one for place in range(len(document.pages)) for one in numbers[2 * place + 1]):
        assert owner is None or owner.objgen in owned


def test_the_document_is_titled_and_in_british_english_with_bookmarks(document, report):
    assert "Countering Terrorism" in str(document.docinfo.Title)
    assert document.Root.Lang == "en-GB"
    assert document.Root.ViewerPreferences.DisplayDocTitle is True
    with document.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles == [
            "Contents",
            "Key figures",
            "What we said",
            "What we did",
            "Outcome",
            "Charts",
            "The golden thread",
            "Tables of figures",
            "Notes",
        ]
        pledges = next(item for item in outline.root if item.title == "The golden thread").children
        assert pledges[0].title == "Pledge P1"


def test_links_can_be_printed_and_say_where_they_lead(document):
    links = [link for page in document.pages for link in page.obj.get("/Annots", ())]
    assert links
    assert all(int(link.F) & 4 for link in links)
    assert {"Go to Key figures", "Go to activity A1"} <= {str(link.Contents) for link in links}


def test_each_font_is_in_the_file_and_is_the_house_s(document):
    fonts = {str(font.BaseFont) for page in document.pages for font in page.obj.Resources.Font.values()}
    assert fonts
    assert all("Arimo" in name for name in fonts)


def test_the_same_facts_give_the_same_bytes(report, printed):
    assert pdf_of(report) == printed


ANOTHER_PROCESS = """
import hashlib, pickle
import django
django.setup()
from ctreport.report.pdf import pdf_of
print(hashlib.sha256(pdf_of(pickle.load(open("facts", "rb")))).hexdigest())
"""
ELSEWHERE = {
    "TZ": "Asia/Kathmandu",
    "LC_ALL": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
    "PYTHONHASHSEED": "2019",
    "SOURCE_DATE_EPOCH": "0",
}


def test_another_process_in_another_place_gives_the_same_bytes_dated_as_the_edition(report, tmp_path):
    edition = dataclasses.replace(report, stamp=Stamp(1, "2019-06-03T08:30:00Z", "ctreport"))
    settings = {"PYTHONPATH": str(BASE_DIR), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    (tmp_path / "facts").write_bytes(pickle.dumps(edition))
    with subprocess.Popen(
        [sys.executable, "-c", ANOTHER_PROCESS],
        cwd=tmp_path,
        env=os.environ | settings | ELSEWHERE,
        stdout=subprocess.PIPE,
    ) as process:
        here = pdf_of(edition)
        there = process.communicate()[0].decode().strip()
    assert there == hashlib.sha256(here).hexdigest()
    with pikepdf.open(io.BytesIO(here)) as opened:
        assert {str(opened.docinfo[key]) for key in ("/CreationDate", "/ModDate")} == {"D:20190603083000Z"}


def test_the_contents_give_the_page_of_each_part(printed, document, tmp_path):
    contents = text_of(printed, tmp_path).split("\f")[1]
    numbers = [int(line) for line in contents.splitlines() if line.strip().isdigit()]
    assert {3, 4, 5, 6, 7} <= set(numbers)
    assert "Notes" in text_of(printed, tmp_path).split("\f")[max(numbers) - 1]


def test_a_long_table_repeats_its_head_on_each_page(records_2018_19, tmp_path):
    for number in range(70):
        measure = Measure.objects.create(code=f"m-{number}", title=f"Measure {number}", programme="Long", order=99)
        Figure.objects.create(measure=measure, year=records_2018_19, value=number, source="x")
    pages = text_of(pdf_of(build_report(records_2018_19)), tmp_path).split("\f")
    long = [one for one in pages if "Tables of figures" in one and "Measure 1" in one]
    assert len(long) >= 2
    assert all("Status" in one for one in long)


def test_each_page_says_that_figures_are_made_up(records_2018_19, illustrative_history, tmp_path):
    printed = pdf_of(build_report(records_2018_19))
    pages = text_of(printed, tmp_path).strip("\f").split("\f")
    assert all("Illustrative figures" in one for one in pages)


def test_hostile_words_are_printed_as_words(records_2018_19, tmp_path):
    words = "<script>alert(1)</script> $x^2$ " + "w" * 300
    Pledge.objects.filter(reference="P1").update(statement=words)
    Measure.objects.filter(code="arrests").update(title="<b>" + "x" * 190)
    printed = pdf_of(build_report(records_2018_19))
    assert "<script>alert(1)</script>" in text_of(printed, tmp_path)
    assert page_validation.validate_pdf_bytes(printed, profile="ua1").rules.failed == 0


def test_what_weasyprint_calls_an_error_is_a_failure(report, monkeypatch):
    monkeypatch.setattr(press, "print_html", lambda report: '<html lang="en"><title>x</title><img src="chart:no">')
    with pytest.raises(PdfError):
        pdf_of(report)


def test_nothing_is_fetched_from_network_or_disk(report):
    fetch = press._fetcher({chart.name: chart for chart in report.all_charts}).fetch
    for url in ("file:///etc/passwd", "https://example.org/x.png", "chart:unknown"):
        with pytest.raises(ValueError, match="no such part"):
            fetch(url)
    assert slugify(report.all_charts[0].name) == report.all_charts[0].name
