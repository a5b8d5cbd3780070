"""What differs between two editions of a year's report, for people: each sentence, figure and chart, old beside new.

A figure is one thing, however often it is printed: it has a line of its own, and so has each sentence and chart that
shows it, but not each table and card. Numbers of footnotes, and what follows from the rest, are no changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from ctreport.publication.editions import current_facts, facts_of, readable
from ctreport.publication.fact_paths import differences
from ctreport.report.facts import AnnualReport, as_json
from objectives.models import ReportingYear


@dataclass(frozen=True)
class Change:
    """One thing that changed. ``old`` is empty where it was added, ``new`` where it was taken out.

    ``kind`` is "sentence", "figure", "chart", "table", "text" or "picture". ``place`` names where it is and stays the
    same while the thing does: "pledge P3", "figure figure:arrests". ``label`` is that in words.
    """

    kind: str
    place: str
    label: str
    old: str
    new: str

    @property
    def fingerprint(self) -> str:
        """A hash of what it was and is: a reason that was given for one change is none for another."""
        return hashlib.sha256(f"{self.old}\0{self.new}".encode()).hexdigest()

    @property
    def what(self) -> str:
        """What happened to it, in a word."""
        return "Added" if not self.old else "Removed" if not self.new else "Changed"


def between(old: AnnualReport, new: AnnualReport) -> tuple[Change, ...]:
    """Return what differs between two reports but for their stamps, in the order of the report.

    Empty only where all their facts are the same.
    """
    from ctreport.publication.comparing import compare

    found: dict[str, Change] = {}
    for one in compare(old, new):
        found.setdefault(one.place, one)
    return tuple(found.values()) or tuple(_whatever_differs(old, new))


def _whatever_differs(old: AnnualReport, new: AnnualReport) -> Iterator[Change]:
    """Yield what no other comparison speaks of, so that nothing changes without being said."""
    before, after = (json.loads(as_json(one)) for one in (old, new))
    before["stamp"] = after["stamp"] = None
    for path, was, is_now in differences(before, after):
        yield Change("text", f"facts {path}"[:200], "How the report is set out", f"{path}: {was}", f"{path}: {is_now}")


def pending_changes(year: ReportingYear) -> tuple[Change, ...]:
    """Return what the next edition of a year would change of the one that readers have; empty where they have none."""
    base = readable(year)
    return between(facts_of(base), current_facts(year)) if base else ()
