"""The history of a record as a person reads it: who, when and why, what changed, and what the reviewer said."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from ctreport.review.actions import CONTENT_ACTS
from ctreport.review.history import FieldChange, difference
from ctreport.review.models import PENDING, Revision, State

HISTORY_LENGTH = 10  # entries on the record's own page; the rest has a page to itself


@dataclass(frozen=True)
class HistoryEntry:
    """One change with the fields that it changed; a record's first entry lists none."""

    revision: Revision
    changes: list[FieldChange]

    @property
    def has_content(self) -> bool:
        """Whether it is a version that can be opened, which a change of links is not."""
        return self.revision.act in CONTENT_ACTS

    @property
    def is_pending(self) -> bool:
        """Whether it waits for somebody still."""
        return self.has_content and self.revision.state in PENDING

    @property
    def was_decided(self) -> bool:
        """Whether a reviewer has approved or returned it."""
        return bool(self.revision.reviewed_by_name)

    @property
    def decision(self) -> str:
        """The word for what the reviewer did; one that was returned may have been replaced since."""
        return "approved" if self.revision.state == State.APPROVED else "returned"


def entries_of(revisions: list[Revision], earlier: Revision | None = None) -> list[HistoryEntry]:
    """Return revisions, newest first, as entries; ``earlier`` is the one before the last of them, if there is one."""
    entries = []
    for position, revision in enumerate(revisions):
        before = revisions[position + 1] if position + 1 < len(revisions) else earlier
        entries.append(HistoryEntry(revision, difference(before, revision) if before else []))
    return entries


def latest_entries(revisions: QuerySet[Revision]) -> tuple[list[HistoryEntry], int]:
    """Return the latest changes of a record, newest first, and how many older ones there are."""
    found = list(revisions[: HISTORY_LENGTH + 1])
    if len(found) <= HISTORY_LENGTH:
        return entries_of(found), 0
    return entries_of(found[:HISTORY_LENGTH], found[HISTORY_LENGTH]), revisions.count() - HISTORY_LENGTH
