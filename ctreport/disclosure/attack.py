"""The proof: what a reader can work out of each number that is not published, from all that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ctreport.disclosure.simplex import ImpossibleError, Number, Row, bounds_of
from ctreport.disclosure.table import Base, Cell, Limit, Ratio, Relation, Sum, Table

Ends = tuple[int, int | None]
Constant = Callable[[str], int | None]


@dataclass(frozen=True)
class Bounds:
    """The lowest and highest whole number that agrees with all that is published; ``high`` None: there is none."""

    low: int
    high: int | None

    @property
    def width(self) -> int | None:
        """How far apart they lie: 0 where the number can be told exactly, None where there is no end."""
        return None if self.high is None else self.high - self.low

    def is_at_least(self, width: int) -> bool:
        """Whether they lie so far apart."""
        return self.width is None or self.width >= width

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low} or more"
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


def attack(table: Table, hidden: Iterable[str] | None = None) -> dict[str, Bounds]:
    """Return, for each cell of a table that is not published, the bounds within which a reader can place it.

    The reader knows what is published now, what was published in earlier editions, each relation, and that counts are
    whole numbers, never negative. ``hidden`` are the keys of what is suppressed beside what a person hid; left out, it
    is what the rules hide by themselves.
    """
    out = table.hidden | frozenset(table.primary if hidden is None else hidden)
    known = _known(table, out)
    wanted = [cell.key for cell in table.cells if cell.key in out]
    found = {key: Bounds(*known[key]) for key in wanted if key in known}
    places = {cell.key: place for place, cell in enumerate(_open_cells(table, known))}
    rows = [*_rows_of(table, known, out, places), *_ends_of(known, places)]
    asked = [key for key in wanted if key not in found]
    return found | _worked_out(rows, {places[key]: key for key in asked})


def _known(table: Table, out: frozenset[str]) -> dict[str, Ends]:
    """Return what is told of cells by themselves: now, in an earlier edition, or as the base of a percentage."""
    told = table.told_before
    known = {cell.key: (cell.low, cell.high) for cell in table.cells if cell.key not in out or cell.key in told}
    for relation in table.relations:
        if isinstance(relation, Base) and (relation.key not in out or relation.key in told):
            cell = table.by_key[relation.cell]
            known[cell.key] = (cell.low, cell.high)
    return known


def _open_cells(table: Table, known: Mapping[str, Ends]) -> Iterator[Cell]:
    for cell in table.cells:
        low, high = known.get(cell.key, (0, None))
        if low != high:
            yield cell


def _ends_of(known: Mapping[str, Ends], places: Mapping[str, int]) -> Iterator[Row]:
    """Yield what is told by "over 500": the cell is open, but not to every number."""
    for key, (low, high) in known.items():
        if key in places:
            yield Row({places[key]: -1}, -low)
            if high is not None:
                yield Row({places[key]: 1}, high)


def _rows_of(table: Table, known: Mapping[str, Ends], out: frozenset[str], places: Mapping[str, int]) -> Iterator[Row]:
    def now(key: str) -> int | None:
        return None if key in places else known[key][0]

    told = table.told_before
    for relation in table.relations:
        if not isinstance(relation, Ratio) or relation.key not in out or relation.key in told:
            yield from _rows(relation, now, places)
        for edition in table.earlier:
            if _bears_out(table, relation, edition):
                yield from _rows(relation, _then(edition, now), places)


def _then(edition: Mapping[str, int], now: Constant) -> Constant:
    def constant(key: str) -> int | None:
        return edition[key] if key in edition else now(key)

    return constant


def _bears_out(table: Table, relation: Relation, edition: Mapping[str, int]) -> bool:
    """Whether numbers of an earlier edition tell something: with what is true now, the relation must have held then."""
    if not isinstance(relation, (Sum, Limit)) or not any(key in edition for key in relation.keys):
        return False
    cells = [table.by_key[key] for key in relation.keys]
    if not all(cell.is_exact or cell.key in edition for cell in cells):
        return False
    values = {cell.key: edition.get(cell.key, cell.low) for cell in cells}
    if isinstance(relation, Limit):
        return values[relation.part] <= values[relation.whole]
    return abs(sum(values[key] for key in relation.parts) - values[relation.total]) <= relation.slack


def _rows(relation: Relation, constant: Constant, places: Mapping[str, int]) -> Iterator[Row]:
    """Yield a relation as rows, with what is known put in; nothing where nothing in it is open."""
    if isinstance(relation, Sum):
        terms = {**dict.fromkeys(relation.parts, 1), relation.total: -1}
        if relation.slack:
            yield from _row(terms, relation.slack, constant, places)
            yield from _row({key: -factor for key, factor in terms.items()}, relation.slack, constant, places)
        else:
            yield from _row(terms, 0, constant, places, is_equal=True)
    elif isinstance(relation, Limit):
        yield from _row({relation.part: 1, relation.whole: -1}, 0, constant, places)
    elif isinstance(relation, Ratio):
        over, under = (relation.numerator, relation.denominator)
        high, low = relation.high, relation.low
        yield from _row({over: high.denominator, under: -high.numerator}, 0, constant, places)
        yield from _row({over: -low.denominator, under: low.numerator}, 0, constant, places)


def _row(
    terms: Mapping[str, int], right: int, constant: Constant, places: Mapping[str, int], *, is_equal: bool = False
) -> Iterator[Row]:
    coefficients: dict[int, Number] = {}
    for key, factor in terms.items():
        value = constant(key)
        if value is None:
            coefficients[places[key]] = factor
        else:
            right -= factor * value
    if coefficients:
        yield Row(coefficients, right, is_equal)


def _worked_out(rows: Sequence[Row], wanted: Mapping[int, str]) -> dict[str, Bounds]:
    """Solve each group of rows that hang together by itself; a cell in no row can be anything."""
    found = {key: Bounds(0, None) for key in wanted.values()}
    for group in _groups(rows):
        variables = sorted({place for row in group for place in row.coefficients})
        inner = {place: number for number, place in enumerate(variables)}
        asked = {inner[place]: key for place, key in wanted.items() if place in inner}
        if not asked:
            continue
        own = [replace(row, coefficients={inner[at]: one for at, one in row.coefficients.items()}) for row in group]
        try:
            ends = bounds_of(len(variables), own, list(asked))
        except ImpossibleError:  # an inexact number contradicts another, so that nothing follows for sure
            continue
        found |= {key: Bounds(*ends[place]) for place, key in asked.items()}
    return found


def _groups(rows: Iterable[Row]) -> list[list[Row]]:
    groups: list[tuple[set[int], list[Row]]] = []
    for row in rows:
        places, together = set(row.coefficients), [row]
        apart = []
        for group in groups:
            if group[0] & places:
                places |= group[0]
                together += group[1]
            else:
                apart.append(group)
        groups = [*apart, (places, together)]
    return [own for _, own in groups]
