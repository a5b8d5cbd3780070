"""Entries of history for many figures at once, each as ``ctreport.review.actions.entry`` makes it for one.

What a snapshot says of a field depends on the field and its value alone, and thousands of figures share most of their
values: the measure, the year, the source. So each is made once and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from ctreport.accounts.models import User
from ctreport.review.actions import entry
from ctreport.review.models import Revision
from outcomes.models import Figure

_MOST_KEPT = 20_000  # values of one field
Told = dict[str, Any]


class Historian:
    """Makes the entries of one import: who, why and when are the same for all of them."""

    def __init__(self, *, by: User | None, reason: str, at: datetime) -> None:
        self._by, self._reason, self._at = by, reason, at
        fields = [field for field in Figure._meta.concrete_fields if field.name not in Figure.BOOKKEEPING]
        self._fields: list[tuple[Any, str, dict[Any, Told]]] = [(field, field.attname, {}) for field in fields]

    def entries(self, figures: Iterable[Figure], act: Revision.Act) -> Iterator[Told]:
        """Yield the entries of figures for an act that gives them content, each by the revision's attributes."""
        is_loaded = act == Revision.Act.LOADED  # before we came, by nobody
        pattern: Told = {}
        for figure in figures:
            if not pattern:
                first = entry(record=figure, act=act, by=None if is_loaded else self._by, reason="")
                pattern = {field.attname: getattr(first, field.attname) for field in Revision._meta.concrete_fields}
                pattern["reason"] = "" if is_loaded else self._reason
            yield {
                **pattern,
                "object_id": figure.pk,
                "record_text": str(figure)[:300],
                "number": figure.version,
                "data": self.snapshot(figure),
                "state": figure.state,
                "at": figure.created_at if is_loaded else self._at,
            }

    def snapshot(self, figure: Figure) -> dict[str, Told]:
        """Return what ``figure.snapshot()`` does; the parts are shared with other figures."""
        held = figure.__dict__
        data = {}
        for field, attname, kept in self._fields:
            value = held[attname]
            if isinstance(value, dict):  # explanations are no key
                data[field.name] = _told(figure, field)
                continue
            told = kept.get(value)
            if told is None:
                if len(kept) >= _MOST_KEPT:
                    kept.clear()
                told = kept[value] = _told(figure, field)
            data[field.name] = told
        return data


def _told(figure: Figure, field: Any) -> Told:
    return {"label": str(field.verbose_name), "value": figure._stored(field), "shown": figure._shown(field)}
