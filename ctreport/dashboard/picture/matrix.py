"""The thread as a matrix: a row for each pledge, a column for each activity, and in the cells what came of the pair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ctreport.dashboard.picture.arrange import Arrangement
from ctreport.dashboard.picture.telling import Counted, Teller, Told
from ctreport.dashboard.picture.words import Values
from ctreport.thread.threads import Key, Node, Tie


@dataclass(frozen=True)
class Came:
    """An outcome with what was counted of it; ``is_beneath`` says that it is listed beneath the one before."""

    told: Told
    counted: tuple[Counted, ...]
    is_beneath: bool = False


@dataclass(frozen=True)
class Cell:
    """What a pledge and an activity have to do with one another."""

    is_linked: bool = False
    came: tuple[Came, ...] = ()
    counted: tuple[Counted, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Row:
    """A pledge with its cells; without a pledge, what leads back to none."""

    pledge: Told | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """The matrix. The last column holds what came without an activity, where there is such a thing."""

    activities: tuple[Told, ...]
    has_direct: bool
    rows: tuple[Row, ...]
    counted: tuple[Cell, ...]  # what was counted of each activity itself; nothing where no activity was

    @property
    def width(self) -> int:
        """How many columns stand beside the pledges."""
        return len(self.activities) + self.has_direct


def matrix_of(arrangement: Arrangement, values: Values, *, year_is_made_up: bool = False) -> Matrix:
    """Return the matrix, its rows and columns in the order of the picture."""
    return _Writer(Teller(arrangement, values, year_is_made_up)).matrix()


class _Writer:
    def __init__(self, teller: Teller) -> None:
        self.teller, self.part = teller, teller.part
        self.arrangement = teller.arrangement
        self.activities = teller.arrangement.of_kind("activity")

    def matrix(self) -> Matrix:
        direct = {pledge.key: self._came(self.part.below(pledge, "outcome")) for pledge in self._pledges()}
        loose = tuple(self._loose("outcome")), tuple(self._loose("measure"))
        has_direct = any(direct.values()) or any(loose)
        rows = [self._row(pledge, direct[pledge.key], has_direct) for pledge in self._pledges()]
        if last := self._row_without_pledge(*loose, has_direct=has_direct):
            rows.append(last)
        counted = tuple(Cell(counted=self.teller.counted_of(activity)) for activity in self.activities)
        return Matrix(
            activities=tuple(self.teller.told(activity) for activity in self.activities),
            has_direct=has_direct,
            rows=tuple(rows),
            counted=counted if any(cell.counted for cell in counted) else (),
        )

    def _pledges(self) -> tuple[Node, ...]:
        return self.arrangement.of_kind("pledge")

    def _row(self, pledge: Node, direct: tuple[Came, ...], has_direct: bool) -> Row:
        ties = {tie.node.key: tie.reason for tie in self.part.below(pledge, "activity")}
        cells = [self._cell(activity, ties.get(activity.key)) for activity in self.activities]
        if has_direct:
            cells.append(Cell(is_linked=bool(direct), came=direct))
        return Row(self.teller.told(pledge), tuple(cells))

    def _row_without_pledge(
        self, outcomes: tuple[Node, ...], measures: tuple[Node, ...], *, has_direct: bool
    ) -> Row | None:
        cells = [
            Cell() if self.part.above(activity, "pledge") else self._cell(activity, "") for activity in self.activities
        ]
        if has_direct:
            came = self._came(Tie(outcome) for outcome in outcomes)
            counted = tuple(self.teller.counted(measure) for measure in measures)
            cells.append(Cell(is_linked=bool(came or counted), came=came, counted=counted))
        return Row(None, tuple(cells)) if any(cell.is_linked for cell in cells) else None

    def _loose(self, kind: str) -> Iterable[Node]:
        return (node for node in self.arrangement.of_kind(kind) if not self.part.above(node))

    def _cell(self, activity: Node, reason: str | None) -> Cell:
        if reason is None:
            return Cell()
        return Cell(is_linked=True, came=self._came(self.part.below(activity, "outcome")), reason=reason)

    def _came(self, ties: Iterable[Tie]) -> tuple[Came, ...]:
        found: list[Came] = []
        shown: set[Key] = set()
        for outcome in self.arrangement.in_order(tuple(tie.node for tie in ties)):
            if outcome.key not in shown:
                beneath = [tie.node for tie in self.part.below(outcome, "outcome")]
                shown.update(one.key for one in beneath)
                found.append(Came(self.teller.told(outcome), self.teller.counted_of(outcome)))
                found += [Came(self.teller.told(one), self.teller.counted_of(one), is_beneath=True) for one in beneath]
        return tuple(found)
