"""What a person changes about the figures of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ctreport.importing.report.checking import MAX_MEASURE_DECIMALS, objection
from ctreport.importing.report.draft import Draft, DraftFigure
from ctreport.importing.report.figuring import MAX_CODE, MAX_TITLE
from ctreport.importing.report.standing import Standing, dimensions_of
from outcomes.models import Category
from outcomes.quantity import Quantity, QuantityError
from outcomes.vocabulary import Unit

NEW = "+"  # chosen in the list of measures for a measure that there is not yet
UNITS = (Unit.COUNT, Unit.PERCENTAGE, Unit.RATE, Unit.MONEY)
MAX_BASE = 2_147_483_647


def edit_figures(draft: Draft, data: Mapping[str, str], shown: Iterable[str], standing: Standing) -> dict[str, str]:
    """Change the figures that the page showed as it was sent. Return what is wrong, by figure."""
    errors = {}
    wanted = set(shown)
    draft.is_house_style = data.get("house_style") == "on"
    for figure in draft.figures:
        if figure.id in wanted and (error := _take(draft, figure, data, standing)):
            errors[figure.id] = error
    return errors


def _take(draft: Draft, figure: DraftFigure, data: Mapping[str, str], standing: Standing) -> str:
    figure.is_recorded = data.get(f"record-{figure.id}") == "on"
    figure.label = " ".join(data.get(f"label-{figure.id}", figure.label).split())[:MAX_TITLE]
    _take_measure(figure, data, standing)
    _take_year(figure, data, standing)
    problems = [_take_amount(draft, figure, data), _take_base(figure, data)]
    if not figure.is_recorded:
        return ""
    return next((text for text in problems if text), "") or objection(figure, standing)


def _take_measure(figure: DraftFigure, data: Mapping[str, str], standing: Standing) -> None:
    chosen = data.get(f"measure-{figure.id}", "")
    code = data.get(f"code-{figure.id}", "").strip().lower()[:MAX_CODE]
    if chosen == NEW:
        was_new = figure.is_new
        # The code of a measure that there is already, typed where a new one would stand, means that one.
        figure.is_new = code not in standing.measures
        figure.measure = code or (figure.measure if was_new else "")
    elif chosen in standing.measures:
        figure.match = 1.0 if chosen != figure.measure else figure.match
        figure.is_new, figure.measure = False, chosen
    rows = dimensions_of(None if figure.is_new else standing.measures.get(figure.measure))
    figure.categories = [
        _category(data.get(f"category-{at}-{figure.id}", figure.categories[at]), rows[at : at + 1]) for at in (0, 1)
    ]


def _category(chosen: str, row: list[list[Category]]) -> str:
    known = {one.code for categories in row for one in categories}
    return chosen if chosen in known else ""


def _take_year(figure: DraftFigure, data: Mapping[str, str], standing: Standing) -> None:
    chosen = data.get(f"year-{figure.id}", "")
    if chosen.isdigit() and (int(chosen) == standing.start_year or int(chosen) in standing.years):
        figure.start_year = int(chosen)


def _take_base(figure: DraftFigure, data: Mapping[str, str]) -> str:
    typed = data.get(f"base-{figure.id}")
    if typed is None:
        return ""
    digits = typed.replace(",", "").replace(" ", "")
    if not digits:
        figure.base = None
    elif digits.isascii() and digits.isdigit() and 0 < int(digits[:12]) <= MAX_BASE:
        figure.base = int(digits)
    else:
        return "The base is a whole number of people or cases, 1 or more. Leave it empty if it is not known."
    return ""


def _take_amount(draft: Draft, figure: DraftFigure, data: Mapping[str, str]) -> str:
    typed, unit = data.get(f"amount-{figure.id}"), data.get(f"unit-{figure.id}", figure.unit)
    if typed is None or unit not in UNITS:
        return ""
    try:
        quantity = Quantity.parse(typed, unit=unit, decimals=MAX_MEASURE_DECIMALS)
    except QuantityError as error:
        return str(error)
    if quantity.value is None:
        return "Write a number, or do not record it: the words then stay as they are."
    before = figure.quantity
    if (quantity.value, quantity.qualifier, unit) == (before.value, before.qualifier, before.unit):
        return ""
    figure.value, figure.qualifier, figure.unit = f"{quantity.value:f}", str(quantity.qualifier), unit
    figure.confidence = 1.0
    _reword(draft, figure)
    return ""


def _reword(draft: Draft, figure: DraftFigure) -> None:
    """Let the sentence say the amount that was typed, and keep the places of the figures behind it."""
    statement = draft.statement(figure.statement)
    words = str(figure.quantity)
    if figure.written[:1].isupper():
        words = words[:1].upper() + words[1:]
    statement.text = statement.text[: figure.start] + words + statement.text[figure.end :]
    step = len(words) - len(figure.written)
    for other in draft.figures:
        if other.statement == statement.id and other.start > figure.start:
            other.start, other.end = other.start + step, other.end + step
    figure.written, figure.end = words, figure.start + len(words)
