"""The tokens that an editor offers: the figures of the measures linked to the record first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from ctreport.review.models import Record
from objectives.models import ReportingYear
from outcomes.models import Figure

LIMIT = 60


@dataclass(frozen=True)
class Offer:
    """A figure that can be put into the narrative."""

    token: str
    title: str
    value: str
    is_linked: bool


def offers_for(year: ReportingYear, record: Record | None = None, search: str = "") -> tuple[list[Offer], int]:
    """Return the figures of a year that an editor may put in, those linked to the record first, and how many there are.

    ``search`` narrows by the words of the measure; at most ``LIMIT`` are returned.
    """
    rows = Figure.objects.for_year(year).with_cell()
    for word in search.split():
        rows = rows.filter(
            Q(measure__title__icontains=word)
            | Q(measure__code__icontains=word)
            | Q(category_1__name__icontains=word)
            | Q(category_2__name__icontains=word)
        )
    linked: set[int] = set()
    if record is not None and record.pk:
        linked = set(record.measure_links.values_list("measure_id", flat=True))  # type: ignore[attr-defined]
    total = rows.count()
    first = list(rows.filter(measure_id__in=linked)[:LIMIT])
    rest = list(rows.exclude(measure_id__in=linked)[: LIMIT - len(first)])
    offers = [_offer(figure, is_linked=True) for figure in first] + [_offer(figure, is_linked=False) for figure in rest]
    return offers, total


def _offer(figure: Figure, *, is_linked: bool) -> Offer:
    title = ", ".join([figure.measure.title, *(str(one) for one in figure.categories)])
    return Offer(figure.token, title, str(figure.quantity), is_linked)
