"""The measures as light rows: a page that names three hundred of them needs few of their columns."""

from __future__ import annotations

from typing import NamedTuple

from ctreport.review.models import Marking
from outcomes.models import Measure


class MeasureRow(NamedTuple):
    """What the page needs of an approved measure. The fields are columns of the table."""

    pk: int
    code: str
    title: str
    programme: str
    unit: str
    polarity: str
    sample: str
    dimension_1_id: int | None
    part_of_id: int | None
    is_reference: bool
    marking: str
    illustrative: bool

    @property
    def record_kind(self) -> str:
        """The word for its kind, as records have it."""
        return "measure"

    @property
    def is_sensitive(self) -> bool:
        """Whether it is OFFICIAL-SENSITIVE."""
        return self.marking == Marking.SENSITIVE


def load_measures() -> list[MeasureRow]:
    """Return the approved measures in their order; one query."""
    rows = Measure.objects.approved().order_by("order", "code").values_list(*MeasureRow._fields)
    return [MeasureRow._make(row) for row in rows]
