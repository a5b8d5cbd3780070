"""Compares the figures of two reports, and the cards and tables that show them."""

from __future__ import annotations

from collections.abc import Iterator

from ctreport.publication.changes import Change
from ctreport.report.facts import AnnualReport, FigureFact, FigureTable, KeyFigure

# What is known of a figure besides its value, with the words for it.
_DETAILS = (
    ("status", "status"),
    ("base", "base"),
    ("target", "target"),
    ("source", "source"),
    ("note", "note"),
    ("definition", "definition"),
    ("period_start", "from"),
    ("period_end", "to"),
    ("measure", "measure"),
)
# It follows from the value; where that is the same, it is the earlier year's figure that changed.
_CHANGE = ("change", "change on the year")


def compare_figures(old: AnnualReport, new: AnnualReport) -> Iterator[Change]:
    """Yield a change for each figure whose value, or what is known of it, differs."""
    before, after = ({one.key: one for one in report.figures} for report in (old, new))
    for key in (*after, *(key for key in before if key not in after)):
        was, is_now = before.get(key), after.get(key)
        if was != is_now and (words := _words(was, is_now))[0] != words[1]:
            yield Change("figure", f"figure {key}"[:200], _label(is_now or was), *words)  # type: ignore[arg-type]


def compare_key_figures(old: AnnualReport, new: AnnualReport) -> Iterator[Change]:
    """Yield a change where other key figures were chosen; where one reads otherwise, unless its figure has a line."""
    before, after = ({one.label: one for one in report.key_figures} for report in (old, new))
    if list(before) != list(after):
        yield Change("text", "key figures", "Choice of key figures", "; ".join(before), "; ".join(after))
    told = {one.measure for report in (old, new) for one in report.figures}
    for label in after:
        was, is_now = before.get(label), after[label]
        if was and label not in told and was != is_now:
            words = [_card_words(was), _card_words(is_now)]
            if words[0] != words[1]:
                yield Change("figure", f"key figure {label}"[:200], label, *words)


def compare_tables(old: AnnualReport, new: AnnualReport) -> Iterator[Change]:
    """Yield a change for each table that has other columns or rows; their figures have lines of their own."""
    has_figures = bool(old.figures and new.figures)
    before, after = ({one.name: one for one in report.tables} for report in (old, new))
    for name in (*after, *(name for name in before if name not in after)):
        was, is_now = (_table_words(one.get(name), has_figures=has_figures) for one in (before, after))
        if was != is_now:
            title = (after.get(name) or before[name]).title
            yield Change("table", f"table {name}"[:200], f"Table “{title}”", was, is_now)


def _card_words(card: KeyFigure) -> str:
    values = ((one.name, one.qualifier, one.number) for one in card.values)
    return "; ".join(" ".join(part for part in value if part) for value in values)


def _words(old: FigureFact | None, new: FigureFact | None) -> tuple[str, str]:
    """Return both figures as they read, each with what else differs between them."""
    if old is None or new is None:
        return (old.text if old else "", new.text if new else "")
    told = _DETAILS if old.text != new.text else (*_DETAILS, _CHANGE)
    differing = [(name, words) for name, words in told if getattr(old, name) != getattr(new, name)]
    both = []
    for one in (old, new):
        details = "; ".join(f"{words}: {getattr(one, name) or 'none'}" for name, words in differing)
        both.append(f"{one.text} ({details})" if details else one.text)
    return both[0], both[1]


def _label(figure: FigureFact) -> str:
    parts = ", ".join(category for _, category in figure.categories)
    return f"{figure.measure} ({parts})" if parts else figure.measure


def _table_words(table: FigureTable | None, *, has_figures: bool) -> str:
    if table is None:
        return ""
    heads = ", ".join(head for head, _ in table.columns)
    rows = [
        f"{row.measure}: {', '.join(cell for cell, _ in row.cells)}"
        if not has_figures
        else f"{row.measure} {row.cells[0][0] if table.columns[0][0] == 'Breakdown' else ''}".strip()
        for row in table.rows
    ]
    said = [f"{table.title}. Columns: {heads}. Rows: {'; '.join(rows)}."]
    return " ".join(said + ([] if has_figures else [*table.notes, table.source])).strip()
