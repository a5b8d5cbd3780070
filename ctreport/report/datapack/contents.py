"""The workbook of a report: cover, contents, notes, symbols, then one table a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ctreport.charts.sheet import cleaned
from ctreport.report.datapack.figure_sheets import chart_tables, figure_tables
from ctreport.report.datapack.notes import NOTES, SYMBOLS_SHEET, Notes, symbols_sheet
from ctreport.report.datapack.record_sheets import record_tables
from ctreport.report.datapack.workbook import Line, Link, Sheet, Table, Workbook, lines_of, table_of
from ctreport.report.facts import AnnualReport, Block
from ctreport.report.imprint import correction_of, edition_of, moment_of
from ctreport.report.prose import words_of

COVER, CONTENTS = "Cover", "Contents"


def workbook_of(report: AnnualReport) -> Workbook:
    """Return the workbook of a report's data."""
    notes = Notes(report)
    tables = [
        _table_sheet(number, *titled)
        for number, titled in enumerate(
            (
                *figure_tables(report, notes),
                *chart_tables(report, notes),
                *record_tables(report, notes),
            ),
            start=1,
        )
    ]
    found = [sheet.table for sheet in tables if sheet.table]
    inner = [notes.sheet(), symbols_sheet(report, found), *tables]
    title = f"{report.title}: data of the annual report {report.year}"
    return Workbook(
        title=cleaned(title),
        author=cleaned(report.force),
        made_at=moment_of(report),
        sheets=(_cover(report, title, len(tables)), _contents(inner), *inner),
    )


def _table_sheet(number: int, title: str, table: Table, lines: Iterable[str]) -> Sheet:
    return Sheet(
        name=f"Table_{number}",
        title=cleaned(f"Table {number}: {title}"),
        lines=(
            *lines_of("This worksheet contains one table.", *lines),
            Line(Link("Notes, to which [note 1] and the like refer", NOTES)),
            Line(Link("Words, symbols in brackets and methods", SYMBOLS_SHEET)),
            Line(Link("Back to the contents", CONTENTS)),
        ),
        table=replace(table, name=f"table_{number}_{table.name}"),  # no two tables may have the same name
    )


def _contents(sheets: Iterable[Sheet]) -> Sheet:
    rows = [(Link(sheet.name, sheet.name), sheet.title) for sheet in sheets]
    return Sheet(
        CONTENTS,
        "Contents",
        tuple(lines_of("This worksheet contains one table: each other worksheet with a link to it.")),
        table_of("contents", ("Worksheet", "Title"), rows),
    )


def _cover(report: AnnualReport, title: str, number: int) -> Sheet:
    correction = correction_of(report)
    return Sheet(
        COVER,
        cleaned(title),
        (
            *lines_of(
                f"Published by {report.force}",
                f"Period: {report.period}",
                edition_of(report),
                f"Illustrative figures. {report.illustrative}" if report.illustrative else "",
                f"{correction} The last tables say what changed." if correction else "",
            ),
            Line("What this spreadsheet holds", is_heading=True),
            *lines_of(
                "The figures that the annual report publishes, the figures of its charts, and what was said, done and "
                f"achieved with the links between them: {number} tables, one on each worksheet."
            ),
            Line(Link("Contents", CONTENTS)),
            Line("How to read it", is_heading=True),
            *lines_of(
                "“Figure as printed” is the figure as the report words it. “Value” is the number alone: “over 500” has "
                "the value 500 and the qualifier “over”, so the true number is higher.",
                "A symbol in square brackets, such as [z], stands where there is nothing to show. Each is explained on "
                f"the worksheet {SYMBOLS_SHEET}. A mark such as [note 1] refers to the worksheet {NOTES}.",
                "The figures are also in figures.csv, for programs. What its columns hold is said in "
                "figures.csv-metadata.json.",
            ),
            *([Line("Contact", is_heading=True), *lines_of(*texts_of(report.contact))] if report.contact else []),
        ),
    )


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the lines of a text without its look."""
    for block in blocks:
        yield from words_of(block.runs).splitlines()
        yield from texts_of(block.blocks)
        for item in block.items:
            yield from texts_of(item)
