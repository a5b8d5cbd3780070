"""What stands between a year's records and a frozen edition: everything that may refuse one is listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ctreport.report.facts import AnnualReport
from objectives.models import ReportingYear

Blocker = Callable[[ReportingYear], Iterable[str]]
FileCheck = Callable[[AnnualReport, str, bytes], Iterable[str]]


def _checklist(year: ReportingYear) -> Iterable[str]:
    from ctreport.publication.checklist.run import blocking

    return blocking(year)


def _corrections(year: ReportingYear) -> Iterable[str]:
    from ctreport.publication.corrections import blocking

    return blocking(year)


def _pdf_ua(report: AnnualReport, path: str, content: bytes) -> Iterable[str]:
    from ctreport.publication.checklist.pdf_ua import faults_of, keep_result

    if path != "report.pdf":
        return ()
    faults = faults_of(content)
    keep_result(report.fingerprint, faults)
    return faults


# Each says in words what keeps a year's report from being frozen; asked when a proof is asked for, and again when it
# is made.
BLOCKERS: list[Blocker] = [_checklist, _corrections]
# Each says what is wrong with a file of an edition. The report comes without its stamp.
FILE_CHECKS: list[FileCheck] = [_pdf_ua]


def what_blocks(year: ReportingYear) -> list[str]:
    """Return what keeps the report of a year from being frozen, in words; empty where nothing does."""
    return [words for blocker in BLOCKERS for words in blocker(year)]


def faults_in(report: AnnualReport, path: str, content: bytes) -> list[str]:
    """Return what is wrong with a file of an edition, in words."""
    return [f"{path}: {words}" for check in FILE_CHECKS for words in check(report, path, content)]
