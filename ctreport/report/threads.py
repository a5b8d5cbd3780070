"""The golden thread pledge by pledge, its gaps said in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from ctreport.report.facts import Judgement, PledgeThread, ThreadStep
from ctreport.thread.threads import GapKind, Node, Thread, Tie
from ctreport.ui.words import plain_date, shortened
from objectives.models import ReportingYear
from outcomes.models import Assessment

SHORT = 150  # letters of a statement that stands in full in its own chapter
_GAPS = {
    GapKind.PLEDGE_WITHOUT_ACTIVITY: "No activity is recorded for {}.",
    GapKind.PLEDGE_WITHOUT_OUTCOME: "No outcome is recorded for {}.",
    GapKind.PLEDGE_WITHOUT_FIGURE: "No figure stands behind {}.",
}


def pledge_threads(thread: Thread, year: ReportingYear) -> tuple[PledgeThread, ...]:
    """Return the thread of each pledge; one query, for the assessments."""
    judged = {
        one.pledge_id: Judgement(one.word.word, one.assessment_reason, one.action, plain_date(one.due_on))
        for one in Assessment.objects.for_year(year).approved().filter(pledge__isnull=False).select_related("word")
    }
    return tuple(
        PledgeThread(
            reference=pledge.reference,
            statement=pledge.text,
            strand=pledge.strand,
            steps=_steps(thread, pledge),
            gap=_gap_words([gap.kind for gap in thread.gaps_of(pledge)]),
            judgement=judged.get(pledge.pk),
        )
        for pledge in thread.of_kind("pledge")
    )


def _gap_words(kinds: Sequence[GapKind]) -> str:
    """Say the gaps of a pledge one after another, naming it once."""
    return " ".join(_GAPS[kind].format("it" if number else "this pledge") for number, kind in enumerate(kinds))


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


def _lead(number: int) -> str:
    return "leads" if number == 1 else "lead"


def _steps(thread: Thread, node: Node) -> tuple[ThreadStep, ...]:
    activities = thread.below(node, "activity")
    outcomes = thread.below(node, "outcome")
    # An outcome that also hangs on one of the activities is told in full there, and here with its reason alone.
    told = {below.node.key for tie in activities for below in thread.below(tie.node, "outcome")}
    return (
        *(_step(thread, tie) for tie in activities),
        *(_reason_alone(tie) if tie.node.key in told else _step(thread, tie) for tie in outcomes),
    )


def _reason_alone(tie: Tie) -> ThreadStep:
    return ThreadStep(tie.node.kind, tie.node.reference, shortened(tie.node.text, SHORT), tie.reason)


def _step(thread: Thread, tie: Tie) -> ThreadStep:
    node = tie.node
    unmeasured = [gap for gap in thread.gaps_of(node) if gap.kind is GapKind.OUTCOME_WITHOUT_MEASURE]
    return ThreadStep(
        kind=node.kind,
        reference=node.reference,
        text=shortened(node.text, SHORT),
        reason=tie.reason,
        figures=tuple(
            figure.node.text
            for measure in thread.below(node, "measure")
            for figure in thread.below(measure.node, "figure")
        ),
        gap="No measure stands behind this outcome." if unmeasured else "",
        steps=_steps(thread, node),
    )
