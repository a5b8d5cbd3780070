"""Checks that ask: not impossible, but worth a word of explanation.

What is asked is declared on the measure. A warning never refuses a figure; its explanation is kept with the figure
under the warning's code and shown to the reviewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from objectives.models import ReportingYear
from outcomes.models import Figure, Measure
from outcomes.quantity import Qualifier, Unit, format_number

CellKey = tuple[int, int, int | None, int | None]  # measure, start year, category 1, category 2
HISTORY_YEARS = 5
_MIN_HISTORY = 3


@dataclass(frozen=True)
class Question:
    """A warning about one figure: what was noticed, in words that end in what to do."""

    code: str
    text: str


@dataclass
class Surroundings:
    """The figures against which others are checked, found by cell."""

    figures: dict[CellKey, Figure] = field(default_factory=dict)
    _by_measure: dict[tuple[int, int], dict[CellKey, Figure]] = field(default_factory=dict)
    _parts: dict[int, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, year: ReportingYear, measures: Iterable[Measure] | None = None) -> Surroundings:
        """Load a year's figures and those of the years before it, in one query."""
        rows = Figure.objects.with_cell().filter(
            year__start_year__range=(year.start_year - HISTORY_YEARS, year.start_year)
        )
        if measures is not None:
            wanted = {measure.pk for measure in measures} | {measure.part_of_id for measure in measures}
            wanted |= set(Measure.objects.filter(part_of__in=wanted - {None}).values_list("pk", flat=True))
            rows = rows.filter(measure__in=wanted - {None})
        around = cls()
        for figure in rows:
            around.put(figure)
        return around

    def put(self, figure: Figure) -> None:
        """Let a figure, stored or not, stand in its cell."""
        key = key_of(figure)
        self.figures[key] = figure
        self._by_measure.setdefault(key[:2], {})[key] = figure
        if figure.measure.part_of_id:
            self._parts.setdefault(figure.measure.part_of_id, set()).add(key[0])

    def at(self, figure: Figure, *, years_back: int = 0, measure: int | None = None) -> Figure | None:
        """Return the figure of the same categories some years earlier, or of another measure."""
        own, start, first, second = key_of(figure)
        return self.figures.get((measure or own, start - years_back, first, second))

    def history(self, figure: Figure) -> list[Figure]:
        """Return the earlier figures of the cell that hold a number, the latest first."""
        earlier = (self.at(figure, years_back=back) for back in range(1, HISTORY_YEARS + 1))
        return [one for one in earlier if one is not None and one.value is not None]

    def siblings(self, figure: Figure) -> list[Figure]:
        """Return the figures of the same measure and year."""
        return list(self._by_measure.get(key_of(figure)[:2], {}).values())

    def parts(self, figure: Figure) -> list[Figure]:
        """Return the figures of the same cell that the measures hold which are parts of this one's."""
        found = (self.at(figure, measure=measure) for measure in sorted(self._parts.get(figure.measure_id or 0, ())))
        return [one for one in found if one is not None]


def key_of(figure: Figure) -> CellKey:
    """Return the place of a figure's cell."""
    return figure.measure_id or 0, figure.year.start_year, figure.category_1_id, figure.category_2_id


def questions_about(figure: Figure, around: Surroundings) -> tuple[Question, ...]:
    """Return what should be explained about a figure before somebody approves it."""
    if figure.value is None:
        return ()
    checks = (
        _large_change,
        _carried_forward,
        _unlike_periods,
        _more_than_its_whole,
        _share_off_its_history,
        _off_total,
    )
    return tuple(question for check in checks if (question := check(figure, around)) is not None)


