"""Checks that ask: not impossible, but worth a word of explanation.

What is asked is declared on the measure. A question never refuses a figure; its answer is kept with the figure under
the question's code and shown to the reviewer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from ctreport.ui.words import plain_date
from objectives.financial_year import label_of
from outcomes.models import Figure, Measure
from outcomes.quantity import Qualifier, Unit, format_number
from outcomes.surroundings import Amount, Surroundings, amount_of
from outcomes.vocabulary import Direction

MIN_HISTORY = 3
LEAST_MARGIN = Decimal(2)  # percentage points: the level of a percentage or a share moves this much by itself
LEAST_RATE_MARGIN = Decimal("0.1")  # of the highest: rates come in all sizes

__all__ = ["Question", "Surroundings", "questions_about", "questions_on", "unanswered", "unexplained"]


@dataclass(frozen=True)
class Question:
    """What was noticed about one figure, in words that end in what to do."""

    code: str
    text: str


def questions_about(figure: Figure, around: Surroundings) -> tuple[Question, ...]:
    """Return what should be explained about a figure before somebody approves it."""
    around.learn(figure.measure)
    return questions_on(amount_of(figure), around)


def questions_on(amount: Amount, around: Surroundings) -> tuple[Question, ...]:
    """Return what should be explained about an amount whose measure ``around`` knows."""
    if amount.value is None:
        return ()
    measure = around.measures[amount.measure_id]
    return tuple(question for check in CHECKS if (question := check(amount, measure, around)) is not None)


def unexplained(figure: Figure, questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return the questions about a figure that nobody has answered yet."""
    return unanswered(figure.explanations or {}, questions)


