"""What documents made from a report say of themselves: which edition, of when, by whom, under which name."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from django.utils.text import slugify

from ctreport.report.facts import AnnualReport
from ctreport.report.templatetags.report import frozen_on

PROOF = "Proof: not for publication"


def edition_of(report: AnnualReport) -> str:
    """Return which edition a report is, in words."""
    return f"Edition {report.stamp.edition}, frozen {frozen_on(report.stamp)}" if report.stamp else PROOF


def moment_of(report: AnnualReport) -> datetime:
    """Return the moment (UTC) that a document made from a report bears; for a live proof the end of its year."""
    if report.stamp:
        return datetime.fromisoformat(report.stamp.made_at).astimezone(UTC)
    return datetime.combine(date.fromisoformat(report.year_end_iso), time(), UTC)


def stem_of(report: AnnualReport) -> str:
    """Return a file's name without its ending: "countering-terrorism-2018-19"."""
    return f"{slugify(report.title)[:80].strip('-') or 'annual-report'}-{report.slug}"


def correction_of(report: AnnualReport) -> str:
    """Say that an edition puts something right; empty where it does not."""
    if not (report.stamp and report.stamp.corrections):
        return ""
    number = len(report.stamp.corrections)
    things = "1 thing" if number == 1 else f"{number} things"
    return (
        f"Correction. This is edition {report.stamp.edition} of the report. It puts right {things} in the edition "
        "before it."
    )
