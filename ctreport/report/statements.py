"""Statements in the force's own words: what we said, what we did, what came of it."""

from __future__ import annotations

from activities.models import Activity
from ctreport.narrative.sentences import FigureBook
from ctreport.report.facts import Run, Statement
from ctreport.report.footnotes import Footnotes
from ctreport.report.prose import sentence, words_of
from ctreport.thread.threads import Key, Node, Thread
from ctreport.ui.words import plain_date
from objectives.models import ReportingYear
from outcomes.models import Outcome


class Statements:
    """The statements of a year, each made when it is first told, so that footnotes are numbered in that order."""

    def __init__(self, thread: Thread, year: ReportingYear, book: FigureBook, footnotes: Footnotes) -> None:
        """Load what the thread does not hold, in two queries: narratives with their tokens, partners and dates."""
        self._thread, self._book, self._footnotes = thread, book, footnotes
        self._made: dict[Key, Statement] = {}
        self._narratives: dict[Key, str] = {}
        self._details: dict[Key, tuple[str, ...]] = {}
        wanted = Activity.objects.for_year(year).values_list("pk", "narrative", "partners", "starts_on", "ends_on")
        for pk, narrative, partners, starts, ends in wanted:
            self._narratives["activity", pk] = narrative
            self._details["activity", pk] = _details(partners, starts, ends)
        for pk, narrative in Outcome.objects.for_year(year).values_list("pk", "narrative"):
            self._narratives["outcome", pk] = narrative

    def of_kind(self, kind: str) -> tuple[Statement, ...]:
        """Return the statements of a kind in the report's order; sub-outcomes stand within their outcomes."""
        return tuple(self.of(node) for node in self._thread.of_kind(kind) if not node.parent)

    def of(self, node: Node) -> Statement:
        """Return the statement of a pledge, an activity or an outcome."""
        if node.key not in self._made:
            notes = self._footnotes.on_sentence(node.kind, node.reference)
            self._made[node.key] = Statement(
                reference=node.reference,
                text=node.text,
                details=self._details.get(node.key, ()),
                children=tuple(self.of(one) for one in self._thread.children(node)) if node.kind == "outcome" else (),
                runs=self._runs(node),
                notes=notes,
            )
        return self._made[node.key]

    def _runs(self, node: Node) -> tuple[Run, ...]:
        """Return the sentence with what stands behind its numbers; a pledge's braces are no tokens."""
        runs = sentence(self._narratives.get(node.key, node.text), self._book)
        return runs if words_of(runs) == node.text else (Run("text", node.text),)


def _details(partners: str, starts: object, ends: object) -> tuple[str, ...]:
    first, last = plain_date(starts), plain_date(ends)  # type: ignore[arg-type]
    when = f"{first} to {last}" if first and last else f"From {first}" if first else f"Until {last}" if last else ""
    return tuple(text for text in (f"With {partners}" if partners else "", when) if text)
