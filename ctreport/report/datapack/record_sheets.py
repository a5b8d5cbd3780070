"""Sheets of what was said, done and achieved, with the golden thread between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctreport.report.datapack.notes import Notes
from ctreport.report.datapack.workbook import NOT_APPLICABLE, NOT_AVAILABLE, Table, Value, table_of
from ctreport.report.facts import AnnualReport, PledgeThread, Statement, ThreadStep
from ctreport.report.prose import words_of

_PLEDGE_HEAD = ("Reference", "Pledge", "Strand", "Gap", "Assessment", "Why", "Action", "Due", "Notes")
_THREAD_HEAD = ("Pledge", "From", "To", "What it leads to", "In short", "Why it is linked", "Figures", "Gap")
_KINDS = {"activity": "What we did", "outcome": "What came of it"}

Titled = tuple[str, Table, tuple[str, ...]]


def record_tables(report: AnnualReport, notes: Notes) -> Iterator[Titled]:
    """Yield title, table and lines of each table that has rows."""
    for title, name, head, rows in (
        ("Pledges: what we said", "pledges", _PLEDGE_HEAD, _pledges(report, notes)),
        ("Activities: what we did", "activities", ("Reference", "Activity", "Partners and dates", "Notes"),
         _statements("activity", report.activities, notes)),
        ("Outcomes: what came of it", "outcomes", ("Reference", "Part of", "Outcome", "Notes"),
         _outcomes(report.outcomes, notes)),
        ("The golden thread: what leads from each pledge to what", "golden_thread", _THREAD_HEAD, _thread(report)),
        ("Other gaps in the golden thread", "gaps", ("Gap",), ((gap,) for gap in report.loose_ends)),
        ("What changed since the edition before", "corrections", ("Where", "What", "Before", "Now", "Why", "Date"),
         _corrections(report)),
        ("Glossary", "glossary", ("Word", "Meaning"), ((one.term, words_of(one.runs)) for one in report.glossary)),
    ):  # fmt: skip
        found = list(rows)
        if found:
            year = "" if name in ("glossary", "corrections") else f", {report.year}"
            yield (
                f"{title}{year}",
                table_of(name, head, found),
                (report.thread_summary,) if name == "golden_thread" else (),
            )


def _pledges(report: AnnualReport, notes: Notes) -> Iterator[tuple[Value, ...]]:
    threads = {thread.reference: thread for thread in report.threads}
    for pledge in report.pledges or (Statement(one.reference, one.statement) for one in report.threads):
        yield (
            pledge.reference,
            pledge.text,
            *_threaded(threads.get(pledge.reference)),
            notes.marks(f"pledge:{pledge.reference}", f"Pledge {pledge.reference}"),
        )


def _threaded(thread: PledgeThread | None) -> tuple[str, ...]:
    """Return strand, gap and assessment of a pledge; [z] where the report tells nothing of its thread."""
    if thread is None:
        return (NOT_APPLICABLE,) * 6
    judged = thread.judgement
    found = (judged.word, judged.reason, judged.action, judged.due) if judged else ("",) * 4
    return (thread.strand or NOT_APPLICABLE, thread.gap or "No gap", *(text or NOT_APPLICABLE for text in found))


def _statements(kind: str, statements: Iterable[Statement], notes: Notes) -> Iterator[tuple[str, ...]]:
    for one in statements:
        details = "; ".join(one.details) or NOT_APPLICABLE
        marks = notes.marks(f"{kind}:{one.reference}", f"{kind.capitalize()} {one.reference}")
        yield one.reference, one.text, details, marks


def _outcomes(statements: Iterable[Statement], notes: Notes, parent: str = NOT_APPLICABLE) -> Iterator[tuple[str, ...]]:
    for one in statements:
        marks = notes.marks(f"outcome:{one.reference}", f"Outcome {one.reference}")
        yield one.reference, parent, one.text, marks
        yield from _outcomes(one.children, notes, one.reference)


def _thread(report: AnnualReport) -> Iterator[tuple[str, ...]]:
    for thread in report.threads:
        yield from _steps(thread.steps, thread.reference, thread.reference)
    yield from _steps(report.loose, NOT_APPLICABLE, NOT_APPLICABLE)


def _steps(steps: Iterable[ThreadStep], pledge: str, start: str) -> Iterator[tuple[str, ...]]:
    for step in steps:
        yield (
            pledge,
            start,
            step.reference,
            _KINDS.get(step.kind, step.kind),
            step.text,
            step.reason or NOT_AVAILABLE,
            "\n".join(step.figures) or NOT_APPLICABLE,
            step.gap or NOT_APPLICABLE,
        )
        yield from _steps(step.steps, pledge, step.reference)


def _corrections(report: AnnualReport) -> Iterator[tuple[str, ...]]:
    for one in report.stamp.corrections if report.stamp else ():
        cells = (one.where, one.what, one.old, one.new, one.reason, one.date)
        yield tuple(text or NOT_APPLICABLE for text in cells)
