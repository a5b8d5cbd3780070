"""The three chapters in the force's own words: what we said, what we did, what came of it."""

from __future__ import annotations

from activities.models import Activity
from ctreport.report.facts import Statement
from ctreport.thread.threads import Node, Thread
from ctreport.ui.words import plain_date
from objectives.models import ReportingYear


def pledge_statements(thread: Thread) -> tuple[Statement, ...]:
    """Return the pledges in the report's order."""
    return tuple(Statement(node.reference, node.text) for node in thread.of_kind("pledge"))


def activity_statements(thread: Thread, year: ReportingYear) -> tuple[Statement, ...]:
    """Return the activities in the report's order, with partners and dates where they are recorded; one query."""
    details = {
        pk: _details(partners, starts, ends)
        for pk, partners, starts, ends in Activity.objects.for_year(year).values_list(
            "pk", "partners", "starts_on", "ends_on"
        )
    }
    return tuple(Statement(node.reference, node.text, details[node.pk]) for node in thread.of_kind("activity"))


def outcome_statements(thread: Thread) -> tuple[Statement, ...]:
    """Return the outcomes in the report's order, each with its sub-outcomes."""
    nodes = thread.of_kind("outcome")
    children: dict[int, list[Node]] = {}
    for node in nodes:
        if node.parent:
            children.setdefault(node.parent, []).append(node)
    return tuple(
        Statement(
            node.reference,
            node.text,
            children=tuple(Statement(child.reference, child.text) for child in children.get(node.pk, ())),
        )
        for node in nodes
        if not node.parent
    )


def _details(partners: str, starts: object, ends: object) -> tuple[str, ...]:
    first, last = plain_date(starts), plain_date(ends)  # type: ignore[arg-type]
    when = f"{first} to {last}" if first and last else f"From {first}" if first else f"Until {last}" if last else ""
    return tuple(text for text in (f"With {partners}" if partners else "", when) if text)
