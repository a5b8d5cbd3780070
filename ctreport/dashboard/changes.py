"""What changed in a year since a reader last looked: what was approved, assessed, linked, deleted and published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from activities.models import Activity
from ctreport.dashboard.words import counted
from ctreport.discussion.records import record_address
from ctreport.publication.models import EditionEvent
from ctreport.review.history import WITHOUT_CONTENT
from ctreport.review.models import Marking, Revision, State
from ctreport.ui.words import plain_date, shortened
from objectives.models import Pledge, ReportingYear
from outcomes.models import Assessment, Figure, Measure, Outcome, Target

MOST_RECORDS = 200  # looked into; a reader who was away that long reads the year anew
MOST_NAMED = 4
# Each kind with the records whose marking it shares.
_KINDS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Pledge, ()),
    (Assessment, ("pledge", "measure")),
    (Figure, ("measure",)),
    (Target, ("measure",)),
    (Measure, ()),
    (Activity, ()),
    (Outcome, ()),
)
_VERBS = {
    "new": ("is new", "are new"),
    "changed": ("was changed", "were changed"),
    "linked": ("has other links", "have other links"),
    "attached": ("has other evidence", "have other evidence"),
    "deleted": ("was deleted", "were deleted"),
}
_EDITION_ACTS = {
    EditionEvent.Act.SIGNED_OFF: "signed off",
    EditionEvent.Act.SCHEDULED: "scheduled",
    EditionEvent.Act.PUBLISHED: "published",
    EditionEvent.Act.SUPERSEDED: "superseded by a later one",
    EditionEvent.Act.WITHDRAWN: "withdrawn",
}


class ChangedRecord(NamedTuple):
    """One record that changed; ``address`` is empty where it is gone."""

    text: str
    address: str = ""
    is_sensitive: bool = False


@dataclass(frozen=True)
class Change:
    """One line: what happened to how many records, the latest of them by name."""

    text: str
    records: tuple[ChangedRecord, ...] = ()
    unseen: int = 0


@dataclass(frozen=True)
class Changes:
    """What changed since ``since``; None says that the reader had never looked."""

    since: datetime | None
    lines: tuple[Change, ...] = ()
    has_more: bool = False


class _Touched(NamedTuple):
    """A record that was touched; ``place`` is that of its kind in ``_KINDS``."""

    place: int
    pk: int
    is_sensitive: bool


def changes_since(year: ReportingYear, since: datetime | None) -> Changes:
    """Return what changed in a year since a time: at most four queries, and four more where something was deleted."""
    if since is None:
        return Changes(None)
    touched = _touched(year, since)
    groups: dict[tuple[Any, str], list[ChangedRecord]] = {}
    for model, verb, record in (*_approved(touched, since), *_deleted(year, since)):
        groups.setdefault((model, verb), []).append(record)
    order = list(_VERBS)
    lines = [
        _line(model, verb, groups[model, verb])
        for model, verb in sorted(groups, key=lambda key: (_place(key[0]), order.index(key[1])))
    ]
    return Changes(since, (*_editions(year, since), *lines), len(touched) >= MOST_RECORDS)


def _touched(year: ReportingYear, since: datetime) -> list[_Touched]:
    """Return the year's records of which anything was written since; drafts are among them."""
    parts = [_rows(place, year, since) for place in range(len(_KINDS))]
    rows = parts[0].union(*parts[1:], all=True).order_by("-updated_at")[:MOST_RECORDS]
    return [_Touched(place, pk, bool(is_sensitive)) for place, pk, is_sensitive, _ in rows]


