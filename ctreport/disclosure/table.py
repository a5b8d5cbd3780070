"""A table of counts as disclosure control sees it: its cells, and what a reader knows of how they hang together.

Plain facts without database objects. A table is what belongs together in one year, rows, columns and totals of one
measure as well as the measures that are parts of others and the percentages of their counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

NARROWEST = 2  # at least three whole numbers must remain possible for a number that is not published


@dataclass(frozen=True)
class Cell:
    """A count. ``low`` and ``high`` are what its publication tells: the same number twice, unless it says "over 500".

    ``high`` is None where nothing is said. ``threshold`` is that of its measure's rule, 0 where it has none: counts
    from 1 to one below are small. ``is_hidden``: a person put [c] in its place already. ``is_fixed``: it can never be
    hidden, as the 100% that shares add up to. Unless at least ``width`` lies between the lowest and the highest number
    that a reader can think of, it is not protected.
    """

    key: str
    low: int
    high: int | None
    threshold: int = 0
    width: int = NARROWEST
    is_hidden: bool = False
    is_fixed: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether publication tells the number."""
        return self.low == self.high

    @property
    def is_small(self) -> bool:
        """Whether the rule of its measure hides it. A true 0 is not small; "over 2" may be."""
        if not self.threshold or self.is_hidden:
            return False
        return 0 < self.low < self.threshold or (self.high is not None and 0 < self.high < self.threshold)


@dataclass(frozen=True)
class Sum:
    """The parts add up to the total, give or take ``slack`` where the numbers are rounded."""

    total: str
    parts: tuple[str, ...]
    slack: int = 0

    @property
    def keys(self) -> tuple[str, ...]:
        """All cells that it speaks of."""
        return (self.total, *self.parts)


@dataclass(frozen=True)
class Limit:
    """A part is never more than its whole."""

    part: str
    whole: str

    @property
    def keys(self) -> tuple[str, ...]:
        """All cells that it speaks of."""
        return (self.part, self.whole)


@dataclass(frozen=True)
class Ratio:
    """A published percentage or rate: numerator by denominator lies from ``low`` to ``high``, as it is rounded.

    ``key`` is its own, since it can be hidden like a cell.
    """

    key: str
    numerator: str
    denominator: str
    low: Fraction
    high: Fraction

    @property
    def keys(self) -> tuple[str, ...]:
        """The cells that it speaks of."""
        return (self.numerator, self.denominator)


@dataclass(frozen=True)
class Base:
    """The base that is printed beside the percentage ``key`` is the count ``cell``."""

    key: str
    cell: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The cells that it speaks of."""
        return (self.cell,)


Relation = Sum | Limit | Ratio | Base


@dataclass(frozen=True)
class Table:
    """Cells and their relations. A relation that the true numbers do not bear out is no help to a reader: leave it out.

    ``small`` are keys of percentages and rates that the rule hides themselves. ``earlier`` holds, for each edition that
    was published before, the numbers that stood in it by the key of their cell; and, with any number, the keys of those
    percentages and rates that are the same now.
    """

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...] = ()
    small: frozenset[str] = frozenset()
    earlier: tuple[Mapping[str, int], ...] = ()
    by_key: dict[str, Cell] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {cell.key: cell for cell in self.cells})

    @property
    def primary(self) -> frozenset[str]:
        """What the rules hide by themselves."""
        return self.small | {cell.key for cell in self.cells if cell.is_small}

    @property
    def hidden(self) -> frozenset[str]:
        """What a person hid already."""
        return frozenset(cell.key for cell in self.cells if cell.is_hidden)

    @property
    def told_before(self) -> frozenset[str]:
        """What stood in an earlier edition with the number that it has now: nothing can hide it any more."""
        return frozenset(
            key for edition in self.earlier for key, value in edition.items() if self._is_still(key, value)
        )

    def _is_still(self, key: str, value: int) -> bool:
        cell = self.by_key.get(key)
        return cell is None or (cell.is_exact and cell.low == value)


def tables_apart(table: Table) -> Iterator[Table]:
    """Yield the parts of a table between which there is no relation: each can be dealt with by itself."""
    leaders: dict[str, str] = {}

    def leader(key: str) -> str:
        while leaders.setdefault(key, key) != key:
            key = leaders[key]
        return key

    for relation in table.relations:
        first, *others = _all_keys(relation)
        for other in others:
            leaders[leader(other)] = leader(first)
    cells: dict[str, list[Cell]] = {}
    relations: dict[str, list[Relation]] = {}
    small: dict[str, set[str]] = {}
    for cell in table.cells:
        cells.setdefault(leader(cell.key), []).append(cell)
    for relation in table.relations:
        relations.setdefault(leader(_all_keys(relation)[0]), []).append(relation)
    for key in table.small:
        small.setdefault(leader(key), set()).add(key)
    for one in dict.fromkeys([*cells, *relations, *small]):
        own, tied = tuple(cells.get(one, ())), tuple(relations.get(one, ()))
        keys = {cell.key for cell in own} | {key for relation in tied for key in _all_keys(relation)}
        yield Table(own, tied, frozenset(small.get(one, ())), _of_keys(keys, table.earlier))


def _all_keys(relation: Relation) -> tuple[str, ...]:
    own = (relation.key,) if isinstance(relation, (Ratio, Base)) else ()
    return (*relation.keys, *own)


def _of_keys(keys: set[str], editions: Iterable[Mapping[str, int]]) -> tuple[Mapping[str, int], ...]:
    found = ({key: value for key, value in edition.items() if key in keys} for edition in editions)
    return tuple(edition for edition in found if edition)
