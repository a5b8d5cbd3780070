"""What each row of a file would do: add a figure, change one, leave one as it is; or why it is refused."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from ctreport.importing.figures.given import given_by, remarks_on_amount
from ctreport.importing.figures.lookups import LookupRefusedError, Lookups
from ctreport.importing.figures.reading import Reading
from ctreport.importing.sheets import FigureRow, Problem
from ctreport.review.history import newest_versions
from objectives.models import ReportingYear
from outcomes.checks import Question
from outcomes.models import Category, Figure, Measure

Key = tuple[int, int, int | None, int | None]  # measure, year, categories
Report = Callable[[int], None]


@dataclass(slots=True)
class Found:
    """A row that can be imported, with the figure as it would be and as it is (None: there is none)."""

    row: int
    column: int
    figure: Figure
    before: Figure | None
    changes: tuple[str, ...] = ()  # fields that differ
    remarks: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass
class Checked:
    """All rows of a file, held against the records."""

    reading: Reading
    lookups: Lookups
    added: list[Found] = field(default_factory=list)
    changed: list[Found] = field(default_factory=list)
    unchanged: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    fingerprint: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether a row is refused, so that nothing can be imported."""
        return bool(self.problems)

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do: all that the file says is recorded already."""
        return not (self.added or self.changed or self.problems)

    @property
    def to_write(self) -> list[Found]:
        """The rows that change something, in the order of the file."""
        return sorted(self.added + self.changed, key=lambda one: (one.row, one.column))


@dataclass(frozen=True, slots=True)
class _Place:
    """The cell that a row names."""

    measure: Measure
    year: ReportingYear
    category_1: Category | None
    category_2: Category | None

    @property
    def key(self) -> Key:
        first, second = self.category_1, self.category_2
        return self.measure.pk, self.year.pk, first.pk if first else None, second.pk if second else None

    def __str__(self) -> str:
        parts = [self.measure.code, *(str(one) for one in (self.category_1, self.category_2) if one), str(self.year)]
        return ", ".join(parts)


def check(
    reading: Reading, lookups: Lookups, *, stored: StoredFigures | None = None, report: Report | None = None
) -> Checked:
    """Hold the rows of a file against the records. ``report`` is told, now and then, how many rows are done."""
    checked = Checked(reading, lookups, problems=list(reading.problems))
    places = [_placed(row, checked, lookups) for row in reading.rows]
    stored = stored or StoredFigures(lookups)
    stored.load(place for place in places if place)
    seen: dict[Key, FigureRow] = {}
    for number, (row, place) in enumerate(zip(reading.rows, places, strict=True)):
        if report and number % 500 == 0:
            report(number)
        if place is not None and not _is_second(row, place, seen, checked):
            _check_row(row, place, checked, stored)
    checked.problems = sorted(dict.fromkeys(checked.problems), key=lambda problem: problem[:2])
    checked.fingerprint = _fingerprint(checked)
    return checked


class StoredFigures:
    """The figures that the records hold in the cells of a file, as they stand in their newest version."""

    def __init__(self, lookups: Lookups, *, lock: bool = False) -> None:
        self.by_key: dict[Key, Figure] = {}
        self.edits: dict[int, Figure] = {}
        self._lookups = lookups
        self._lock = lock

    def load(self, places: Iterable[_Place]) -> None:
        """Read the figures of the measures and years that are named, in one query or two."""
        wanted = [(place.measure.pk, place.year.pk) for place in places]
        measures, years = {one for one, _ in wanted}, {one for _, one in wanted}
        rows = Figure.objects.filter(measure__in=measures, year__in=years).order_by("pk")
        if self._lock:
            rows = rows.select_for_update()
        for figure in rows.iterator(chunk_size=2_000):
            self.put(attach(figure, self._lookups))
        waiting = [figure for figure in self.by_key.values() if figure.has_separate_draft]
        self.edits = {figure.pk: figure for figure in newest_versions(waiting)}

    def put(self, figure: Figure) -> None:
        """Let a figure stand in its cell."""
        self.by_key[_key_of(figure)] = figure

    def newest(self, key: Key) -> Figure | None:
        """Return the newest version of the figure in a cell."""
        figure = self.by_key.get(key)
        return None if figure is None else self.edits.get(figure.pk, figure)


def attach(figure: Figure, lookups: Lookups) -> Figure:
    """Give a figure the measure, year and categories that are loaded already."""
    figure._state.fields_cache |= {
        "measure": lookups.measures[figure.measure_id or 0],
        "year": lookups.years_by_pk[figure.year_id or 0],
        "category_1": lookups.categories.get(figure.category_1_id or 0),
        "category_2": lookups.categories.get(figure.category_2_id or 0),
    }
    return figure


def _key_of(figure: Figure) -> Key:
    return figure.measure_id or 0, figure.year_id or 0, figure.category_1_id, figure.category_2_id


def _placed(row: FigureRow, checked: Checked, lookups: Lookups) -> _Place | None:
    """Return the cell that a row names; None, with the problems listed, where it names none."""
    before = len(checked.problems)

    def look_up(name: str, find: Callable[[], Any]) -> Any:
        try:
            return find()
        except LookupRefusedError as error:
            checked.problems.append(checked.reading.problem(row, name, str(error)))
            return None

    measure = look_up("measure", lambda: lookups.measure(row.measure))
    year = look_up("year", lambda: lookups.year(row.year))
    first = measure and look_up("category_1", lambda: lookups.category(measure, 1, row.category_1))
    second = measure and look_up("category_2", lambda: lookups.category(measure, 2, row.category_2))
    return _Place(measure, year, first, second) if len(checked.problems) == before else None


def _is_second(row: FigureRow, place: _Place, seen: dict[Key, FigureRow], checked: Checked) -> bool:
    first = seen.setdefault(place.key, row)
    if first is row:
        return False
    reason = f"Row {first.row} gives a figure for the same cell already: {place}. Keep one of the two."
    checked.problems.append(checked.reading.problem(row, "measure", reason))
    return True


def _check_row(row: FigureRow, place: _Place, checked: Checked, stored: StoredFigures) -> None:
    values, refusals = given_by(row, place.measure)
    before = stored.newest(place.key)
    found = None if refusals else _found(row, place, values, before)
    if found is not None:
        refusals += _wrong_in_sum(found)
    for name, reason in refusals:
        checked.problems.append(checked.reading.problem(row, name, reason))
    if found is None or refusals:
        return
    if before is None:
        checked.added.append(found)
    else:
        (checked.changed if found.changes else checked.unchanged).append(found)


def _found(row: FigureRow, place: _Place, values: dict[str, Any], before: Figure | None) -> Found:
    remarks = row.remarks + remarks_on_amount(row.said, place.measure)
    if before is None:
        names = ("measure_id", "year_id", "category_1_id", "category_2_id")
        figure = Figure(unit=place.measure.unit, **dict(zip(names, place.key, strict=True)), **values)
        figure._state.fields_cache.update({name: getattr(place, name) for name in _Place.__slots__})
        return Found(row.row, row.column, figure, None, remarks=remarks)
    if place.key != _key_of(before):  # a draft that would move the figure: the file says that it stays
        values |= {name: getattr(place, name) for name in ("year", "category_1", "category_2")}
    changes = tuple(name for name, value in values.items() if getattr(before, name) != value)
    if not changes:
        return Found(row.row, row.column, before, before, remarks=remarks)
    figure = copy.copy(before)
    for name in changes:
        setattr(figure, name, values[name])
    return Found(row.row, row.column, figure, before, changes, remarks)


def _wrong_in_sum(found: Found) -> list[tuple[str, str]]:
    """Return what is wrong with the figure as it would be, though nothing is with each of its parts."""
    figure, wrong = found.figure, []
    start, end = figure.period_start, figure.period_end
    if (start is None) != (end is None):
        wrong.append(("period_start" if start is None else "period_end", "Give both dates of the period, or neither."))
    elif start and end and end < start:
        wrong.append(("period_end", "The period ends before it starts. Check the two dates."))
    year = figure.year
    if year.state == ReportingYear.State.CLOSED and (found.before is None or found.changes):
        reason = f"{year} is closed, so an import does not change it. Edit the figure on its own page, with a reason."
        wrong.append(("year", reason))
    return wrong


def _fingerprint(checked: Checked) -> str:
    """Return a digest of what would be written, and onto which versions: it differs when anything relevant changed."""
    digest = hashlib.sha256()
    for kind in (checked.added, checked.changed, checked.unchanged):
        digest.update(f"{len(kind)};".encode())
        for one in kind:
            figure = one.figure
            cell = (figure.pk, figure.version, figure.measure_id, figure.year_id)
            categories = (figure.category_1_id, figure.category_2_id)
            digest.update(f"{one.row},{one.column},{cell},{categories},{one.changes};".encode())
    digest.update(repr([(problem.row, problem.column, problem.reason) for problem in checked.problems]).encode())
    return digest.hexdigest()