def unanswered(explanations: Mapping[str, str], questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return the questions without an answer among the explanations."""
    return tuple(question for question in questions if not explanations.get(question.code, "").strip())


def _large_change(amount: Amount, measure: Measure, around: Surroundings) -> Question | None:
    """Ask about a change over the measure's threshold: percentage points, else per cent of last year's figure.

    A small base makes each change look large, so a count is held against the base below which no percentage is given.
    """
    before, threshold = around.at(amount, years_back=1), measure.change_threshold
    if not threshold or before is None or before.value is None or amount.value is None:
        return None
    step, base = abs(amount.value - before.value), abs(before.value)
    if measure.unit == Unit.PERCENTAGE:
        base = Decimal(100)
    elif measure.unit == Unit.COUNT:
        base = max(base, Decimal(settings.PERCENTAGE_CHANGE_BASE))
    if step * 100 <= threshold * base:
        return None
    now, was = amount.quantity(measure), before.quantity(measure)
    change = now.change_from(was)
    noticed = f"This is {change.text}."
    if change.direction == Direction.UNKNOWN:
        noticed = f"This is {now}, and in {label_of(before.start_year)} it was {was}."
    return Question("large-change", f"{noticed} Say what lies behind it, or correct the figure.")


def _carried_forward(amount: Amount, measure: Measure, around: Surroundings) -> Question | None:
    before = around.at(amount, years_back=1)
    if not measure.asks_if_unchanged or before is None:
        return None
    if (before.value, before.qualifier) != (amount.value, amount.qualifier):
        return None
    was = f"{label_of(before.start_year)}: {amount.quantity(measure)}"
    return Question("carried-forward", f"This is the same as in {was}. Say that it was counted anew, or correct it.")


def _unlike_periods(amount: Amount, measure: Measure, around: Surroundings) -> Question | None:
    before = around.at(amount, years_back=1)
    if before is None or before.value is None or (amount.period_start is None and before.period_start is None):
        return None
    steps = (now - was for now, was in zip(amount.period, before.period, strict=True))
    if all(abs(step.days - 365) <= 2 for step in steps):  # a leap day is no other period
        return None
    text = f"This covers {_in_words(amount)}; the figure of {label_of(before.start_year)} covers {_in_words(before)}."
    return Question("unlike-periods", f"{text} Say why they are compared, or correct the period.")


def _in_words(amount: Amount) -> str:
    return " to ".join(plain_date(day) for day in amount.period)


def _more_than_its_whole(amount: Amount, measure: Measure, around: Surroundings) -> Question | None:
    whole = around.whole_of(amount)
    if whole is not None and _surely_more(amount, whole, measure):
        of = around.measures[whole.measure_id]
        text = f"This is more than the {whole.quantity(of)} of “{of}”, of which it is a part. Correct one of the two."
        return Question("more-than-whole", text)
    for part in around.parts_of(amount):
        if _surely_more(part, amount, measure):
            of = around.measures[part.measure_id]
            text = f"“{of}”, a part of this, is more: {part.quantity(of)}. Correct one of the two."
            return Question("more-than-whole", text)
    return None


def _surely_more(part: Amount, whole: Amount, measure: Measure) -> bool:
    if part.value is None or whole.value is None:
        return False
    low, high = part.quantity(measure).bounds[0], whole.quantity(measure).bounds[1]
    is_strict = part.qualifier == Qualifier.OVER or whole.qualifier == Qualifier.UNDER
    return low > high or (low == high and is_strict)


def _off_its_history(amount: Amount, measure: Measure, around: Surroundings) -> Question | None:
    """Ask about a percentage, a rate or a share far outside what it was: by more than half of its range."""
    now = _level(amount, measure, around)
    if now is None:
        return None
    history = [_level(one, measure, around) for one in around.history(amount)]
    known = [one for one in history if one is not None]
    if len(known) < MIN_HISTORY:
        return None
    low, high = min(known), max(known)
    margin = max((high - low) / 2, high * LEAST_RATE_MARGIN if measure.unit == Unit.RATE else LEAST_MARGIN)
    if low - margin <= now <= high + margin:
        return None
    range_text = f"{_as_level(low, measure)} to {_as_level(high, measure)}"
    whole = f" of “{around.measures[measure.part_of_id]}”" if _is_share(measure) and measure.part_of_id else ""
    return Question(
        "off-history",
        f"This is {_as_level(now, measure)}{whole}. In the {len(known)} years before that have a figure it was "
        f"{range_text}. Say what changed, or check the definition.",
    )


def _is_share(measure: Measure) -> bool:
    return measure.unit not in (Unit.PERCENTAGE, Unit.RATE)


def _level(amount: Amount, measure: Measure, around: Surroundings) -> Decimal | None:
    """Return a percentage or rate as it is, and a part as a percentage of its whole where both are exact."""
    if not _is_share(measure):
        return amount.value
    whole = around.at(amount, measure=measure.part_of_id) if measure.part_of_id else None
    if whole is None or not whole.value or amount.value is None:
        return None
    if {whole.qualifier, amount.qualifier} != {Qualifier.EXACTLY}:
        return None
    return amount.value * 100 / whole.value


def _as_level(level: Decimal, measure: Measure) -> str:
    if _is_share(measure):
        return format_number(level, unit=Unit.PERCENTAGE, decimals=1)
    return format_number(level, unit=measure.unit, decimals=measure.decimals)


def _off_total(amount: Amount, measure: Measure, around: Surroundings) -> Question | None:
    if not measure.categories_add_up:
        return None
    for position in (1, 2):
        total, parts = _line(amount, measure, around, position)
        if total is None or not parts:
            continue
        added = sum((one.value or Decimal(0) for one in parts), Decimal(0))
        if added != total.value:
            shown = format_number(added, unit=measure.unit, decimals=measure.decimals)
            text = f"The categories add up to {shown}, the total is {total.quantity(measure)}. Correct one of them."
            return Question("off-total", text)
    return None


def _line(amount: Amount, measure: Measure, around: Surroundings, position: int) -> tuple[Amount | None, list[Amount]]:
    """Return the total and its parts along one dimension, nothing where any of them is not known exactly."""
    dimension = getattr(measure, f"dimension_{position}_id")
    if dimension is None:
        return None, []
    own, across = position + 1, 4 - position  # the places of the categories in an amount
    along = [one for one in around.siblings(amount).values() if one[across] == amount[across]]
    if any(one.value is None or one.qualifier != Qualifier.EXACTLY for one in along):
        return None, []
    parts = [one for one in along if one[own] is not None]
    total = next((one for one in along if one[own] is None), None)
    return total, parts if len(parts) == around.categories_in(dimension) else []


Check = Callable[[Amount, Measure, Surroundings], Question | None]
CHECKS: tuple[Check, ...] = (
    _large_change,
    _carried_forward,
    _unlike_periods,
    _more_than_its_whole,
    _off_its_history,
    _off_total,
)
