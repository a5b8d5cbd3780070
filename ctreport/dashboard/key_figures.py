"""The key figures of a year: a card a measure, with each figure's change since another year and its target."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from ctreport.charts import words
from ctreport.dashboard.judgements import Judgement
from ctreport.dashboard.words import Run, Sentence
from ctreport.narrative.sentences import Cell, FigureBook, cell_of
from outcomes.models import Figure, Measure, Target
from outcomes.quantity import Change, Direction, Qualifier, Unit, Verdict

MOST_CELLS = 8  # figures on a card; the others are counted
_TWO_SIDED_95 = 1.96
_WANTED = {Measure.Polarity.UP: Direction.UP, Measure.Polarity.DOWN: Direction.DOWN}


@dataclass(frozen=True)
class Movement:
    """The change of a figure since another year. ``judgement`` is "better", "worse" or, where neither can be said,
    empty; ``is_context`` says that for this measure neither is ever said. ``sentence`` knows the earlier figure."""

    direction: Direction
    sentence: Sentence
    judgement: str = ""
    is_context: bool = False
    is_illustrative: bool = False

    @property
    def text(self) -> str:
        """The change in words: "up 15 (20%) from 74"."""
        return self.sentence.text


@dataclass(frozen=True)
class KeyCell:
    """One figure. ``name`` names its categories; it is empty where the measure is not broken down."""

    figure_id: int
    name: str
    qualifier: str
    number: str
    movement: Movement | None = None
    target: str = ""
    target_id: int | None = None
    verdict: Verdict | None = None
    is_provisional: bool = False
    is_illustrative: bool = False
    is_sensitive: bool = False
    note: str = ""

    @property
    def text(self) -> str:
        """The figure as it reads: "over 500"."""
        return f"{self.qualifier} {self.number}".strip()


@dataclass(frozen=True)
class KeyFigure:
    """A measure with its figures of the year, and how it was assessed, if it was; ``unseen`` figures are not shown."""

    measure_id: int
    code: str
    title: str
    cells: tuple[KeyCell, ...]
    judgement: Judgement | None = None
    unseen: int = 0

    @property
    def is_single(self) -> bool:
        """Whether the measure has one figure that is not broken down."""
        return len(self.cells) == 1 and not self.cells[0].name

    @property
    def is_illustrative(self) -> bool:
        """Whether a figure, or an earlier one that it is compared with, is made up."""
        return any(cell.is_illustrative or (cell.movement and cell.movement.is_illustrative) for cell in self.cells)


def key_figures(
    book: FigureBook,
    targets: Iterable[Target],
    judgements: Iterable[Judgement],
    codes: Sequence[str],
    broken: Collection[int] = (),
) -> tuple[KeyFigure, ...]:
    """Return the measures of these codes that have figures in the book's year, in the order of the codes.

    ``broken`` are measures whose series breaks between the year and the one that it is compared with.
    """
    aims = {cell_of(target): target for target in targets}
    judged: dict[int | None, Judgement] = {one.measure_id: one for one in judgements if one.measure_id}
    groups: dict[str, list[tuple[Cell, Figure]]] = {}
    for cell, figure in book.figures.items():
        groups.setdefault(cell[0], []).append((cell, figure))
    found = []
    for code in codes:
        group = sorted(groups.get(code, ()), key=lambda pair: _place(pair[1]))
        if group:
            found.append(_key_figure(group, book.earlier, aims, judged, broken))
    return tuple(found)


def _key_figure(
    group: Sequence[tuple[Cell, Figure]],
    earlier: Mapping[Cell, Figure],
    aims: Mapping[Cell, Target],
    judged: Mapping[int | None, Judgement],
    broken: Collection[int],
) -> KeyFigure:
    measure = group[0][1].measure
    is_broken = measure.pk in broken
    return KeyFigure(
        measure.pk,
        measure.code,
        measure.title,
        tuple(_cell(figure, earlier.get(cell), aims.get(cell), is_broken) for cell, figure in group[:MOST_CELLS]),
        judged.get(measure.pk),
        max(0, len(group) - MOST_CELLS),
    )


def cell_name(figure: Figure) -> str:
    """Return the names of a figure's categories as they read after one another: "Online, after dark"."""
    return words.cell_name(figure.categories)


def _place(figure: Figure) -> tuple[Any, ...]:
    return tuple((one.order, one.code) if one else (-1, "") for one in (figure.category_1, figure.category_2))


def _cell(figure: Figure, earlier: Figure | None, target: Target | None, is_broken: bool) -> KeyCell:
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
        movement=movement_of(figure, earlier, is_broken=is_broken) if earlier else None,
        target=target.text if target else "",
        target_id=target.pk if target else None,
        verdict=verdict,
        is_provisional=figure.status == Figure.Status.PROVISIONAL,
        is_illustrative=figure.illustrative or figure.measure.illustrative,
        is_sensitive=any(one.is_sensitive for one in (figure, earlier, target) if one),
        note=figure.note,
    )


def movement_of(figure: Figure, earlier: Figure, *, is_broken: bool = False) -> Movement:
    """Describe how a figure moved from one of an earlier year; ``is_broken`` says that a break lies between them."""
    change = figure.change_from(earlier)
    if is_broken and not figure.break_reason:
        change = Change(Direction.UNKNOWN, f"was {earlier.quantity}, which cannot be compared [b]")
    return Movement(
        change.direction,
        _traced(change.text, earlier),
        _judgement(figure, earlier, change.direction),
        figure.measure.polarity == Measure.Polarity.CONTEXT,
        earlier.illustrative,
    )


def _traced(text: str, earlier: Figure) -> Sentence:
    """Let the earlier figure in the words of a change, which follows "from" or "was", lead to what stands behind it."""
    number = str(earlier.quantity)
    for word in ("from ", "was "):
        head, found, tail = text.partition(word + number)
        if found and number:
            return Sentence.of(head + word, Run(number, earlier.pk), tail)
    return Sentence.of(text)


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
