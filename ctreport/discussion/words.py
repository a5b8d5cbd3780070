"""Notices in words, and where each leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst

from ctreport.discussion.kinds import NoticeKind
from ctreport.discussion.models import Notice
from ctreport.discussion.records import label_of, list_address, noun, record_address, review_address
from ctreport.discussion.standing import Standing
from ctreport.review.models import Revision, State
from ctreport.ui.words import shortened

EXCERPT = 200
_STATES = {NoticeKind.RETURNED: State.RETURNED, NoticeKind.APPROVED: State.APPROVED}


@dataclass(frozen=True)
class Line:
    """A notice as a person reads it.

    ``text`` names records without their content, so it may go out by e-mail; ``detail``, what somebody wrote, stays
    in the inbox. ``over`` says why there is nothing to do any more.
    """

    notice: Notice
    text: str
    address: str = ""
    detail: str = ""
    over: str = ""


@dataclass(frozen=True)
class _Around:
    """How things stand with a page of notices, and the versions that they speak of, loaded for all at once."""

    standing: Standing
    waiting: Mapping[int, Revision]
    comments: Mapping[tuple[int, int, str], str]


def lines_of(notices: Sequence[Notice], standing: Standing) -> list[Line]:
    """Return notices, loaded ``with_comments``, in words. Takes two queries at most."""
    around = _Around(standing, _waiting(notices, standing), _comments(notices))
    return [_WRITERS[NoticeKind(notice.kind)](notice, around) for notice in notices]


def _waiting(notices: Sequence[Notice], standing: Standing) -> dict[int, Revision]:
    """Return the versions that wait alone, so that they can be named."""
    wanted = {standing.only_version(one) for one in notices if one.kind == NoticeKind.REVIEW} - {None}
    return Revision.objects.in_bulk(wanted) if wanted else {}


def _comments(notices: Sequence[Notice]) -> dict[tuple[int, int, str], str]:
    """Return what reviewers wrote about the versions that were returned or approved, the latest of each record."""
    wanted = Q()
    for one in notices:
        if one.kind in _STATES and one.count == 1:
            state = _STATES[NoticeKind(one.kind)]
            wanted |= Q(content_type=one.content_type_id, object_id=one.object_id, state=state)
    if not wanted:
        return {}
    rows = Revision.objects.filter(wanted).order_by("number")
    fields = ("content_type_id", "object_id", "state", "review_comment")
    return {(kind, pk, state): comment for kind, pk, state, comment in rows.values_list(*fields)}


def _review_line(notice: Notice, around: _Around) -> Line:
    content_type = ContentType.objects.get_for_id(notice.content_type_id)
    plural = f"{noun(content_type, 2)}{_of(notice)}"
    waiting = around.standing.waiting(notice)
    if not waiting:
        address = list_address(content_type, notice.year_label)
        return Line(notice, capfirst(plural), address, over="Nothing of this waits for your review any more.")
    only = around.waiting.get(around.standing.only_version(notice) or 0)
    address = review_address(content_type, notice.year_label, only.object_id if only else None)
    if only is None:
        return Line(notice, f"{waiting} {plural} wait for your review", address)
    label = label_of(noun(content_type), only.data, only.record_text)
    by = only.submitted_by_name or only.by_name
    return Line(notice, f"{capfirst(label)}{_of(notice)} waits for your review", address, detail=f"Submitted by {by}.")


def _answer_line(notice: Notice, around: _Around) -> Line:
    content_type = ContentType.objects.get_for_id(notice.content_type_id)
    verb = "returned" if notice.kind == NoticeKind.RETURNED else "approved"
    if notice.count > 1:
        text = f"{notice.by_name} {verb} {notice.count} {noun(content_type, notice.count)}{_of(notice)}"
        return Line(notice, text, list_address(content_type, notice.year_label))
    text = f"{notice.by_name} {verb} {notice.label}{_of(notice)}"
    if around.standing.is_gone(notice):
        return Line(notice, text, over=_GONE)
    place = (notice.content_type_id, notice.object_id or 0, _STATES[NoticeKind(notice.kind)])
    over = "It has been changed or submitted again since." if around.standing.is_over(notice) else ""
    comment = shortened(around.comments.get(place, ""), EXCERPT)
    return Line(notice, text, record_address(content_type, notice.object_id), detail=comment, over=over)


def _talk_line(notice: Notice, around: _Around) -> Line:
    content_type = ContentType.objects.get_for_id(notice.content_type_id)
    verb = "mentioned you in a comment on" if notice.kind == NoticeKind.MENTION else "answered in a thread on"
    text = f"{notice.by_name} {verb} {notice.label}{_of(notice)}"
    if notice.comment is None or around.standing.is_gone(notice):
        return Line(notice, text, over=_GONE)
    address = f"{record_address(content_type, notice.object_id)}#{notice.comment.anchor}"
    first = notice.comment.parent or notice.comment
    over = f"{first.resolved_by_name} resolved the thread." if first.is_resolved else ""
    return Line(notice, text, address, detail=shortened(notice.comment.text, EXCERPT), over=over)


def _alert_line(notice: Notice, around: _Around) -> Line:
    """Say what changed at something that a person follows; the room that follows it wrote the words."""
    content_type = ContentType.objects.get_for_id(notice.content_type_id)
    times = f" (changed {notice.count} times since you last looked)" if notice.count > 1 else ""
    text = f"{capfirst(notice.label)}{times}"
    if around.standing.is_gone(notice):
        return Line(notice, text, over=_GONE)
    address = record_address(content_type, notice.object_id) or list_address(content_type, notice.year_label)
    return Line(notice, text, address)


def _edition_line(notice: Notice, around: _Around) -> Line:
    """Say what an edition of the report waits for; the press wrote the words."""
    return Line(notice, capfirst(notice.label), reverse("publication:year", args=[notice.year_label.replace("/", "-")]))


_GONE = "It has been deleted since."
_WRITERS = {
    NoticeKind.REVIEW: _review_line,
    NoticeKind.RETURNED: _answer_line,
    NoticeKind.APPROVED: _answer_line,
    NoticeKind.MENTION: _talk_line,
    NoticeKind.REPLY: _talk_line,
    NoticeKind.EDITION: _edition_line,
    NoticeKind.ALERT: _alert_line,
}


def _of(notice: Notice) -> str:
    return f" of {notice.year_label}" if notice.year_label else ""
