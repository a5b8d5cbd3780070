"""The golden thread in the Word document: pledge by pledge, in full or in short."""

from __future__ import annotations

from collections.abc import Iterable

from ctreport.report.facts import AnnualReport, PledgeThread, Run, Statement, ThreadStep
from ctreport.report.word.paper import Paper, bold, marks, plain

_KINDS = {"activity": "What we did: ", "outcome": "What came of it: "}
_ABOUT = (
    "The golden thread leads from each pledge to what was done for it, what came of that, and the figures that stand "
    "behind both. Where the records give no link, none is drawn and the gap is stated."
)


def gap(paper: Paper, words: str) -> None:
    """Say what is missing."""
    paper.paragraph((*bold("Gap: "), *plain(words)))


def add_threads(paper: Paper, report: AnnualReport) -> None:
    """Add the thread of each pledge, whose records are told in full elsewhere."""
    paper.paragraph(plain(_ABOUT))
    for pledge in report.threads:
        paper.heading(plain(f"{pledge.reference} {pledge.statement}"), 2)
        _add_pledge(paper, report, pledge)
    _add_loose_ends(paper, report)


def add_by_thread(paper: Paper, report: AnnualReport) -> None:
    """Add what was said, done and achieved pledge by pledge, each told in full once."""
    for pledge in report.threads:
        statement = report.statement_of("pledge", pledge.reference)
        runs = (*plain(f"{pledge.reference} "), *_said(statement))
        paper.heading(runs, 2, f"pledge-{pledge.reference}")
        _add_pledge(paper, report, pledge)
    if not report.threads:
        gap(paper, "No pledge is recorded for this year.")
    if report.loose:
        paper.heading(plain("Not on a thread of any pledge"), 2)
        _add_steps(paper, report, report.loose)
    _add_loose_ends(paper, report)


def _said(statement: Statement) -> tuple[Run, ...]:
    return (*(statement.runs or plain(statement.text)), *marks(statement.notes))


def _add_pledge(paper: Paper, report: AnnualReport, pledge: PledgeThread) -> None:
    if pledge.strand:
        paper.paragraph(plain(f"Strand: {pledge.strand}"))
    _add_steps(paper, report, pledge.steps)
    if pledge.gap:
        gap(paper, pledge.gap)
    if judged := pledge.judgement:
        runs = (*bold(f"Assessment: {judged.word}."), *plain(f" {judged.reason}"))
        if judged.action:
            due = f" Due {judged.due}." if judged.due else ""
            runs = (*runs, *bold(" Action:"), *plain(f" {judged.action}{due}"))
        paper.paragraph(runs)


def _add_steps(paper: Paper, report: AnnualReport, steps: Iterable[ThreadStep], level: int = 0) -> None:
    for step in steps:
        kind = bold(_KINDS.get(step.kind, ""))
        if step.is_told:
            statement = report.statement_of(step.kind, step.reference)
            runs = (*kind, *bold(f"{step.reference} "), *_said(statement))
            paper.item(runs, level, f"{step.kind}-{step.reference}")
            details = statement.details
        else:
            link = Run("text", step.reference, address=f"#{step.kind}-{step.reference}")
            paper.item((*kind, link, *plain(f" {step.text}")), level)
            details = (f"Told in full elsewhere: follow {step.reference}.",) if report.is_by_thread else ()
        reason = (f"Why it is linked: {step.reason}",) if step.reason else ()
        for text in (*details, *reason, *step.figures):
            paper.beneath(plain(text), level, "Detail")
        if step.gap:
            paper.beneath((*bold("Gap: "), *plain(step.gap)), level, "Detail")
        _add_steps(paper, report, step.steps, level + 1)


def _add_loose_ends(paper: Paper, report: AnnualReport) -> None:
    if report.loose_ends:
        paper.heading(plain("Other gaps"), 2)
        for words in report.loose_ends:
            paper.item(plain(words))
