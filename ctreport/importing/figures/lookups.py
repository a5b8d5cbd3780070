"""Measures, years and categories as the records have them, found by the words of a file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from ctreport.importing.sheets.long_form import THE_WHOLE
from objectives.financial_year import label_of, parse_label
from objectives.models import ReportingYear
from outcomes.models import Category, Dimension, Measure

Found = TypeVar("Found")
_MOST_SUGGESTIONS = 200  # different unknown words for which the nearest known one is looked for
_SHOWN = 60  # characters of an unknown word that a message repeats
_BEFORE_YEAR = re.compile(r"^(?:fy|financial year|year)\s*", re.IGNORECASE)
_BARE_YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)


class LookupRefusedError(ValueError):
    """A word that names nothing on record; the message says what to write instead."""


class Lookups:
    """What is on record, read once. Each word of a file is looked for once, whatever the number of its rows."""

    def __init__(self) -> None:
        measures = Measure.objects.with_dimensions().prefetch_related(
            "dimension_1__categories", "dimension_2__categories"
        )
        self.measures: dict[int, Measure] = {measure.pk: measure for measure in measures}
        self.years: dict[int, ReportingYear] = {year.start_year: year for year in ReportingYear.objects.all()}
        self.years_by_pk = {year.pk: year for year in self.years.values()}
        self.categories: dict[int, Category] = {}
        self.category_counts: dict[int, int] = {}  # by dimension
        for measure in self.measures.values():
            for dimension in (measure.dimension_1, measure.dimension_2):
                self.categories.update((one.pk, one) for one in _categories_of(dimension))
                if dimension:
                    self.category_counts[dimension.pk] = len(_categories_of(dimension))
        self._by_code = {measure.code.casefold(): measure for measure in self.measures.values()}
        self._by_title = _unambiguous((measure.title.casefold(), measure) for measure in self.measures.values())
        self._answers: dict[tuple[object, ...], object] = {}
        self._suggested = 0

    def measure(self, text: str) -> Measure:
        """Return the measure of a code or, where only one is called so, of a title. Raises LookupRefusedError."""
        return self._once(("measure", text), lambda: self._measure(text))

    def year(self, text: str) -> ReportingYear:
        """Return the year that is written "2018/19", "2018-19" or "2018/2019". Raises LookupRefusedError."""
        return self._once(("year", text), lambda: self._year(text))

    def category(self, measure: Measure, number: int, text: str) -> Category | None:
        """Return the category of a measure's first or second dimension, by code or name; None for the whole.

        Raises LookupRefusedError where the measure has no such category.
        """
        if not text:
            return None
        return self._once((measure.pk, number, text), lambda: self._category(measure, number, text))

    def _once(self, key: tuple[object, ...], find: Callable[[], Found]) -> Found:
        answer = self._answers.get(key, self)
        if answer is self:
            try:
                answer = find()
            except LookupRefusedError as error:
                answer = error
            self._answers[key] = answer
        if isinstance(answer, LookupRefusedError):
            raise answer
        return answer  # type: ignore[return-value]

    def _measure(self, text: str) -> Measure:
        word = text.casefold()
        found = self._by_code.get(word) or self._by_title.get(word)
        if found is not None:
            return found
        if not self._by_code:
            raise LookupRefusedError("There are no measures yet. Add the measures first.")
        nearest = self._nearest(word, self._by_code)
        hint = f" The nearest code is “{self._by_code[nearest].code}”." if nearest else " See the list of measures."
        raise LookupRefusedError(f"There is no measure with the code “{text[:_SHOWN]}”.{hint}")

    def _year(self, text: str) -> ReportingYear:
        start = _start_of(_BEFORE_YEAR.sub("", text.strip()))
        if start not in self.years:
            latest = ", ".join(label_of(one) for one in sorted(self.years)[-5:]) or "none"
            raise LookupRefusedError(f"The year {label_of(start)} has not been opened. The latest years: {latest}.")
        return self.years[start]

    def _category(self, measure: Measure, number: int, text: str) -> Category | None:
        dimension: Dimension | None = getattr(measure, f"dimension_{number}")
        word = text.casefold()
        for one in _categories_of(dimension):
            if word in (one.code.casefold(), one.name.casefold()):
                return one
        if word in THE_WHOLE:
            return None
        if dimension is None:
            raise LookupRefusedError(self._no_breakdown(measure, number, word, text))
        names = ", ".join(f"{one.code} ({one.name})" for one in _categories_of(dimension)[:12]) or "none"
        other = self._in_the_other(measure, number, word)
        raise LookupRefusedError(
            f"{dimension} has no category “{text[:_SHOWN]}”.{other or f' Its categories: {names}.'}"
        )

    def _no_breakdown(self, measure: Measure, number: int, word: str, text: str) -> str:
        if number == 2 and measure.dimension_1:
            other = self._in_the_other(measure, number, word)
            return f"“{measure.code}” is broken down by {measure.dimension_1} only.{other or ' Leave this empty.'}"
        return f"“{measure.code}” is not broken down, so “{text[:_SHOWN]}” has no place. Leave this empty."

    def _in_the_other(self, measure: Measure, number: int, word: str) -> str:
        """Say so where the word is a category of the measure's other dimension."""
        other: Dimension | None = getattr(measure, f"dimension_{3 - number}")
        fits = any(word in (one.code.casefold(), one.name.casefold()) for one in _categories_of(other))
        return f" It is one of {other}: put it into category {3 - number}." if fits else ""

    def _nearest(self, word: str, known: Iterable[str]) -> str:
        self._suggested += 1
        if self._suggested > _MOST_SUGGESTIONS or len(word) > 2 * _SHOWN:
            return ""
        return next(iter(difflib.get_close_matches(word.replace(" ", "-"), known, n=1, cutoff=0.5)), "")


def _categories_of(dimension: Dimension | None) -> list[Category]:
    return list(dimension.categories.all()) if dimension else []


def _unambiguous(pairs: Iterable[tuple[str, Measure]]) -> dict[str, Measure]:
    found: dict[str, Measure | None] = {}
    for word, measure in pairs:
        found[word] = None if word in found else measure
    return {word: measure for word, measure in found.items() if measure is not None}


def _start_of(text: str) -> int:
    """Return the start year of a financial year as people and spreadsheets write it."""
    if _BARE_YEAR.fullmatch(text):
        start = int(text)
        choices = " or ".join((label_of(start - 1), label_of(start)))
        raise LookupRefusedError(f"“{text}” could be {choices}. Write the financial year, such as {label_of(start)}.")
    if match := _DATE.fullmatch(text):
        return _start_of_date(*(int(part) for part in match.groups()))
    try:
        return parse_label(text[:_SHOWN])
    except ValueError as error:
        raise LookupRefusedError(str(error)) from error


def _start_of_date(year: int, month: int, day: int) -> int:
    """Return the year that begins or ends on a date, as where "year ending" is a column of dates."""
    start = year if (month, day) >= (4, 1) else year - 1
    if (month, day) in ((4, 1), (3, 31)):
        return start
    shown = date(year, month, day)
    raise LookupRefusedError(
        f"This is the date {shown:%-d %B %Y}. Format the cell as text and write {label_of(start)}."
    )
