"""Where a cell stands, and how an address, a form field and the id of an element say so: ``12-3-0``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from outcomes.models import Category, Measure

_TOKEN = re.compile(r"^([1-9]\d{0,17})-(\d{1,18})-(\d{1,18})$")


class Place(NamedTuple):
    """A cell of the year: a measure and its categories; None stands for all together."""

    measure_id: int
    first: int | None = None
    second: int | None = None

    @property
    def token(self) -> str:
        """The place as text."""
        return f"{self.measure_id}-{self.first or 0}-{self.second or 0}"

    @classmethod
    def parse(cls, token: str) -> Place | None:
        """Return the place that a token names; None where it is none."""
        match = _TOKEN.match(token)
        if not match:
            return None
        measure, first, second = (int(part) for part in match.groups())
        return cls(measure, first or None, second or None)


Categories = Mapping[int, Sequence[Category]]  # by dimension, in their order


def categories_of(measures: Sequence[Measure]) -> Categories:
    """Return the categories of the measures' dimensions, in one query; none where no measure is broken down."""
    dimensions = {key for one in measures for key in (one.dimension_1_id, one.dimension_2_id) if key}
    found: dict[int, list[Category]] = {key: [] for key in dimensions}
    if dimensions:
        for category in Category.objects.filter(dimension__in=dimensions).order_by("order", "code"):
            found[category.dimension_id].append(category)
    return found


def lines_of(measure: Measure, categories: Categories) -> Iterator[list[tuple[Category | None, Category | None]]]:
    """Return the lines of a measure's cells: one, or with two dimensions a line for each category of the first.

    All together stands first in each line and, with two dimensions, on the first line.
    """
    first: list[Category | None] = [None, *categories.get(measure.dimension_1_id or 0, ())]
    second: list[Category | None] = [None, *categories.get(measure.dimension_2_id or 0, ())]
    if len(second) == 1:
        yield [(one, None) for one in first]
        return
    for one in first:
        yield [(one, other) for other in second]
