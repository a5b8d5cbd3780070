"""The key figures of a year: each measure's figures with their change on the year and their target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

from ctreport.charts.words import lower_first
from ctreport.narrative.sentences import Cell, FigureBook, cell_of
from outcomes.models import Assessment, Figure, Measure, Target
from outcomes.quantity import Direction, Qualifier, Unit, Verdict

_TWO_SIDED_95 = 1.96
_WANTED = {Measure.Polarity.UP: Direction.UP, Measure.Polarity.DOWN: Direction.DOWN}


@dataclass(frozen=True)
class Movement:
    """The change of a figure on the year. ``judgement`` is "better", "worse" or, where neither can be said, empty."""

    direction: Direction
    text: str
    judgement: str = ""
    is_illustrative: bool = False


@dataclass(frozen=True)
class KeyCell:
    """One figure. ``name`` names its categories; it is empty where the measure is not broken down."""

    figure_id: int
    name: str
    qualifier: str
    number: str
    movement: Movement | None = None
    target: str = ""
    verdict: Verdict | None = None
    is_provisional: bool = False
    is_illustrative: bool = False

    @property
    def text(self) -> str:
        """The figure as it reads: "over 500"."""
        return f"{self.qualifier} {self.number}".strip()


@dataclass(frozen=True)
class KeyFigure:
    """A measure with its figures of the year, and the word in which it was assessed, if any."""

    measure_id: int
    title: str
    cells: tuple[KeyCell, ...]
    assessment: str = ""
    needs_action: bool = False
    note: str = ""

    @property
    def is_single(self) -> bool:
        """Whether the measure has one figure that is not broken down."""
        return len(self.cells) == 1 and not self.cells[0].name

    @property
    def is_illustrative(self) -> bool:
        """Whether a figure, or an earlier one that it is compared with, is made up."""
        return any(cell.is_illustrative or (cell.movement and cell.movement.is_illustrative) for cell in self.cells)


def key_figures(
    book: FigureBook, targets: Iterable[Target], assessments: Iterable[Assessment]
) -> tuple[KeyFigure, ...]:
    """Return the measures that have figures in the book's year, in the order of the measures."""
    aims = {cell_of(target): target for target in targets}
    judged = {one.measure_id: one.word for one in assessments if one.measure_id}
    groups: dict[int, list[tuple[Cell, Figure]]] = {}
    for cell, figure in sorted(book.figures.items(), key=lambda pair: _place(pair[1])):
        groups.setdefault(figure.measure_id, []).append((cell, figure))
    found = []
    for measure_id, group in groups.items():
        word = judged.get(measure_id)
        found.append(
            KeyFigure(
                measure_id,
                group[0][1].measure.title,
                tuple(_cell(figure, book.earlier.get(cell), aims.get(cell)) for cell, figure in group),
                str(word or ""),
                bool(word and word.needs_action),
                group[0][1].note if len(group) == 1 else "",
            )
        )
    return tuple(found)


def cell_name(figure: Figure) -> str:
    """Return the names of a figure's categories as they read after one another: "Online, after dark"."""
    first, *others = [str(category) for category in figure.categories] or [""]
    return ", ".join([first, *(lower_first(one) for one in others)])


def _place(figure: Figure) -> tuple[Any, ...]:
    places = ((one.order, one.code) if one else (-1, "") for one in (figure.category_1, figure.category_2))
    return figure.measure.order, figure.measure.code, *places


def _cell(figure: Figure, earlier: Figure | None, target: Target | None) -> KeyCell:
    quantity = figure.quantity
    is_exact = quantity.value is None or quantity.qualifier == Qualifier.EXACTLY
    verdict = None
    if target:
        verdict = quantity.held_against(comparator=target.comparator, target=target.value, tolerance=target.tolerance)
    return KeyCell(
        figure_id=figure.pk,
        name=cell_name(figure),
        qualifier="" if is_exact else Qualifier(quantity.qualifier).label,
        number=quantity.number,
        movement=_movement(figure, earlier) if earlier else None,
        target=target.text if target else "",
        verdict=verdict,
        is_provisional=figure.status == Figure.Status.PROVISIONAL,
        is_illustrative=figure.illustrative or figure.measure.illustrative,
    )


def _movement(figure: Figure, earlier: Figure) -> Movement:
    change = figure.quantity.change_from(earlier.quantity)
    return Movement(change.direction, change.text, _judgement(figure, earlier, change.direction), earlier.illustrative)


def _judgement(figure: Figure, earlier: Figure, direction: Direction) -> str:
    """Say "better" or "worse" only where the measure has a wanted direction and the two figures can bear it.

    A real figure is not judged by a made-up one.
    """
    wanted = _WANTED.get(Measure.Polarity(figure.measure.polarity))
    if wanted is None or direction not in (Direction.UP, Direction.DOWN) or figure.illustrative != earlier.illustrative:
        return ""
    if figure.unit == Unit.PERCENTAGE and _may_be_chance(figure, earlier):
        return ""
    return "better" if direction == wanted else "worse"


def _may_be_chance(figure: Figure, earlier: Figure) -> bool:
    """Whether two percentages lie so near each other that other people asked might have answered the other way.

    True without both bases. The difference is held against its standard error at 95%, as for two random samples,
    which is the kindest case: a survey in which people choose to take part is less sure than that.
    """
    if not (figure.base and earlier.base) or figure.value is None or earlier.value is None:
        return True
    shares = [(float(one.value or 0) / 100, one.base or 1) for one in (figure, earlier)]
    error = sqrt(sum(share * (1 - share) / base for share, base in shares))
    return abs(shares[0][0] - shares[1][0]) <= _TWO_SIDED_95 * error
