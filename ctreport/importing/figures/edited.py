"""Figures as they stand in their newest version, many at once: what ``ctreport.review.history.as_edited`` does."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType

from ctreport.review.history import WITHOUT_CONTENT
from ctreport.review.models import Revision
from outcomes.models import Figure

Item = TypeVar("Item")
BATCH = 1_000


def edits_of(figures: Iterable[Figure]) -> dict[int, Figure]:
    """Return, by key, copies with the draft's content of those figures that have a draft beside what is approved."""
    waiting = [figure for figure in figures if figure.has_separate_draft]
    edits = {}
    for batch in batches(waiting):
        newest = _newest_content(figure.pk for figure in batch)
        for figure in batch:
            edited = copy.copy(figure)
            edited._state = copy.copy(figure._state)
            edited._state.fields_cache = dict(figure._state.fields_cache)
            if figure.pk in newest:
                edited.take_over(newest[figure.pk])
            edits[figure.pk] = edited
    return edits


def _newest_content(keys: Iterable[int]) -> dict[int, dict[str, dict[str, object]]]:
    rows = Revision.objects.filter(content_type=ContentType.objects.get_for_model(Figure), object_id__in=list(keys))
    pairs = rows.exclude(act__in=WITHOUT_CONTENT).order_by("object_id", "number").values_list("object_id", "data")
    return dict(pairs)  # of each figure the last, which has the highest number


def batches(items: Sequence[Item] | Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """Yield items in lists of a length that a database bears."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