def unexplained(figure: Figure, questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return the questions that nobody has answered yet."""
    given: Mapping[str, str] = figure.explanations or {}
    return tuple(question for question in questions if not given.get(question.code, "").strip())


def _large_change(figure: Figure, around: Surroundings) -> Question | None:
    before, threshold = around.at(figure, years_back=1), figure.measure.change_threshold
    if before is None or before.value is None or figure.value is None or not threshold:
        return None
    step = abs(figure.value - before.value)
    if figure.measure.unit == Unit.PERCENTAGE:
        is_large = step > threshold
    else:
        is_large = step * 100 > threshold * abs(before.value)
    if not is_large:
        return None
    change = figure.quantity.change_from(before.quantity)
    return Question("large-change", f"This is {change.text}. Say what lies behind it, or correct the figure.")


def _carried_forward(figure: Figure, around: Surroundings) -> Question | None:
    before = around.at(figure, years_back=1)
    if not figure.measure.asks_if_unchanged or before is None or str(before.quantity) != str(figure.quantity):
        return None
    return Question(
        "carried-forward",
        f"This is the same as in {before.year}: {figure.quantity}. Say that it was counted anew, or correct it.",
    )


def _unlike_periods(figure: Figure, around: Surroundings) -> Question | None:
    before = around.at(figure, years_back=1)
    if before is None or before.value is None:
        return None
    days, days_before = (one[1] - one[0] for one in (figure.period, before.period))
    shifted = figure.period[0].replace(day=1).month != before.period[0].replace(day=1).month
    if abs((days - days_before).days) <= 1 and not shifted:  # a leap day is no other period
        return None
    return Question(
        "unlike-periods",
        f"This covers {_in_words(figure)}, the figure of {before.year} covers {_in_words(before)}. "
        "Say why they are compared, or correct the period.",
    )


def _in_words(figure: Figure) -> str:
    start, end = figure.period
    return f"{start.day} {start:%B %Y} to {end.day} {end:%B %Y}"


def _more_than_its_whole(figure: Figure, around: Surroundings) -> Question | None:
    whole_id = figure.measure.part_of_id
    if whole_id:
        whole = around.at(figure, measure=whole_id)
        if whole is not None and _surely_more(figure, whole):
            text = f"This is more than the {whole.quantity} of “{whole.measure}”, of which it is a part. Correct one."
            return Question("more-than-whole", text)
    for part in around.parts(figure):
        if _surely_more(part, figure):
            text = f"“{part.measure}”, a part of this, is more: {part.quantity}. Correct one of the two."
            return Question("more-than-whole", text)
    return None


def _surely_more(part: Figure, whole: Figure) -> bool:
    if part.value is None or whole.value is None:
        return False
    low, high = part.quantity.bounds[0], whole.quantity.bounds[1]
    return low > high or (low == high and part.qualifier == Qualifier.OVER)


def _share_off_its_history(figure: Figure, around: Surroundings) -> Question | None:
    """Ask about a rate, a percentage or a share of a whole outside the range of its history by more than half of it."""
    value, history = _share(figure, around), [_share(one, around) for one in around.history(figure)]
    known = [one for one in history if one is not None]
    if value is None or len(known) < _MIN_HISTORY:
        return None
    low, high = min(known), max(known)
    margin = max((high - low) / 2, Decimal("2"))
    if low - margin <= value <= high + margin:
        return None
    what = "share of its whole" if figure.measure.part_of_id else "rate"
    return Question(
        "off-history",
        f"As a {what} this is {value:.1f}. In the {len(known)} years before it was {low:.1f} to {high:.1f}. "
        "Say what changed, or check the definition.",
    )


def _share(figure: Figure, around: Surroundings) -> Decimal | None:
    if figure.measure.unit in (Unit.PERCENTAGE, Unit.RATE):
        return figure.value
    whole = around.at(figure, measure=figure.measure.part_of_id) if figure.measure.part_of_id else None
    if whole is None or not whole.value or figure.value is None:
        return None
    return figure.value * 100 / whole.value


def _off_total(figure: Figure, around: Surroundings) -> Question | None:
    if not figure.measure.categories_add_up:
        return None
    for position in (1, 2):
        total, parts = _line(figure, around, position)
        if total is None or not parts:
            continue
        added = sum((one.value or Decimal(0) for one in parts), Decimal(0))
        if added != total.value:
            sum_text = format_number(added, unit=figure.measure.unit, decimals=figure.measure.decimals)
            text = f"The categories add up to {sum_text}, the total is {total.quantity}. Correct one of them."
            return Question("off-total", text)
    return None


def _line(figure: Figure, around: Surroundings, position: int) -> tuple[Figure | None, list[Figure]]:
    """Return the total and its parts along one dimension, nothing where any of them is not known exactly."""
    dimension = getattr(figure.measure, f"dimension_{position}")
    if dimension is None:
        return None, []
    across = f"category_{3 - position}_id"
    along = [one for one in around.siblings(figure) if getattr(one, across) == getattr(figure, across)]
    if any(one.value is None or one.qualifier != Qualifier.EXACTLY for one in along):
        return None, []
    own = f"category_{position}_id"
    parts = [one for one in along if getattr(one, own) is not None]
    is_whole = len(parts) == len(dimension.categories.all())
    return next((one for one in along if getattr(one, own) is None), None), parts if is_whole else []
