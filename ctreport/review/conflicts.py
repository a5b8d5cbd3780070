"""Two people edit one record: what the second is told, so that nothing typed is lost and nothing is undone unseen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.http import QueryDict

from ctreport.review.forms import RecordForm
from ctreport.review.history import FieldChange, changes_since, revisions_of
from ctreport.review.models import Record, Revision


@dataclass(frozen=True)
class ConflictRow:
    """One field that somebody else changed: what they did, what the person has, and whether theirs was taken over."""

    change: FieldChange
    yours: str
    is_taken_over: bool


@dataclass(frozen=True)
class Conflict:
    """What happened to a record while a person was editing it."""

    revisions: list[Revision]
    rows: list[ConflictRow]

    @property
    def latest(self) -> Revision:
        """The change last saved."""
        return self.revisions[0]

    @property
    def names(self) -> str:
        """Who made the changes: "Ana and Ben"."""
        return " and ".join(dict.fromkeys(revision.by_name for revision in reversed(self.revisions)))


def find_conflict(*, form: RecordForm, stored: Record, current_version: int) -> Conflict | None:
    """Return what others changed since the person began, or None where no field differs (links, say, were changed).

    The form is made ready to be saved again: its hidden version becomes the current one. A field that the person
    had left as it was takes over what the others wrote; a field that the person changed is kept.
    """
    began_from = form.cleaned_data["version"]
    revisions, changes = changes_since(stored, began_from)
    if not changes:
        return None
    base = revisions_of(stored).filter(number=began_from).first()
    typed = form.instance.snapshot()
    fresh = type(form)(instance=stored)
    data: Any = cast(QueryDict, form.data).copy()
    data["version"] = str(current_version)
    rows = []
    for change in changes:
        if typed[change.name]["shown"] == change.new:
            continue  # both wrote the same
        shown_as = form.STAND_INS.get(change.name, change.name)
        untouched = base is not None and _left_alone(form, shown_as, base.data, typed)
        if untouched and shown_as in fresh.fields:
            _take_over(data, fresh, shown_as)
        rows.append(ConflictRow(change, typed[change.name]["shown"], untouched))
    form.data = data
    return Conflict(revisions, rows) if rows else None


def _left_alone(form: RecordForm, shown_as: str, base: dict[str, Any], typed: dict[str, Any]) -> bool:
    names = [name for name in typed if form.STAND_INS.get(name, name) == shown_as]
    return all(base.get(name, {}).get("value") == typed[name]["value"] for name in names)


def _take_over(data: Any, fresh: RecordForm, name: str) -> None:
    value = fresh[name].value()
    if value in (None, False):
        data.pop(name, None)
    else:
        data[name] = str(value) if value is not True else "on"
