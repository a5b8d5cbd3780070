"""Writing public statistics as reference measures and their figures: all of a file, or nothing of it.

What is loaded first counts as approved: it was published by others, and nobody here can approve or change it. A later
file that says otherwise than what is recorded, such as a restated value, is kept beside it as a draft for the
reviewers. Years that nobody has opened are left out and named: opening one for a statistic alone would put an empty
year into everybody's lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from ctreport.importing.context.reading import Reading, Statistic
from ctreport.review.actions import check_record, log, save_record
from ctreport.review.history import as_edited
from ctreport.review.models import Revision, State
from ctreport.review.rules import message_for
from objectives.financial_year import label_of
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure

_DEFINITION = "Public statistics, for context: not the force’s own. Counted in {counted}."
PROGRAMME = "Public statistics"  # so that they stand together, apart from the others, wherever measures are grouped
_VALUES = ("value", "qualifier", "note", "source", "period_start", "period_end")


class ContextError(Exception):
    """The file was refused and nothing was written. ``problems`` are what is wrong, by line (0: the file)."""

    def __init__(self, problems: Sequence[tuple[int, str]]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass
class Loaded:
    """What came of a file: the numbers of figures and measures, and by year those left out as it is not opened."""

    measures: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def load(reading: Reading, *, filename: str) -> Loaded:
    """Write what a file holds. Raises ContextError, and changes nothing, where a line is refused."""
    problems = [*reading.problems, *_clashes(reading.statistics)]
    if problems:
        raise ContextError(sorted(problems))
    years = {year.start_year: year for year in ReportingYear.objects.all()}
    loaded = Loaded(left_out=_left_out(reading.statistics, years))
    reason = f"Public statistics, from {filename}"
    series: dict[str, list[Statistic]] = defaultdict(list)
    for one in reading.statistics:
        if one.period.start_year in years:
            series[one.code].append(one)
    place = Measure.objects.aggregate(last=Max("order"))["last"] or 0
    for number, group in enumerate(series.values(), start=1):
        measure = _measure(group, place + number, loaded, reason)
        for one in group:
            _figure(one, measure, years[one.period.start_year], loaded, reason)
    return loaded


def _clashes(statistics: Iterable[Statistic]) -> list[tuple[int, str]]:
    """Return the lines that clash with an earlier one, or with a measure of the force's own."""
    problems = []
    seen: dict[tuple[str, int], Statistic] = {}
    first: dict[str, Statistic] = {}
    own = dict(Measure.objects.filter(is_reference=False).values_list("code", "title"))
    for one in statistics:
        cell = one.code, one.period.start_year
        if one.code in own:
            problems.append((one.line, f"“{one.code}” is a measure of the force’s own: {own[one.code]}."))
        if (earlier := seen.setdefault(cell, one)) is not one:
            year = label_of(one.period.start_year)
            problems.append((one.line, f"Line {earlier.line} gives this series for {year} already. Keep one of them."))
        if (begun := first.setdefault(one.code, one)).unit != one.unit:
            problems.append((one.line, f"Line {begun.line} counts this series in {begun.counted}, not {one.counted}."))
        elif begun.title != one.title:
            problems.append((one.line, f"Line {begun.line} names another series with the same code, {one.code}."))
    return problems


def _left_out(statistics: Iterable[Statistic], years: Mapping[int, ReportingYear]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for one in sorted(statistics, key=lambda one: one.period.start_year):
        if one.period.start_year not in years:
            counts[label_of(one.period.start_year)] += 1
    return dict(counts)


def _measure(group: Sequence[Statistic], order: int, loaded: Loaded, reason: str) -> Measure:
    first = group[0]
    stored = Measure.objects.filter(code=first.code).first()
    if stored is not None:
        _refuse_another_unit(stored, first)
        return stored
    measure = Measure(
        code=first.code,
        title=first.title,
        programme=PROGRAMME,
        unit=first.unit,
        kind=Measure.Kind.OUTCOME,
        decimals=min(4, max(one.decimals for one in group)),
        definition=_DEFINITION.format(counted=first.counted),
        data_source=first.source,
        is_reference=True,
        change_threshold=None,
        asks_if_unchanged=False,
        order=order,
    )
    loaded.measures += 1
    return _first(measure, first, reason)


def _refuse_another_unit(measure: Measure, one: Statistic) -> None:
    if measure.unit != one.unit:
        recorded = measure.get_unit_display().lower()
        raise ContextError([(one.line, f"It is recorded as a {recorded}, not as {one.counted}.")])


def _figure(one: Statistic, measure: Measure, year: ReportingYear, loaded: Loaded, reason: str) -> None:
    values = _values_of(one)
    stored = Figure.objects.with_cell().filter(measure=measure, year=year, category_1=None, category_2=None).first()
    if stored is None:
        _first(Figure(measure=measure, year=year, unit=measure.unit, **values), one, reason)
        loaded.added += 1
        return
    newest = as_edited(stored)
    if all(getattr(newest, name) == value for name, value in values.items()):
        loaded.unchanged += 1
        return
    for name, value in values.items():
        setattr(newest, name, value)
    try:
        save_record(record=newest, by=None, reason=reason)
    except ValidationError as error:
        raise ContextError([(one.line, " ".join(error.messages))]) from error
    loaded.changed += 1


def _values_of(one: Statistic) -> dict[str, Any]:
    period = (None, None) if one.period.is_financial_year else (one.period.start, one.period.end)
    return dict(zip(_VALUES, (one.value, one.qualifier, one.note, one.source, *period), strict=True))


def _first(record: Any, one: Statistic, reason: str) -> Any:
    """Write a record for the first time, as approved, with an entry in its history."""
    record.state, record.approved_version = State.APPROVED, record.version
    try:
        record.full_clean()
        check_record(record)
        with transaction.atomic():
            record.save()
    except ValidationError as error:
        raise ContextError([(one.line, " ".join(error.messages))]) from error
    except IntegrityError as error:
        raise ContextError([(one.line, message_for(error, type(record)))]) from error
    log(record=record, act=Revision.Act.LOADED, by=None, reason=reason)
    return record
