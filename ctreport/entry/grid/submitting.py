"""Hands the year's drafts to the reviewers: those about which nothing is left to answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from ctreport.accounts.models import User
from ctreport.entry.grid.build import build_rows, measures_of
from ctreport.entry.grid.facts import Cell
from ctreport.review.actions import StaleRecordError, lock
from ctreport.review.workflow import WorkflowError, submit_record
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure


@dataclass(frozen=True)
class Draft:
    """A draft of the year, with its measure."""

    measure: Measure
    cell: Cell

    @property
    def name(self) -> str:
        """What it is called: "People who feel safe, online, day"."""
        label = self.cell.label
        return f"{self.measure}, {label[:1].lower()}{label[1:]}" if label else str(self.measure)


@dataclass(frozen=True)
class Summary:
    """What can be submitted, and what first needs an answer."""

    ready: list[Draft]
    asking: list[Draft]

    @property
    def versions(self) -> str:
        """What was shown, so that nothing else is submitted: "77:3 78:1"."""
        return " ".join(f"{one.cell.figure_id}:{one.cell.version}" for one in self.ready)


def summarise(year: ReportingYear) -> Summary:
    """Return the drafts of a year: those that are ready and those with questions that nobody answered."""
    rows = build_rows(year, measures_of(year))
    drafts = [Draft(row.measure, cell) for row in rows for cell in row.cells if cell.is_submittable]
    return Summary(
        ready=[one for one in drafts if not one.cell.asks],
        asking=[one for one in drafts if one.cell.asks],
    )


def read_versions(text: str) -> dict[int, int]:
    """Return the versions by figure from what a form sent; what is not of that kind is left out."""
    pairs = (part.partition(":") for part in text.split())
    return {
        int(key): int(version)
        for key, _, version in pairs
        if key.isdecimal() and version.isdecimal() and len(key) < 19 and len(version) < 10
    }


@transaction.atomic
def submit_drafts(*, year: ReportingYear, shown: Mapping[int, int], by: User) -> int:
    """Submit the drafts that were shown to ``by`` and are still as they were; return how many.

    One that was changed, submitted or asked about meanwhile is left as it is. Raises nothing for it.
    """
    unchanged = [
        one.cell.figure_id
        for one in summarise(year).ready
        if one.cell.figure_id and shown.get(one.cell.figure_id) == one.cell.version
    ]
    figures = Figure.objects.with_cell().in_bulk(unchanged)
    return sum(_submit(figures[key], shown[key], by) for key in unchanged if key in figures)


def _submit(figure: Figure, version: int, by: User) -> bool:
    try:
        if lock(figure).version != version:
            return False
        submit_record(record=figure, by=by)
    except (WorkflowError, StaleRecordError, Figure.DoesNotExist):
        return False
    return True
