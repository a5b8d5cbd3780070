"""The pages of a chapter alone are those that the whole report's PDF prints: to the pixel, with the same numbers."""

from dataclasses import replace

import pytest
from PIL import ImageFile

from ctreport.report.build import build_report
from ctreport.report.pictures import pictures_of
from ctreport.report.proof import layout, sheets
from ctreport.report.proof.images import image_of, images_of, outline_of
from ctreport.report.proof.layout import lay_out
from ctreport.report.proof.shelf import whole_pdf
from tests.report.rich import rich_plan


@pytest.fixture
def rich(records_2018_19):
    """A report with everything in it, and its pictures."""
    rich_plan(records_2018_19)
    report = build_report(records_2018_19)
    return report, pictures_of(report)


def test_chapters_print_alone_as_in_the_whole_report(rich):
    report, pictures = rich
    whole = whole_pdf(report)
    total, outline = outline_of(whole)
    for anchor in ("foreword", "key-figures", "notes", "glossary", "contact"):
        laid = lay_out(report, pictures, anchor, patience=60)
        alone = [image.content for image in images_of(laid.pdf)]
        assert alone == [image_of(whole, laid.first + place).content for place in range(laid.pages)], anchor
        assert laid.total == laid.pages
        assert laid.faults == ()
    assert laid.first == total == outline[-1].page
    with pytest.raises(LookupError):
        image_of(whole, total + 1)


def test_numbers_are_left_out_where_there_is_no_time_to_count_the_pages_before(rich, monkeypatch, settings, tmp_path):
    report, pictures = rich
    settings.PROOFS_DIR = str(tmp_path)
    unnumbered = lay_out(report, pictures, "foreword", patience=-1)
    assert (unnumbered.first, unnumbered.pages) == (None, 1)
    assert lay_out(report, pictures, "foreword", patience=60).first == 4
    monkeypatch.setattr(layout, "press", None)  # nothing before it is laid out again: what was counted is kept
    assert layout._pages_before(report, pictures, sheets.sheets_of(report)[:0], 0) == 3


def test_a_long_chapter_is_laid_out_as_far_as_it_is_shown(report, monkeypatch):
    monkeypatch.setitem(sheets._MOST, "threads", 5)
    laid = lay_out(report, {}, "thread", patience=-1)
    assert laid.total is None
    assert 0 < laid.pages < 4
    with pytest.raises(LookupError):
        lay_out(report, {}, "no-such-chapter", patience=0)


def test_tables_and_notes_are_cut_by_their_rows(report, monkeypatch):
    monkeypatch.setitem(sheets._MOST, "tables", 4)
    monkeypatch.setitem(sheets._MOST, "notes", 3)
    for chapter, rows in (("tables", lambda one: one.rows), ("notes", lambda one: one.notes)):
        sheet = next(one for one in sheets.sheets_of(report) if one.chapters[0].anchor == chapter)
        cut = sheets.shortened_for(sheet, chapter)
        assert sum(len(rows(one)) for one in getattr(cut.report, chapter)) == sheets._MOST[chapter]
        assert cut.is_cut


def test_what_closes_a_report_shares_the_pages_of_what_stands_before(rich):
    report, _ = rich
    assert [chapter.anchor for chapter in sheets.sheets_of(report)[-1].chapters] == ["notes", "glossary", "contact"]
    turned = replace(report, chapters=report.chapters[::-1])
    assert sheets.sheets_of(turned)[0].is_first


def test_printing_leaves_it_to_others_to_refuse_damaged_pictures(report):
    lay_out(report, {}, "said", patience=-1)
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
