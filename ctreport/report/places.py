"""The places of a report that a link may lead to, and links that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from ctreport.report.facts import AnnualReport, Run, Statement

Facts = TypeVar("Facts")
WHAT_CHANGED = "what-changed"  # the anchor of the part that lists an edition's corrections


def anchors_of(report: AnnualReport) -> set[str]:
    """Return the anchors that stand in a report."""
    return {
        *(chapter.anchor for chapter in report.chapters),
        *_statements("pledge", report.pledges),
        *_statements("activity", report.activities),
        *_statements("outcome", report.outcomes),
        *(f"chart-{chart.name}" for chart in report.all_charts),
        *(f"footnote-{footnote.number}" for footnote in report.footnotes),
        *(table.name for table in report.tables if any(one.kind == "tables" for one in report.chapters)),
    }


def without_dead_links(report: AnnualReport) -> AnnualReport:
    """Return the report with links to places that it does not have turned into plain text."""
    places = anchors_of(report)

    def alive(run: Run) -> Run:
        is_dead = run.address.startswith("#") and run.address[1:] not in places
        return replace(run, address="") if is_dead else run

    return with_runs(report, alive)


def with_runs(value: Facts, change: Callable[[Run], Run]) -> Facts:
    """Return facts with each run in them changed; what holds none is returned as it is."""
    if isinstance(value, Run):
        return change(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        items = tuple(with_runs(item, change) for item in value)
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        was = {field.name: getattr(value, field.name) for field in fields(value)}
        now = {name: with_runs(part, change) for name, part in was.items()}
        changed = {name: part for name, part in now.items() if part is not was[name]}
        return replace(value, **changed) if changed else value
    return value


def _statements(kind: str, statements: Iterable[Statement]) -> Iterator[str]:
    for one in statements:
        yield f"{kind}-{one.reference}"
        yield from _statements(kind, one.children)
