"""Checks of the records behind the report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from activities.models import Activity
from ctreport.discussion.models import Comment
from ctreport.publication.checklist.context import Context
from ctreport.publication.checklist.findings import Finding, Level, check
from ctreport.thread.threads import GapKind
from objectives.models import Pledge
from outcomes.models import Assessment, Figure, Measure, Outcome, Target

_YEARLY: tuple[Any, ...] = (Pledge, Activity, Outcome, Figure, Target, Assessment)


@check(
    "empty",
    "Something to publish",
    "A report without a pledge, activity or outcome says nothing.",
    Level.ERROR,
)
def empty(context: Context) -> Iterable[Finding]:
    """Find a report that has nothing in it."""
    if context.report.is_empty:
        address = reverse("objectives:pledge_list") + f"?year={context.year.slug}"
        yield Finding("report", "No pledge, activity or outcome of the year is approved.", address)


@check(
    "unapproved",
    "Records that nobody has approved yet",
    "They are left out, or printed as they were before the change that waits.",
    Level.WARNING,
)
def unapproved(context: Context) -> Iterable[Finding]:
    """Find records, or changes to records, that the report leaves out."""
    for model in _YEARLY:
        for row in model.objects.for_year(context.year).pending():
            what = "has a change that is not approved" if row.is_approved else "is not approved and left out"
            yield Finding(
                subject=f"{row.record_kind}:{row.pk}",
                text=f"{_named(row)} {what}.",
                about=f"{row.version}",
                address=row.get_absolute_url(),
            )


@check(
    "gaps",
    "Gaps in the golden thread",
    "Each gap is printed. Say why it is there: readers of earlier reports complained that what was said and what was "
    "done did not match.",
    Level.WARNING,
)
def gaps(context: Context) -> Iterable[Finding]:
    """Find gaps that nobody has explained."""
    for gap in context.thread.gaps:
        if gap.kind is GapKind.FIGURE_WITHOUT_EVIDENCE:
            continue
        yield Finding(
            subject=f"{gap.kind.name.lower()}:{gap.node.kind}:{gap.node.reference or gap.node.text}",
            text=gap.text,
            address=_page_of(gap.node.kind, gap.node.pk),
        )


@check(
    "unsourced",
    "Figures without a source",
    "Nobody can check a figure whose source is not recorded.",
    Level.WARNING,
)
def unsourced(context: Context) -> Iterable[Finding]:
    """Find published figures with neither source nor evidence."""
    for gap in context.thread.gaps:
        if gap.kind is GapKind.FIGURE_WITHOUT_EVIDENCE:
            yield Finding(f"figure:{gap.node.pk}", gap.text, _page_of("figure", gap.node.pk))


@check(
    "provisional",
    "Provisional figures",
    "They are printed with [p] and may change: a later edition must then say so.",
    Level.WARNING,
)
def provisional(context: Context) -> Iterable[Finding]:
    """Find figures that may still change."""
    for figure in context.book.figures.values():
        if figure.status == Figure.Status.PROVISIONAL:
            yield Finding(
                subject=f"figure:{figure.token}",
                text=f"{figure.measure.title}: {figure.quantity} is provisional.",
                address=figure.get_absolute_url(),
            )


@check(
    "unassessed",
    "Targets without an assessment",
    "A target that nobody judges leaves readers to guess.",
    Level.WARNING,
)
def unassessed(context: Context) -> Iterable[Finding]:
    """Find approved targets of the year whose measure bears no approved assessment."""
    judged = set(
        Assessment.objects.for_year(context.year).approved().exclude(measure=None).values_list("measure_id", flat=True)
    )
    targets = Target.objects.with_cell().for_year(context.year).approved()
    for target in targets:
        if target.measure_id not in judged:
            yield Finding(
                subject=f"target:{target.pk}",
                text=f"“{target.measure.title}” has the target {target.text} and no assessment.",
                address=reverse("outcomes:assessment_create") + f"?year={context.year.slug}",
            )


@check(
    "comments",
    "Comments that are not resolved",
    "Somebody asked something that has no answer yet.",
    Level.WARNING,
)
def comments(context: Context) -> Iterable[Finding]:
    """Find open threads of comments on records of the year and on its measures. Their words stay where they are."""
    for model in (*_YEARLY, Measure):
        content_type = ContentType.objects.get_for_model(model)
        rows = model.objects.for_year(context.year) if model is not Measure else _measures(context)
        open_threads = Comment.objects.filter(
            content_type=content_type, parent=None, resolved_at=None, object_id__in=rows.values("pk")
        ).order_by("pk")
        for comment in open_threads.prefetch_related("record"):
            record: Any = comment.record
            yield Finding(
                subject=f"comment:{comment.pk}",
                text=f"A comment of {comment.by_name} on {_named(record, is_start=False)} is open.",
                address=f"{record.get_absolute_url()}#{comment.anchor}",
            )


def _measures(context: Context) -> Any:
    return Measure.objects.linked_or_recorded_in(context.year)


def _page_of(kind: str, pk: int) -> str:
    models = {"pledge": Pledge, "activity": Activity, "outcome": Outcome, "measure": Measure, "figure": Figure}
    return reverse(models[kind].url_name("detail"), args=[pk])


def _named(row: Any, *, is_start: bool = True) -> str:
    noun = str(row._meta.verbose_name)
    name = f"{noun} {row.reference}" if hasattr(row, "reference") else f"{noun} “{row}”"
    return name[:1].upper() + name[1:] if is_start else name
