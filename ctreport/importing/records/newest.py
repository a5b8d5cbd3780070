"""Records as they stand in their newest version, many at once: what ``history.as_edited`` does for one."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType

from ctreport.review.history import WITHOUT_CONTENT
from ctreport.review.models import PENDING, Record, Reviewed, Revision

AnyRecord = TypeVar("AnyRecord", bound=Record)
BATCH = 1_000


def newest_of(records: Sequence[AnyRecord]) -> list[AnyRecord]:
    """Return the records, those with a draft beside what is approved as unsaved copies with the draft's content."""
    waiting = [one.pk for one in records if isinstance(one, Reviewed) and one.has_separate_draft]
    if not waiting:
        return list(records)
    kind = ContentType.objects.get_for_model(type(records[0]))
    rows = Revision.objects.filter(content_type=kind, object_id__in=waiting, state__in=PENDING)
    drafts = dict(
        rows.exclude(act__in=WITHOUT_CONTENT).order_by("number").values_list("object_id", "data")
    )  # of each record the last
    return [_with(one, drafts[one.pk]) if one.pk in drafts else one for one in records]


def in_batches(records: Iterable[AnyRecord], size: int = BATCH) -> Iterator[list[AnyRecord]]:
    """Yield records in lists of a length that a database bears."""
    iterator = iter(records)
    while batch := list(islice(iterator, size)):
        yield batch


def _with(record: AnyRecord, draft: dict[str, dict[str, object]]) -> AnyRecord:
    edited = copy.copy(record)
    edited._state = copy.copy(record._state)
    edited._state.fields_cache = {}
    edited.take_over(draft)
    return edited
