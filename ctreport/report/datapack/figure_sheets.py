"""Sheets of figures: a table for each programme, and one for each chart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ctreport.charts.description import Chart, Point
from ctreport.report.datapack.notes import Notes
from ctreport.report.datapack.workbook import NOT_APPLICABLE, NOT_AVAILABLE, Table, Value, table_of
from ctreport.report.facts import AnnualReport, FigureFact
from ctreport.report.tables import NO_EARLIER, NOT_IN_PROGRAMME
from ctreport.ui.words import plain_date
from outcomes.models import Figure
from outcomes.quantity import Unit

UNITS = {
    Unit.COUNT: "Number",
    Unit.PERCENTAGE: "Per cent",
    Unit.RATE: "Rate",
    Unit.MONEY: "Pounds sterling",
    Unit.GRADE: "Grade",
}
_HAS_BASE = (Unit.PERCENTAGE, Unit.RATE)
_STATUSES = dict(Figure.Status.choices)


def figure_tables(report: AnnualReport, notes: Notes) -> Iterator[tuple[str, Table, tuple[str, ...]]]:
    """Yield title, table and lines for the figures of each programme, in the order of the report's tables."""
    groups: dict[str, list[FigureFact]] = {}
    for figure in report.figures:
        groups.setdefault(figure.programme, []).append(figure)
    names = {table.title: table.name for table in report.tables}
    for programme, figures in sorted(groups.items(), key=lambda group: not group[0]):
        title = programme or (NOT_IN_PROGRAMME if len(groups) > 1 else "All measures")
        marks = notes.marks(names.get(title, ""), f"Table of {title}")
        mark = "" if marks == NOT_APPLICABLE else f" {marks}"
        table = table_of(f"figures_{programme or 'other'}", _head(figures), _rows(report, figures, notes))
        sources = {figure.source for figure in figures}
        lines = (f"Source: {sources.pop() or 'not recorded'}.",) if len(sources) == 1 else ()
        yield f"{title}, figures for {report.year}{mark}", table, lines


def _dimensions(figures: list[FigureFact]) -> list[str]:
    return list(dict.fromkeys(name for figure in figures for name, _ in figure.categories))


def _head(figures: list[FigureFact]) -> list[str]:
    own = [
        "Figure as printed", "Qualifier", "Value", "Unit", "Base", "Status", "Change on the year", "Target", "Period",
        "Source", "Made up for illustration", "Key", "Notes",
    ]  # fmt: skip
    taken = {"Measure", *own}
    return ["Measure", *(f"{name} (breakdown)" if name in taken else name for name in _dimensions(figures)), *own]


def _rows(report: AnnualReport, figures: list[FigureFact], notes: Notes) -> Iterator[list[Value]]:
    dimensions = _dimensions(figures)
    periods = {(figure.period_start, figure.period_end) for figure in figures}
    is_made_up = any(figure.is_illustrative for figure in figures)
    has_sources = len({figure.source for figure in figures}) > 1
    has_earlier = any(figure.change for figure in figures)
    for figure in figures:
        categories = dict(figure.categories)
        yield [
            figure.measure,
            *(categories.get(name, NOT_APPLICABLE) for name in dimensions),
            figure.text,
            _capital(figure.qualifier) or NOT_APPLICABLE,
            number_of(figure.value) if figure.value else figure.symbol or NOT_APPLICABLE,
            UNITS.get(Unit(figure.unit), figure.unit),
            _base(figure),
            _STATUSES.get(figure.status, figure.status),
            _capital(figure.change) or (NO_EARLIER if has_earlier else NOT_APPLICABLE),
            _capital(figure.target) or NOT_APPLICABLE,
            _period(figure) if periods != {_year_of(report)} else NOT_APPLICABLE,
            figure.source or NOT_AVAILABLE if has_sources else NOT_APPLICABLE,
            ("Yes" if figure.is_illustrative else "No") if is_made_up else NOT_APPLICABLE,
            figure.key,
            notes.marks(figure.key, f"Figure of {figure.measure}", figure.note),
        ]


def number_of(text: str) -> int | Decimal:
    """Return a decimal number that is written as text; one without decimal places as a whole number."""
    return Decimal(text) if "." in text else int(text)


def _base(figure: FigureFact) -> Value:
    if figure.base:
        return int(figure.base)
    return NOT_AVAILABLE if figure.unit in _HAS_BASE else NOT_APPLICABLE


def _year_of(report: AnnualReport) -> tuple[str, str]:
    """Return the first and last day of a report's year: the financial year, from 1 April to 31 March."""
    end = date.fromisoformat(report.year_end_iso)
    return date(end.year - 1, 4, 1).isoformat(), end.isoformat()


def _period(figure: FigureFact) -> str:
    first, last = (plain_date(date.fromisoformat(day)) for day in (figure.period_start, figure.period_end))
    return f"{first} to {last}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def chart_tables(report: AnnualReport, notes: Notes) -> Iterator[tuple[str, Table, tuple[str, ...]]]:
    """Yield title, table and lines for the figures of each chart, one a row."""
    for chart in report.all_charts:
        marks = notes.marks(chart.name, f"Chart of {chart.title}", *chart.notes)
        mark = "" if marks == NOT_APPLICABLE else f" {marks}"
        head = (chart.head[0], "Part of the chart", "Group", "Figure as printed", "Value")
        table = table_of(f"chart_{chart.name}", head, _points(chart))
        yield f"{chart.title}: figures of the chart{mark}", table, (chart.summary,)


def _points(chart: Chart) -> Iterator[tuple[Value, ...]]:
    for panel in chart.panels:
        for series in panel.series:
            for point in series.points:
                yield (
                    point.category,
                    panel.title or NOT_APPLICABLE,
                    series.name or NOT_APPLICABLE,
                    point.text or NOT_AVAILABLE,
                    _value(point),
                )


def _value(point: Point) -> Value:
    if point.value is None:
        return point.text if point.text.startswith("[") else NOT_AVAILABLE
    return number_of(f"{point.value.normalize():f}")
