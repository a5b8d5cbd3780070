"""The chapters of the Word document, each as the page and the PDF have it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ctreport.charts.description import Chart
from ctreport.charts.png import png_of
from ctreport.report.chapters import FOOTNOTES
from ctreport.report.facts import AnnualReport, Chapter, FigureTable, GlossaryTerm, Note, Run, Statement
from ctreport.report.models import ChapterKind
from ctreport.report.parts import lead_of
from ctreport.report.templatetags.report import as_table, cells
from ctreport.report.word.paper import Column, Paper, bold, marks, plain
from ctreport.report.word.threads import add_by_thread, add_threads, gap

_CHART_WIDTH, _PORTRAIT_WIDTH = 166, 45  # millimetres


def add_chapter(paper: Paper, report: AnnualReport, chapter: Chapter, pictures: Mapping[str, bytes]) -> None:
    """Add a chapter with its heading. Footnotes have none: they stand at the foot of the pages."""
    if chapter.kind == FOOTNOTES:
        return
    paper.heading(plain(chapter.title), 1, chapter.anchor, on_new_page=chapter == report.chapters[0])
    if lead := lead_of(report, chapter):
        paper.paragraph(plain(lead), "Lead")
    paper.blocks(chapter.introduction)
    if chapter.kind == ChapterKind.FOREWORD:
        _add_foreword(paper, report, pictures)
    elif chapter.kind in _ADD:
        _ADD[chapter.kind](paper, report)


def _add_foreword(paper: Paper, report: AnnualReport, pictures: Mapping[str, bytes]) -> None:
    foreword = report.foreword
    if foreword is None:
        return
    if foreword.portrait:
        paper.picture(pictures[foreword.portrait.name], foreword.portrait.alt, width=_PORTRAIT_WIDTH)
    by = (*bold(foreword.name), *plain(f"\n{foreword.post}")) if foreword.name else plain(foreword.post)
    if foreword.name or foreword.post:
        paper.paragraph(by)
    paper.blocks(foreword.blocks)


def _add_key_figures(paper: Paper, report: AnnualReport) -> None:
    rows = []
    for figure in report.key_figures:
        for value in figure.values:
            label = f"{figure.label}: {value.name}" if value.name else figure.label
            number = f"{value.qualifier} {value.number}".strip()
            change = value.change[:1].upper() + value.change[1:] or "No earlier figure"
            note = " (illustrative figures)" if figure.is_illustrative else ""
            rows.append((plain(label + note), (*bold(number), *marks(value.notes)), plain(change)))
    columns = [Column("Measure", 5), Column("Figure", 2, is_number=True)]
    columns += [Column("Change on the year", 4)] if report.has_earlier_figures else []
    paper.table(f"Key figures, {report.year}", columns, [row[: len(columns)] for row in rows])
    if report.more_key_figures and any(chapter.kind == ChapterKind.TABLES for chapter in report.chapters):
        left = report.more_key_figures
        link = Run("text", "tables of figures", address="#tables")
        more = f"{left} more measure{' stands' if left == 1 else 's stand'} in the "
        paper.paragraph((*plain(more), link, *plain(".")))


def _statements(kind: str, noun: str) -> Callable[[Paper, AnnualReport], None]:
    def add(paper: Paper, report: AnnualReport) -> None:
        statements: Iterable[Statement] = getattr(report, kind)
        if not statements:
            gap(paper, f"No {noun} is recorded for this year.")
        _add_statements(paper, statements, noun)

    return add


def _add_statements(paper: Paper, statements: Iterable[Statement], noun: str, level: int = 0) -> None:
    for one in statements:
        runs = (*bold(f"{one.reference} "), *(one.runs or plain(one.text)), *marks(one.notes))
        paper.item(runs, level, f"{noun}-{one.reference}")
        for detail in one.details:
            paper.beneath(plain(detail), level, "Detail")
        _add_statements(paper, one.children, noun, level + 1)


def _add_said(paper: Paper, report: AnnualReport) -> None:
    add = add_by_thread if report.is_by_thread else _statements("pledges", "pledge")
    add(paper, report)


def _add_charts(paper: Paper, charts: Iterable[Chart]) -> None:
    for chart in charts:
        paper.paragraph(plain(chart.title), "Caption")
        paper.picture(png_of(chart), chart.alt, width=_CHART_WIDTH, anchor=f"chart-{chart.name}")
        paper.paragraph(plain(chart.summary), "Source")
        for note in chart.notes:
            paper.item(plain(note))
        _add_see(paper, chart.footnotes)
        table = as_table(chart)
        first, *series = table.head
        columns = [Column(first or "Measure", 3), *(Column(head, 2, is_number=True) for head in series)]
        rows = [[plain(cell) for cell in row] for row in table.rows]
        paper.table(f"The figures of the chart: {chart.title}", columns, rows)


def _add_tables(paper: Paper, report: AnnualReport) -> None:
    for table in report.tables:
        _add_table(paper, table, report.year)


def _add_table(paper: Paper, table: FigureTable, year: str) -> None:
    rows = []
    for row in table.rows:
        measure = row.measure + "".join(f" [note {number}]" for number in row.notes)
        rows.append([plain(measure), *((*plain(text), *marks(notes)) for text, _, notes in cells(row))])
    columns = [
        Column(head, _SHARES.get(head, 18), is_number) for head, is_number in (("Measure", False), *table.columns)
    ]
    paper.table(f"{table.title}, {year}", columns, rows, table.name)
    for number, note in enumerate(table.notes, start=1):
        paper.item(plain(f"[note {number}] {note}"))
    if table.source:
        paper.item(plain(f"Source: {table.source}."))
    _add_see(paper, table.footnotes)


def _add_see(paper: Paper, footnotes: tuple[int, ...]) -> None:
    if footnotes:
        paper.item((*plain(f"See footnote{'s' if len(footnotes) > 1 else ''} "), *marks(footnotes)))


def _add_notes(paper: Paper, report: AnnualReport) -> None:
    for group in report.notes:
        paper.heading(plain(group.title), 2, group.name)
        for note in group.notes:
            _add_term(paper, note)


def _add_term(paper: Paper, one: Note | GlossaryTerm) -> None:
    paper.paragraph(plain(one.term), "Term")
    meanings = [plain(text) for text in one.texts] if isinstance(one, Note) else [one.runs]
    for meaning in meanings:
        paper.paragraph(meaning, "Meaning")


def _add_glossary(paper: Paper, report: AnnualReport) -> None:
    for term in report.glossary:
        _add_term(paper, term)


_SHARES = {
    "Figure": 12,
    "Base": 12,
    "Status": 14,
    "Breakdown": 18,
    "Change on the year": 24,
    "Target": 18,
    "Source": 24,
}
_ADD: dict[str, Callable[[Paper, AnnualReport], None]] = {
    ChapterKind.KEY_FIGURES: _add_key_figures,
    ChapterKind.SAID: _add_said,
    ChapterKind.DID: _statements("activities", "activity"),
    ChapterKind.OUTCOME: _statements("outcomes", "outcome"),
    ChapterKind.CHARTS: lambda paper, report: _add_charts(paper, report.charts),
    ChapterKind.TRENDS: lambda paper, report: _add_charts(paper, report.trends),
    ChapterKind.THREAD: add_threads,
    ChapterKind.TABLES: _add_tables,
    ChapterKind.NOTES: _add_notes,
    ChapterKind.GLOSSARY: _add_glossary,
    ChapterKind.CONTACT: lambda paper, report: paper.blocks(report.contact),
}
