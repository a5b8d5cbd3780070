"""Acts on links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst

from ctreport.accounts.models import User
from ctreport.review.actions import touch_record
from ctreport.review.models import Record
from ctreport.thread.links import LinkEnd


@dataclass(frozen=True)
class LinkChanges:
    """How many links were added, removed and given another reason."""

    added: int
    removed: int
    reworded: int

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.reworded)


@transaction.atomic
def change_links(*, end: LinkEnd, chosen: Mapping[int, str], seen: Mapping[int, str], by: User) -> LinkChanges:
    """Bring the links of a record from what its editor saw to what the editor chose.

    ``seen`` and ``chosen`` map the keys of records at the other end to the reasons. Only differences between the two
    are applied, so links that somebody else drew or removed meanwhile stay as they left them. Raises ValidationError
    where a chosen record is gone or belongs to another year.
    """
    candidates = {record.pk: record for record in end.candidates()}
    if missing := sorted(set(chosen) - set(candidates)):
        raise ValidationError(
            f"{len(missing)} of the chosen records can no longer be linked: deleted meanwhile, or of another year."
        )
    stored = end.links()
    added = [pk for pk in chosen if pk not in seen and pk not in stored]
    removed = [pk for pk in seen if pk not in chosen and pk in stored and pk in candidates]
    reworded = [pk for pk in chosen if pk in stored and chosen[pk] != seen.get(pk, "") and pk not in added]
    for pk in added:
        link = end.new_link(candidates[pk], chosen[pk])
        link.full_clean()
        link.save()
    for pk in removed:
        stored[pk].delete()
    for pk in reworded:
        stored[pk].reason = chosen[pk]
        stored[pk].full_clean()
        stored[pk].save(update_fields=["reason"])
    changed = {"linked to": added, "unlinked from": removed, "reworded the link to": reworded}
    _write_history(end, {word: [candidates[pk] for pk in keys] for word, keys in changed.items()}, by)
    return LinkChanges(len(added), len(removed), len(reworded))


def _write_history(end: LinkEnd, changed: Mapping[str, list[Record]], by: User) -> None:
    notes = []
    for word, records in changed.items():
        for record in records:
            notes.append(f"{word} {name_of(record)}")
            touch_record(record=record, by=by, reason=capfirst(f"{word} {name_of(end.record)}"))
    if notes:
        touch_record(record=end.record, by=by, reason=capfirst(", ".join(notes))[:500])


def name_of(record: Record) -> str:
    """Return the short name of a record in a sentence: "pledge P10", "measure Stop and searches"."""
    return f"{record.record_kind} {getattr(record, 'reference', '') or record}"
