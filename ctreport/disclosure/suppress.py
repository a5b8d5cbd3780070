"""Suppression: small counts are hidden, and as many other numbers as it takes that they cannot be worked out.

What is hidden beside the small counts is chosen cheaply, not by solving for the least loss: first a second number in
each sum with one hidden, the smallest at hand and totals last; then, as long as ``attack`` places a hidden cell too
narrowly, the next; in the end each choice that proves needless is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ctreport.disclosure.attack import Bounds, attack
from ctreport.disclosure.table import Base, Cell, Ratio, Relation, Sum, Table, tables_apart

MOST_TAKEN_BACK = 25  # beyond so many choices in one table, none is tried again


@dataclass(frozen=True)
class Suppression:
    """What is hidden: ``primary`` by the rules, ``secondary`` to protect it. ``weak`` is what nothing could protect."""

    primary: frozenset[str] = frozenset()
    secondary: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()

    @property
    def hidden(self) -> frozenset[str]:
        """All that is hidden."""
        return self.primary | self.secondary

    def __or__(self, other: Suppression) -> Suppression:
        return Suppression(self.primary | other.primary, self.secondary | other.secondary, self.weak | other.weak)


def suppress(table: Table) -> Suppression:
    """Return what must be hidden of a table."""
    found = Suppression()
    for part in tables_apart(table):
        if part.primary:
            found |= _suppress(part)
    return found


def weak_cells(table: Table, bounds: dict[str, Bounds], among: Iterable[str]) -> frozenset[str]:
    """Return the cells that a reader can place too narrowly."""
    return frozenset(key for key in among if key in bounds and not bounds[key].is_at_least(table.by_key[key].width))


def _suppress(table: Table) -> Suppression:
    primary, told = table.primary, table.told_before
    chosen: list[str] = []
    lost: set[str] = set(primary & told)  # an earlier edition told them
    while True:
        hidden = {*primary, *chosen}
        more = _seconds(table, hidden, told)
        if not more:
            weak = weak_cells(table, attack(table, hidden), hidden - told) - lost
            if not weak:
                break
            for key in sorted(weak):
                if candidate := _next_near(table, key, hidden, told):
                    more = [candidate]
                    break
                lost.add(key)
        chosen += more
    return Suppression(primary, frozenset(_needed(table, primary, chosen, told, lost)), frozenset(lost))


def _seconds(table: Table, hidden: set[str], told: frozenset[str]) -> list[str]:
    """Return a second number for a sum in which one alone is hidden."""
    for relation in table.relations:
        if isinstance(relation, Sum):
            alone = [key for key in relation.keys if _is_open(table.by_key[key], hidden, told)]
            more = _cheapest(_free(table, [relation], hidden, told)) if len(alone) == 1 else None
            if more and alone[0] in hidden:
                return [more]
    return []


def _is_open(cell: Cell, hidden: set[str], told: frozenset[str]) -> bool:
    return (cell.key in hidden and cell.key not in told) or cell.is_hidden or not cell.is_exact


def _next_near(table: Table, key: str, hidden: set[str], told: frozenset[str]) -> str | None:
    """Return what to hide next to protect a cell: nearest first, by the relations that lead from it."""
    reached, near = {key}, {key}
    while near:
        relations = [one for one in table.relations if near & {*one.keys, *_own_key(one)}]
        if candidate := _cheapest(_free(table, relations, hidden, told)):
            return candidate
        near = {other for one in relations for other in (*one.keys, *_own_key(one))} - reached
        reached |= near
    return None


def _own_key(relation: Relation) -> tuple[str, ...]:
    return (relation.key,) if isinstance(relation, (Ratio, Base)) else ()


def _free(
    table: Table, relations: Iterable[Relation], hidden: set[str], told: frozenset[str]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield what can still be hidden, with what it costs: parts before percentages before totals, and true 0s last."""
    for relation in relations:
        total = getattr(relation, "total", getattr(relation, "whole", None))
        for key in (*relation.keys, *_own_key(relation)):
            cell = table.by_key.get(key)
            if key in hidden or key in told or (cell and (cell.is_fixed or cell.is_hidden)):
                continue
            if cell is None:
                yield (1, 0), key
            elif cell.is_exact and cell.low == 0:
                yield (3, 0), key
            else:
                yield (2 if key == total else 0, cell.low), key


def _cheapest(free: Iterable[tuple[tuple[int, int], str]]) -> str | None:
    found = min(free, default=None)
    return found[1] if found else None


def _needed(
    table: Table, primary: frozenset[str], chosen: list[str], told: frozenset[str], lost: set[str]
) -> list[str]:
    """Take back each choice without which all are still protected, the dearest first."""
    kept = list(chosen)
    if len(chosen) > MOST_TAKEN_BACK:
        return kept
    for one in sorted(chosen, key=lambda key: table.by_key[key].low if key in table.by_key else 0, reverse=True):
        hidden = {*primary, *kept} - {one}
        if not weak_cells(table, attack(table, hidden), hidden - told) - lost:
            kept.remove(one)
    return kept
