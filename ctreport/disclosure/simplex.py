"""How low and how high a whole number can be, given what is known of it and of others. Exact: no rounding anywhere.

A linear program over rationals, by the simplex method with Bland's rule (which never cycles), and branch and bound on
top for whole numbers. Tables of counts need no branching: their sums make totally unimodular programs, whose corners
are whole. The programs are small: the cells of one table that are not published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

Number = int | Fraction
MOST_BRANCHES = 200


class ImpossibleError(ValueError):
    """No whole numbers agree with all that is said of them."""


@dataclass(frozen=True)
class Row:
    """``sum(coefficients[i] * x[i])`` is at most ``right`` or, where ``is_equal``, exactly that."""

    coefficients: Mapping[int, Number]
    right: Number
    is_equal: bool = False


def bounds_of(variables: int, rows: Sequence[Row], wanted: Sequence[int]) -> dict[int, tuple[int, int | None]]:
    """Return the lowest and highest whole value of each wanted variable; all variables are 0 or more.

    None stands for no upper bound. Raises ImpossibleError where no whole numbers fit the rows. Where branching would go
    on for too long, the range is that of solutions that were found, so that it is never stated too wide.
    """
    program = _Program(variables, rows)
    found = {}
    for one in wanted:
        low, high = (_whole_optimum(program, variables, rows, one, sign) for sign in (-1, 1))
        found[one] = (-(low or 0), high)
    return found


def _whole_optimum(program: _Program, variables: int, rows: Sequence[Row], one: int, sign: int) -> int | None:
    """Return the greatest whole value of ``sign * x[one]``; None where there is no greatest."""
    value, solution = program.maximise({one: sign})
    if value is None:
        return None
    best: int | None = int(value) if _is_whole(solution) else None
    waiting = [] if best is not None else [(list(rows), solution)]
    for _ in range(MOST_BRANCHES):
        if not waiting:
            break
        known, at = waiting.pop()
        place = next(number for number, part in enumerate(at) if part != int(part))
        for branch in (Row({place: 1}, floor(at[place])), Row({place: -1}, -ceil(at[place]))):
            try:
                value, there = _Program(variables, [*known, branch]).maximise({one: sign})
            except ImpossibleError:
                continue
            if value is None:
                return None
            if best is not None and floor(value) <= best:
                continue
            if _is_whole(there):
                best = int(value)
            else:
                waiting.append(([*known, branch], there))
    if best is None:
        raise ImpossibleError
    return best


def _is_whole(solution: Sequence[Number]) -> bool:
    return all(part == int(part) for part in solution)


def _divided(number: Number, by: Number) -> Number:
    """Divide, and stay with whole numbers as long as they come out: they are many times faster."""
    if isinstance(number, int) and isinstance(by, int):
        whole, rest = divmod(number, by)
        return whole if not rest else Fraction(number, by)
    return Fraction(number) / by


class _Program:
    """The rows in the form of a simplex tableau, at a corner of what they allow."""

    def __init__(self, variables: int, rows: Sequence[Row]) -> None:
        self._variables = variables
        slacks = sum(not row.is_equal for row in rows)
        self._width = variables + slacks
        self._table: list[list[Number]] = []
        self._basis: list[int] = []
        slack = variables
        for row in rows:
            line: list[Number] = [0] * (self._width + 1)
            for place, coefficient in row.coefficients.items():
                line[place] = coefficient
            line[-1] = row.right
            if not row.is_equal:
                line[slack] = 1
                slack += 1
            self._table.append(line)
        self._find_corner()

    def _find_corner(self) -> None:
        """Bring in a helper for each row and drive the helpers to 0: what is left is a corner of the rows."""
        count, width = len(self._table), self._width
        for number, line in enumerate(self._table):
            if line[-1] < 0:
                line[:] = [-part for part in line]
            helpers: list[Number] = [0] * count
            helpers[number] = 1
            line[width:width] = helpers
            self._basis.append(width + number)
        costs: list[Number] = [-sum(line[place] for line in self._table) for place in range(width)]
        right = -sum(line[-1] for line in self._table)
        objective = [*costs, *([0] * count), right]
        self._climb(objective, width)
        if objective[-1] != 0:
            raise ImpossibleError
        self._drop_helpers(width)

    def _drop_helpers(self, width: int) -> None:
        for number in range(len(self._table) - 1, -1, -1):
            if self._basis[number] < width:
                continue
            place = next((at for at in range(width) if self._table[number][at] != 0), None)
            if place is None:  # the row says what others say already
                del self._table[number], self._basis[number]
            else:
                self._pivot(number, place, None)
        for line in self._table:
            del line[width:-1]

    def maximise(self, wanted: Mapping[int, Number]) -> tuple[Number | None, list[Number]]:
        """Return the greatest value of a sum, None where there is no greatest, and the variables there."""
        objective: list[Number] = [0] * (self._width + 1)
        for place, coefficient in wanted.items():
            objective[place] = -coefficient
        for number, place in enumerate(self._basis):
            if factor := objective[place]:
                _subtract(objective, factor, self._table[number])
        if not self._climb(objective, self._width):
            return None, []
        solution: list[Number] = [0] * self._width
        for number, place in enumerate(self._basis):
            solution[place] = self._table[number][-1]
        return objective[-1], solution[: self._variables]

    def _climb(self, objective: list[Number], width: int) -> bool:
        """Go from corner to corner while the objective rises; return whether it ends."""
        while True:
            place = next((at for at in range(width) if objective[at] < 0), None)
            if place is None:
                return True
            rising = [
                (_divided(line[-1], line[place]), self._basis[number], number)
                for number, line in enumerate(self._table)
                if line[place] > 0
            ]
            if not rising:
                return False
            self._pivot(min(rising)[2], place, objective)

    def _pivot(self, number: int, place: int, objective: list[Number] | None) -> None:
        line = self._table[number]
        pivot = line[place]
        if pivot != 1:
            line[:] = [_divided(part, pivot) if part else 0 for part in line]
        for other in self._table:
            if other is not line and (factor := other[place]):
                _subtract(other, factor, line)
        if objective is not None and (factor := objective[place]):
            _subtract(objective, factor, line)
        self._basis[number] = place


def _subtract(line: list[Number], factor: Number, other: list[Number]) -> None:
    for place, part in enumerate(other):
        if part:
            line[place] -= factor * part