def _rows(place: int, year: ReportingYear, since: datetime) -> QuerySet[Any, Any]:
    model, shared = _KINDS[place]
    is_marked = Q(marking=Marking.SENSITIVE)
    for name in shared:
        is_marked |= Q(**{f"{name}__marking": Marking.SENSITIVE})
    marked = Case(When(is_marked, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows: QuerySet[Any] = model.objects.approved().filter(updated_at__gt=since).order_by()
    if model is Measure:  # it lasts across years: of this year are those with a figure in it
        rows = rows.filter(Exists(Figure.objects.filter(measure=OuterRef("pk"), year=year)))
    else:
        rows = rows.filter(year=year)
    return rows.annotate(place=Value(place), marked=marked).values_list("place", "pk", "marked", "updated_at")


def _approved(touched: Sequence[_Touched], since: datetime) -> Iterable[tuple[Any, str, ChangedRecord]]:
    """Tell what became approved since of the records that were touched; one query."""
    types = {ContentType.objects.get_for_model(model).pk: model for model, _ in _KINDS}
    wanted = Q()
    for key, model in types.items():
        wanted |= Q(content_type=key, object_id__in=[one.pk for one in touched if _KINDS[one.place][0] is model])
    if not touched:
        return
    marked = {(_KINDS[one.place][0], one.pk): one.is_sensitive for one in touched}
    # A draft that was dropped is written down as a version of its own, which holds what was approved before.
    dropped = Q(act=Revision.Act.RESTORED, reviewed_at=None)
    rows = Revision.objects.filter(wanted, state=State.APPROVED).exclude(dropped)
    rows = rows.annotate(moment=Coalesce("reviewed_at", "at")).order_by("number")
    histories: dict[tuple[Any, int], list[Any]] = {}
    for row in rows.values_list("content_type", "object_id", "act", "record_text", "moment"):
        histories.setdefault((types[row[0]], row[1]), []).append(row)
    for (model, pk), history in sorted(histories.items(), key=lambda pair: pair[1][-1][4], reverse=True):
        if verb := _verb(history, since):
            address = record_address(ContentType.objects.get_for_model(model), pk)
            yield model, verb, ChangedRecord(_called(model, _approved_text(history)), address, marked[model, pk])


def _approved_text(history: Sequence[Any]) -> str:
    """Return what a record is called in its approved words: what links were drawn may bear those of a draft."""
    texts = [text for _, _, act, text, _ in history if act not in WITHOUT_CONTENT]
    return str(texts[-1] if texts else history[-1][3])


def _verb(history: Sequence[Any], since: datetime) -> str:
    """Say what happened to a record since, the weightiest of it; empty where nothing that is approved."""
    acts = [act for _, _, act, _, moment in history if moment > since]
    if any(act not in WITHOUT_CONTENT for act in acts):
        was_there = any(act not in WITHOUT_CONTENT and moment <= since for _, _, act, _, moment in history)
        return "changed" if was_there else "new"
    if Revision.Act.LINKED in acts:
        return "linked"
    return "attached" if Revision.Act.ATTACHED in acts else ""


def _deleted(year: ReportingYear, since: datetime) -> Iterable[tuple[Any, str, ChangedRecord]]:
    """Tell what was deleted since of what had been approved; one query, and four where there is any."""
    types = {ContentType.objects.get_for_model(model).pk: model for model, _ in _KINDS}
    gone = Revision.objects.filter(
        act=Revision.Act.DELETED, at__gt=since, content_type__in=list(types), data__year__value=str(year.pk)
    )
    same = Revision.objects.filter(content_type=OuterRef("content_type"), object_id=OuterRef("object_id"))
    content = same.exclude(act__in=WITHOUT_CONTENT)
    # What was loaded has no version before its first change; a draft always has.
    gone = gone.filter(Exists(content.filter(state=State.APPROVED)) | ~Exists(content))
    rows = list(gone.order_by("-at").values_list("content_type", "record_text", "data")[:MOST_RECORDS])
    marked = {(one, key) for one in (Measure, Pledge) for key in _sensitive(one, (data for _, _, data in rows))}
    for key, text, data in rows:
        is_marked = data["marking"]["value"] == Marking.SENSITIVE
        is_marked |= any((one, _key_in(data, one)) in marked for one in (Measure, Pledge))
        yield types[key], "deleted", ChangedRecord(_called(types[key], text), "", is_marked)


def _sensitive(model: Any, deleted: Iterable[Any]) -> set[str]:
    """Return the keys of the sensitive records of a kind, deleted ones too, to which deleted records belonged."""
    keys = {key for data in deleted if (key := _key_in(data, model))}
    if not keys:
        return set()
    there = model.objects.filter(pk__in=keys, marking=Marking.SENSITIVE).values_list("pk", flat=True)
    gone = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=keys,
        act=Revision.Act.DELETED,
        data__marking__value=Marking.SENSITIVE,
    )
    return {str(key) for key in (*there, *gone.values_list("object_id", flat=True))}


def _key_in(data: Any, model: Any) -> str:
    """Return the key of the record of a kind that a deleted record named; empty where it named none."""
    return str(data.get(model.record_kind, {}).get("value") or "")


def _editions(year: ReportingYear, since: datetime) -> Iterable[Change]:
    """Tell what happened to the editions of the year's report; one query."""
    events = EditionEvent.objects.filter(edition__year=year, at__gt=since, act__in=list(_EDITION_ACTS))
    address = reverse("publication:year", args=[year.slug])
    for number, act, at in events.order_by("-at", "-pk").values_list("edition__number", "act", "at")[:MOST_NAMED]:
        words = f"Edition {number} of the report was {_EDITION_ACTS[EditionEvent.Act(act)]} on {plain_date(at.date())}."
        yield Change(words, (ChangedRecord("See its publication", address),))


def _line(model: Any, verb: str, records: Sequence[ChangedRecord]) -> Change:
    noun, nouns = str(model._meta.verbose_name), str(model._meta.verbose_name_plural)
    verbs = _VERBS[verb][len(records) > 1]
    named = tuple(records[:MOST_NAMED])
    return Change(f"{counted(len(records), noun, nouns)} {verbs}:", named, len(records) - len(named))


def _called(model: Any, text: str) -> str:
    """Return what a record is called: by its reference where it has one, by the beginning of its words else."""
    return shortened(text, 70 if model in (Figure, Target, Assessment) else 60)


def _place(model: Any) -> int:
    return next(place for place, (one, _) in enumerate(_KINDS) if one is model)
