"""The Word document."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn

from ctreport.report.facts import Run
from ctreport.report.prose import words_of
from ctreport.report.word import word_of
from ctreport.report.word.markup import bookmark_name

pytestmark = pytest.mark.django_db  # to build the report that all of them draw from, once

_MADE: dict[str, bytes] = {}


def document(layout, report, pictures):
    if layout not in _MADE:
        _MADE[layout] = word_of(report, pictures)
    return Document(io.BytesIO(_MADE[layout]))


@pytest.fixture
def word(frozen):
    return document("three", *frozen)


@pytest.fixture
def word_by_thread(frozen_by_thread):
    return document("thread", *frozen_by_thread)


def headings(word):
    """Return the level and the words of each heading."""
    found = []
    for paragraph in word.paragraphs:
        level = re.fullmatch(r"heading (\d)", paragraph.style.name, re.IGNORECASE)
        if level:
            found.append((int(level[1]), paragraph.text))
    return found


def footnotes_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/footnotes.xml").decode()


def all_of(word, name):
    return list(word.element.body.iter(qn(f"w:{name}")))


def test_the_headings_are_those_of_the_report_and_jump_no_level(word, frozen):
    found = headings(word)
    chapters = [chapter.title for chapter in frozen[0].chapters if chapter.kind != "footnotes"]
    assert [text for level, text in found if level == 1] == ["What changed", *chapters]
    levels = [level for level, _ in found]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [one.text for one in word.paragraphs if one.style.name == "Title"] == ["Keeping the City safe"]


def test_the_document_says_what_it_is_and_in_which_language(word):
    about = word.core_properties
    assert (about.title, about.author, about.language) == (
        "Keeping the City safe, annual report 2018/19", "Force of the Example", "en-GB",
    )  # fmt: skip
    assert about.created.replace(tzinfo=None) == about.modified.replace(tzinfo=None) == datetime(2019, 7, 3, 22, 45, 30)
    [language] = word.styles.element.findall(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    with zipfile.ZipFile(io.BytesIO(_MADE["three"])) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name or "custom" in name.lower()]


def test_the_correction_stands_on_the_cover_and_leads_to_what_changed(word):
    notice = next(one for one in word.paragraphs if one.text.startswith("Correction."))
    assert notice.text == (
        "Correction. This is edition 2 of the report. It puts right 1 thing in the edition before it. See what changed."
    )
    texts = [one.text for one in word.paragraphs]
    assert {"Before: 59", "Now: 95", "Corrected on 3 July 2019"} <= set(texts)
    assert "Edition 2, frozen 3 July 2019" in texts
    assert any(text.startswith("Illustrative figures.") for text in texts)


def test_every_picture_has_its_alternative_text(word, frozen):
    report = frozen[0]
    wanted = [report.branding.logo.alt, report.foreword.portrait.alt, *(chart.alt for chart in report.all_charts)]
    drawn = word.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    assert [one.get("descr") for one in drawn] == wanted


def test_the_head_of_every_table_is_marked_and_the_table_named(word):
    assert word.tables
    for table in word.tables:
        first, *others = table._tbl.findall(qn("w:tr"))
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert not [row for row in others if row.find(f".//{qn('w:tblHeader')}") is not None]
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
        assert not table._tbl.findall(f".//{qn('w:gridSpan')}")


def test_every_inner_link_leads_to_a_place_that_is_there_once(word):
    names = [one.get(qn("w:name")) for one in all_of(word, "bookmarkStart")]
    assert len(names) == len(set(names))
    links = [one.get(qn("w:anchor")) for one in all_of(word, "hyperlink") if one.get(qn("w:anchor"))]
    assert set(links) <= set(names)
    assert {"pledge_P1", "tables", "chart_breakdown_feel_safe"} <= set(links)


@pytest.mark.parametrize("layout", ["three", "thread"])
def test_every_footnote_is_one_of_words_own_and_has_the_reports_number(request, layout):
    name = {"three": ("word", "frozen"), "thread": ("word_by_thread", "frozen_by_thread")}[layout]
    word, (report, _) = (request.getfixturevalue(one) for one in name)
    references = [int(one.get(qn("w:id"))) for one in all_of(word, "footnoteReference")]
    assert references == [one.number for one in report.footnotes]  # Word counts them, so they must stand in order
    text = re.sub(r"<[^>]+>", "", footnotes_of(_MADE[layout]))
    for one in report.footnotes:
        assert words_of(one.runs) in text


def test_a_list_of_numbers_begins_at_one_and_bullets_are_real(word):
    numbered = [one for one in word.paragraphs if one.style.name == "List Number"]
    assert [one.text.split(",")[0] for one in numbered] == ["by day", "after dark"]
    keys = {one._p.pPr.numPr.numId.val for one in numbered}
    assert keys == {2}
    [start] = word.part.numbering_part.element.findall(f".//{qn('w:startOverride')}")
    assert start.get(qn("w:val")) == "1"
    bullets = [one for one in word.paragraphs if one.text.startswith("P1 Work in partnership")]
    assert bullets[0]._p.pPr.numPr.numId.val == 1


def test_a_text_keeps_its_bold_italic_and_links(word):
    first = next(one for one in word.paragraphs if one.text.startswith("This year our officers"))
    assert [run.text for run in first.runs if run.bold] == ["over 500", " briefings"]
    assert [run.text for run in first.runs if run.italic] == ["at the heart"]
    addresses = {one.target_ref for one in word.part.rels.values() if one.is_external}
    assert addresses == {"mailto:report@force.example", "https://www.force.example/report"}
    assert "www.force.example/survey" in footnote_links()


def footnote_links():
    with zipfile.ZipFile(io.BytesIO(_MADE["three"])) as archive:
        return archive.read("word/_rels/footnotes.xml.rels").decode()


def test_by_golden_thread_each_pledge_is_a_heading_beneath_which_all_is_told(word_by_thread, frozen_by_thread):
    report = frozen_by_thread[0]
    texts = "\n".join(one.text for one in word_by_thread.paragraphs)
    assert (2, f"P1 {report.pledges[0].text}") in headings(word_by_thread)
    for one in (*report.pledges, *report.activities, *report.outcomes):
        assert one.text in texts
    names = {one.get(qn("w:name")) for one in all_of(word_by_thread, "bookmarkStart")}
    assert {"pledge_P10", "activity_A1", "outcome_O6_1"} <= names


def test_a_proof_and_odd_characters_do_no_harm(frozen):
    report, pictures = frozen
    odd = replace(report.footnotes[2], runs=(Run("text", "bell \x07 and\nbreak & <tag>"),))
    short = replace(
        report,
        stamp=None,
        charts=(),
        trends=(),
        footnotes=(report.footnotes[0], odd, *report.footnotes[3:]),
        title="A\x00B",
    )
    content = word_of(short, pictures)
    word = Document(io.BytesIO(content))
    assert word.core_properties.title == "AB, annual report 2018/19"
    assert any(one.text == "Proof: not for publication" for one in word.paragraphs)
    assert "bell  and" in footnotes_of(content)
    # Footnote 2 is missing: Word would count the third as the second, so its number is written instead.
    custom = [one for one in all_of(word, "footnoteReference") if one.get(qn("w:customMarkFollows"))]
    assert custom[0].getnext().text == "3"


def test_a_bookmarks_name_fits_and_stays_apart():
    long = "chapter-" + "very-" * 12
    assert bookmark_name("pledge-P1") == "pledge_P1"
    assert len(bookmark_name(long)) == 40
    assert bookmark_name(f"{long}a") != bookmark_name(f"{long}b")
