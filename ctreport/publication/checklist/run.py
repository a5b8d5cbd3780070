"""Runs the checklist of a year, and holds what it finds against what people accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ctreport.publication.checklist import pdf_ua, records, safety, texts  # noqa: F401 - they register their checks
from ctreport.publication.checklist.context import Context
from ctreport.publication.checklist.findings import CHECKS, Check, Finding, Level
from ctreport.publication.models import Acceptance
from objectives.models import ReportingYear

# In this order the checks are shown: what must be mended first.
ORDER = (
    *("empty", "missing", "untraced", "links", "alt", "sensitive", "disclosure", "unapproved", "gaps", "unsourced"),
    *("provisional", "unassessed", "comments", "choices", "spelling", "pdf_ua", "reading"),
)


@dataclass(frozen=True)
class Line:
    """A finding on the list, with who accepted it, if anybody did."""

    finding: Finding
    level: Level
    acceptance: Acceptance | None = None

    @property
    def blocks(self) -> bool:
        """Whether nothing can be published while it stands."""
        return self.level is not Level.ADVICE and self.acceptance is None


@dataclass(frozen=True)
class Section:
    """One check with what it found: first what is open, then what was accepted."""

    check: Check
    open: tuple[Line, ...]
    accepted: tuple[Line, ...]

    @property
    def blocks(self) -> bool:
        """Whether something of it keeps the report from being published."""
        return any(line.blocks for line in self.open)

    @property
    def status(self) -> str:
        """How the check stands, in words."""
        blocking = sum(line.blocks for line in self.open)
        if blocking:
            return f"{blocking} to {'mend or accept' if self.check.may_be_accepted else 'mend'}"
        return "Advice" if self.open else "Accepted" if self.accepted else "Nothing found"


@dataclass(frozen=True)
class Checklist:
    """The whole list of a year."""

    year: ReportingYear
    fingerprint: str
    sections: tuple[Section, ...]

    @property
    def blocking(self) -> tuple[Line, ...]:
        """What keeps the report from being published."""
        return tuple(line for section in self.sections for line in section.open if line.blocks)

    @property
    def errors(self) -> int:
        """How many errors are open."""
        return sum(line.level is Level.ERROR for line in self.blocking)

    @property
    def warnings(self) -> int:
        """How many warnings are open."""
        return sum(line.level is Level.WARNING for line in self.blocking)

    def find(self, code: str, subject: str) -> Finding | None:
        """Return an open finding by its check and subject."""
        for section in self.sections:
            if section.check.code == code:
                return next((line.finding for line in section.open if line.finding.subject == subject), None)
        return None


def run_checklist(year: ReportingYear) -> Checklist:
    """Look for everything that stands between the records of a year and their publication."""
    context = Context(year)
    accepted = {(one.check_code, one.subject): one for one in Acceptance.objects.filter(year=year)}
    sections = tuple(_section(check, check.search(context), accepted) for check in (CHECKS[code] for code in ORDER))
    return Checklist(year, context.report.fingerprint, sections)


def _section(check: Check, found: Iterable[Finding], accepted: dict[tuple[str, str], Acceptance]) -> Section:
    lines = []
    for finding in found:
        acceptance = accepted.get((check.code, finding.subject)) if check.may_be_accepted else None
        if acceptance is not None and acceptance.fingerprint != finding.fingerprint:
            acceptance = None
        lines.append(Line(finding, finding.level or check.level, acceptance))
    return Section(
        check,
        tuple(line for line in lines if line.acceptance is None),
        tuple(line for line in lines if line.acceptance is not None),
    )


def blocking(year: ReportingYear) -> list[str]:
    """Return what keeps a year's report from being published, in words; empty where nothing does."""
    return [line.finding.text for line in run_checklist(year).blocking]
