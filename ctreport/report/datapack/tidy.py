"""The published figures as CSV (RFC 4180), one a row, with a description of its columns as CSVW.

CSVW: W3C, "Metadata Vocabulary for Tabular Data". Columns whose names begin with "breakdown_" say how a figure is
broken down; a measure that is not broken down that way has none.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.text import slugify

from ctreport.report.facts import AnnualReport, FigureFact
from ctreport.report.imprint import edition_of, moment_of
from ctreport.ui.formulas import without_formula

FIGURES, METADATA = "figures.csv", "figures.csv-metadata.json"
_YES_NO = {"base": "boolean", "format": "yes|no"}


class Column(NamedTuple):
    """A column: its name, its title for people, what it holds, the datatype of CSVW, whether each row has a value."""

    name: str
    title: str
    description: str
    datatype: Any = "string"
    is_required: bool = False


_BEFORE = (
    Column("year", "Year", "The financial year of the report, 1 April to 31 March, such as 2018/19", is_required=True),
    Column("key", "Key", "What the figure is called by programs: its measure and its categories", is_required=True),
    Column("code", "Measure code", "The code of what is counted", is_required=True),
    Column("measure", "Measure", "What is counted", is_required=True),
    Column("programme", "Programme", "The programme that the measure belongs to"),
)
_AFTER = (
    Column("unit", "Unit", "count, percentage, rate, money (pounds sterling) or grade", is_required=True),
    Column("qualifier", "Qualifier", "How exactly the value is known: exactly, over, at least, about, under, at most"),
    Column("value", "Value", "The number in its unit; empty where a symbol or a grade stands for it", "decimal"),
    Column("symbol", "Symbol", "Why there is no value: [c] confidential, [x] not available, [z] not applicable, [low]"),
    Column("text", "Figure as printed", "The figure as the report words it", is_required=True),
    Column("base", "Base", "How many answered, or the denominator, where it is known", "integer"),
    Column("status", "Status", "provisional, final or revised", is_required=True),
    Column("polarity", "Polarity", "up: more is better; down: less is better; context: neither", is_required=True),
    Column("change", "Change on the year", "How the figure moved since the year before, in words"),
    Column("target", "Target", "The target, and whether the figure meets it, in words"),
    Column("period_start", "Period from", "The first day that the figure covers", "date", is_required=True),
    Column("period_end", "Period to", "The last day that the figure covers", "date", is_required=True),
    Column("source", "Source", "Where the figure comes from"),
    Column("note", "Note", "What must be known to read the figure rightly"),
    Column("definition", "Definition", "What exactly is counted, and what is left out"),
    Column("is_illustrative", "Made up for illustration", "yes: the figure is no fact", _YES_NO, is_required=True),
)


def figures_csv(report: AnnualReport) -> bytes:
    """Return the figures as CSV, in UTF-8. A text that a spreadsheet would take for a formula has ' before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    breakdowns = _breakdowns(report)
    writer.writerow(column.name for column in _columns(breakdowns))
    for figure in report.figures:
        writer.writerow(_row(report, figure, breakdowns))
    return out.getvalue().encode()


def figures_metadata(report: AnnualReport) -> bytes:
    """Return the description of ``figures_csv`` as CSVW."""
    issued = moment_of(report).date().isoformat()
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": FIGURES,
        "dc:title": f"{report.title}, {report.force}: figures for {report.year}",
        "dc:description": (
            f"Each figure that the annual report publishes for {report.period}. {edition_of(report)}. A text that "
            "begins with a sign of a formula (=, +, - or @) has an apostrophe before it."
        ),
        "dc:publisher": report.force,
        "dc:language": "en-GB",
        **({"dc:issued": {"@value": issued, "@type": "xsd:date"}} if report.stamp else {}),
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_described(column) for column in _columns(_breakdowns(report))],
            "primaryKey": "key",
        },
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def _columns(breakdowns: dict[str, str]) -> list[Column]:
    columns = [
        Column(name, dimension, f"Which part of the measure the figure is, by {dimension}; All: the whole")
        for dimension, name in breakdowns.items()
    ]
    return [*_BEFORE, *columns, *_AFTER]


def _breakdowns(report: AnnualReport) -> dict[str, str]:
    """Return the name of the column of each dimension, by the dimension's own name."""
    names: dict[str, str] = {}
    for figure in report.figures:
        for dimension, _ in figure.categories:
            if dimension not in names:
                name = f"breakdown_{slugify(dimension).replace('-', '_') or 'other'}"
                names[dimension] = f"{name}_{len(names) + 1}" if name in names.values() else name
    return names


def _described(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": [column.name, column.title],
        "dc:description": column.description,
        "datatype": column.datatype,
        **({"required": True} if column.is_required else {}),
    }


def _row(report: AnnualReport, figure: FigureFact, breakdowns: dict[str, str]) -> Iterator[str]:
    parts = {breakdowns[dimension]: category for dimension, category in figure.categories}
    for column in _columns(breakdowns):
        value = report.year if column.name == "year" else parts.get(column.name, getattr(figure, column.name, ""))
        if isinstance(value, bool):
            yield "yes" if value else "no"
        else:
            yield without_formula(value) if column.datatype == "string" else value
