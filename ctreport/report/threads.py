"""The golden thread pledge by pledge, its gaps said in plain words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ctreport.report.facts import Judgement, PledgeThread, ThreadStep
from ctreport.thread.threads import GapKind, Key, Node, Thread, Tie
from ctreport.ui.words import plain_date, shortened
from objectives.models import ReportingYear
from outcomes.models import Assessment

SHORT = 150  # letters of a statement that stands in full elsewhere
_GAPS = {
    GapKind.PLEDGE_WITHOUT_ACTIVITY: "No activity is recorded for {}.",
    GapKind.PLEDGE_WITHOUT_OUTCOME: "No outcome is recorded for {}.",
    GapKind.PLEDGE_WITHOUT_FIGURE: "No figure stands behind {}.",
}


class Teller:
    """Tells the threads of a year.

    ``tell``, where it is given, is called with each record at the first place where it belongs, in the report's order:
    there the record is told in full.
    """

    def __init__(self, thread: Thread, tell: Callable[[Node], object] | None = None) -> None:
        self._thread, self._tell = thread, tell
        self._told: set[Key] = set()

    def pledges(self, year: ReportingYear) -> tuple[PledgeThread, ...]:
        """Return the thread of each pledge; one query, for the assessments."""
        wanted = Assessment.objects.for_year(year).publishable().filter(pledge__isnull=False).select_related("word")
        judged = {
            one.pledge_id: Judgement(one.word.word, one.assessment_reason, one.action, plain_date(one.due_on))
            for one in wanted
        }
        return tuple(self._pledge(node, judged.get(node.pk)) for node in self._thread.of_kind("pledge"))

    def loose(self) -> tuple[ThreadStep, ...]:
        """Return the activities and outcomes that were told beneath no pledge, each with what hangs on it."""
        found = []
        for kind in ("activity", "outcome"):
            for node in self._thread.of_kind(kind):
                if node.key not in self._told and not node.parent:
                    found.append(self._step(Tie(node)))
        return tuple(found)

    def _pledge(self, pledge: Node, judgement: Judgement | None) -> PledgeThread:
        if self._tell:
            self._tell(pledge)
        return PledgeThread(
            reference=pledge.reference,
            statement=pledge.text,
            strand=pledge.strand,
            steps=self._steps(pledge),
            gap=_gap_words([gap.kind for gap in self._thread.gaps_of(pledge)]),
            judgement=judgement,
        )

    def _steps(self, node: Node) -> tuple[ThreadStep, ...]:
        activities = self._thread.below(node, "activity")
        outcomes = self._thread.below(node, "outcome")
        # An outcome that also hangs on one of the activities is told in full there, and here with its reason alone.
        told = {below.node.key for tie in activities for below in self._thread.below(tie.node, "outcome")}
        return (
            *(self._step(tie) for tie in activities),
            *(_reason_alone(tie) if tie.node.key in told else self._step(tie) for tie in outcomes),
        )

    def _step(self, tie: Tie) -> ThreadStep:
        node = tie.node
        if self._tell and node.key in self._told:
            return _reason_alone(tie)
        self._told.add(node.key)
        if self._tell:
            self._tell(node)
        unmeasured = [gap for gap in self._thread.gaps_of(node) if gap.kind is GapKind.OUTCOME_WITHOUT_MEASURE]
        return ThreadStep(
            kind=node.kind,
            reference=node.reference,
            text=shortened(node.text, SHORT),
            reason=tie.reason,
            figures=tuple(
                figure.node.text
                for measure in self._thread.below(node, "measure")
                for figure in self._thread.below(measure.node, "figure")
            ),
            gap="No measure stands behind this outcome." if unmeasured else "",
            steps=self._steps(node),
            is_told=self._tell is not None,
        )


def summary_of(thread: Thread) -> str:
    """Say how many pledges lead to an activity, an outcome and a figure."""
    pledges = thread.of_kind("pledge")
    lacking = dict.fromkeys(_GAPS, 0)
    for pledge in pledges:
        for gap in thread.gaps_of(pledge):
            lacking[gap.kind] += 1
    with_activity, with_outcome, with_figure = (len(pledges) - number for number in lacking.values())
    noun = "pledge" if len(pledges) == 1 else "pledges"
    return (
        f"Of {len(pledges)} {noun}, {with_activity} {_lead(with_activity)} to an activity, {with_outcome} to an "
        f"outcome and {with_figure} to a figure."
    )


def loose_ends(thread: Thread) -> tuple[str, ...]:
    """Say which activities and outcomes lead back to no pledge, and what no figure or source stands behind."""
    return tuple(gap.text for gap in thread.gaps if gap.node.kind != "pledge")


def _gap_words(kinds: Sequence[GapKind]) -> str:
    """Say the gaps of a pledge one after another, naming it once."""
    return " ".join(_GAPS[kind].format("it" if number else "this pledge") for number, kind in enumerate(kinds))


def _lead(number: int) -> str:
    return "leads" if number == 1 else "lead"


def _reason_alone(tie: Tie) -> ThreadStep:
    return ThreadStep(tie.node.kind, tie.node.reference, shortened(tie.node.text, SHORT), tie.reason)
