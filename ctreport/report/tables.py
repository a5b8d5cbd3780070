"""Key figures and tables of figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from ctreport.narrative.sentences import FigureBook
from ctreport.report.facts import FigureRow, FigureTable, KeyFigure, KeyValue
from ctreport.report.footnotes import Footnotes
from objectives.models import ReportingYear
from outcomes.models import Figure, Target
from outcomes.quantity import Qualifier, Unit, Verdict, format_number

MOST_KEY_FIGURES = 12
NO_EARLIER = "No earlier figure"
NOT_APPLICABLE, NOT_AVAILABLE = "[z]", "[x]"
NOT_IN_PROGRAMME = "Other measures"
_HAS_BASE = (Unit.PERCENTAGE, Unit.RATE)


@dataclass(frozen=True)
class YearFigures:
    """The figures of a year in the report's order, each with that of the year before and its target."""

    rows: tuple[Figure, ...]
    earlier: dict[int, Figure]
    targets: dict[int, Target]

    @classmethod
    def of(cls, year: ReportingYear, book: FigureBook, chosen: Iterable[object] = ()) -> YearFigures:
        """Put the year's figures in order and find their targets; one query.

        Public statistics are not the force's own: they are among them only where their code is ``chosen``.
        """
        codes = {str(code) for code in chosen}
        figures = {_cell(figure): figure.pk for figure in book.figures.values()}
        wanted = Target.objects.with_cell().for_year(year).publishable()
        targets = {figures.get(_cell(target), 0): target for target in wanted}
        earlier = {figures.get(_cell(figure), 0): figure for figure in book.earlier.values()}
        rows = [one for one in book.figures.values() if not one.measure.is_reference or one.measure.code in codes]
        return cls(tuple(sorted(rows, key=_place)), earlier, targets)

    def change(self, figure: Figure) -> str:
        """Return the change on the year in words; empty where there is no earlier figure."""
        before = self.earlier.get(figure.pk)
        return figure.change_from(before).text if before else ""


def key_figures(
    figures: YearFigures, footnotes: Footnotes, chosen: Sequence[str] = ()
) -> tuple[tuple[KeyFigure, ...], int]:
    """Return what each measure came to, and how many more measures have figures.

    ``chosen`` are codes of measures, in order; a code that no figure has is passed over. Without a choice they are the
    first twelve.
    """
    groups = grouped(figures.rows, lambda one: one.measure_id)
    by_code = {group[0].measure.code: group for group in groups}
    shown = [by_code[code] for code in dict.fromkeys(chosen) if code in by_code] or groups[:MOST_KEY_FIGURES]
    return _cards(shown, figures, footnotes), len(groups) - len(shown)


def _cards(groups: Iterable[Sequence[Figure]], figures: YearFigures, footnotes: Footnotes) -> tuple[KeyFigure, ...]:
    return tuple(
        KeyFigure(
            label=group[0].measure.full_title,
            values=tuple(
                KeyValue(
                    qualifier="" if one.value is None or one.qualifier == Qualifier.EXACTLY else _upper(one),
                    number=one.quantity.number,
                    name=breakdown_of(one),
                    change=figures.change(one),
                    notes=footnotes.on_figure(one),
                )
                for one in group
            ),
            is_illustrative=any(one.illustrative or one.measure.illustrative for one in group),
        )
        for group in groups
    )


def figure_tables(figures: YearFigures, footnotes: Footnotes) -> tuple[FigureTable, ...]:
    """Return a table for each programme, in the order of its first measure; what has none stands last."""
    groups = grouped(figures.rows, lambda one: one.measure.programme)
    groups.sort(key=lambda group: not group[0].measure.programme)
    several = len(groups) > 1
    return tuple(
        _table(
            name,
            group[0].measure.programme or (NOT_IN_PROGRAMME if several else "All measures"),
            group,
            figures,
            footnotes,
        )
        for name, group in zip(_names(groups), groups, strict=True)
    )


def _names(groups: Iterable[Sequence[Figure]]) -> list[str]:
    """Return a name for each table that stays when others come or go, as footnotes hang on it."""
    names: list[str] = []
    for group in groups:
        wanted = f"table-{slugify(group[0].measure.programme) or 'other'}"
        number = sum(1 for name in names if name.rsplit("--", 1)[0] == wanted) + 1
        names.append(f"{wanted}--{number}" if number > 1 else wanted)
    return names


def breakdown_of(figure: Figure) -> str:
    """Return the categories of a figure: "Online, Day"; "All" for the whole of a measure that is broken down."""
    names = ", ".join(category.name for category in figure.categories)
    return names or ("All" if figure.measure.dimension_1_id else "")


def grouped(rows: Iterable[Figure], key: Any) -> list[list[Figure]]:
    """Return figures in groups, in the order in which each group is first met."""
    groups: dict[Any, list[Figure]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def _table(name: str, title: str, rows: Sequence[Figure], figures: YearFigures, footnotes: Footnotes) -> FigureTable:
    """Build a table. A column that would say nothing in each of its rows is left out."""
    notes = tuple(dict.fromkeys(one.note for one in rows if one.note))
    sources = {one.source for one in rows}
    columns: list[tuple[str, bool, list[str]]] = [
        ("Breakdown", False, [breakdown_of(one) or NOT_APPLICABLE for one in rows]),
        ("Figure", True, [str(one.quantity) for one in rows]),
        ("Target", False, [target_words(one, figures.targets.get(one.pk)) or NOT_APPLICABLE for one in rows]),
        ("Base", True, [_base(one) for one in rows]),
        ("Status", False, [one.get_status_display() for one in rows]),
        ("Change on the year", False, [_upper_first(figures.change(one)) or NO_EARLIER for one in rows]),
        ("Source", False, [one.source or NOT_AVAILABLE for one in rows] if len(sources) > 1 else []),
    ]
    shown = [column for column in columns if set(column[2]) - {NOT_APPLICABLE, NO_EARLIER}]
    return FigureTable(
        name=name,
        title=title,
        columns=tuple((head, is_number) for head, is_number, _ in shown),
        rows=tuple(
            FigureRow(
                measure=one.measure.full_title,
                cells=tuple((cells[number], is_number) for _, is_number, cells in shown),
                notes=(notes.index(one.note) + 1,) if one.note else (),
                footnotes=footnotes.on_figure(one),
            )
            for number, one in enumerate(rows)
        ),
        notes=notes,
        source=sources.pop() or "not recorded" if len(sources) == 1 else "",
        footnotes=footnotes.on_table(name),
    )


def target_words(figure: Figure, target: Target | None) -> str:
    """Return a target and whether the figure meets it; empty where there is no target."""
    if target is None:
        return ""
    verdict = figure.quantity.held_against(
        comparator=target.comparator, target=target.value, tolerance=target.tolerance
    )
    words = "cannot be decided" if verdict is Verdict.UNDECIDED else verdict.value
    return f"{target.text}: {words}"


def _base(figure: Figure) -> str:
    if figure.base is not None:
        return format_number(Decimal(figure.base), unit=Unit.COUNT)
    return NOT_AVAILABLE if figure.unit in _HAS_BASE else NOT_APPLICABLE


def _upper(figure: Figure) -> str:
    return _upper_first(str(Qualifier(figure.qualifier).label))


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cell(record: Figure | Target) -> tuple[int | None, ...]:
    return record.measure_id, record.category_1_id, record.category_2_id


def _place(figure: Figure) -> tuple[Any, ...]:
    return figure.measure.order, figure.measure.code, *((one.order, one.code) for one in figure.categories)
