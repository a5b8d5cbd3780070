"""Links and lineage of a draft, proposed by wording; what a person ticked or unticked stays as it was left."""

from __future__ import annotations

from ctreport.importing.published import propose_links
from ctreport.importing.published.linking import ACTIVITY_PLEDGE, OUTCOME_ACTIVITY, OUTCOME_PLEDGE
from ctreport.importing.report.draft import Draft, DraftLineage, DraftLink, Kind
from ctreport.importing.report.standing import Standing
from objectives.lineage import propose_lineage

TICKED_FROM = 0.25  # a proposal at least this sure is ticked to begin with
# The kinds of statement at the two ends of each kind of link.
ENDS = {
    ACTIVITY_PLEDGE: (Kind.ACTIVITY, Kind.PLEDGE),
    OUTCOME_ACTIVITY: (Kind.OUTCOME, Kind.ACTIVITY),
    OUTCOME_PLEDGE: (Kind.OUTCOME, Kind.PLEDGE),
}


def propose(draft: Draft, standing: Standing) -> None:
    """Propose the draft's links and lineage anew, after its statements changed."""
    _propose_links(draft, standing)
    _propose_lineage(draft, standing)


def _propose_links(draft: Draft, standing: Standing) -> None:
    pledges, activities = draft.of(Kind.PLEDGE), draft.of(Kind.ACTIVITY)
    outcomes = list(draft.outcomes())
    rows = {Kind.PLEDGE: pledges, Kind.ACTIVITY: activities, Kind.OUTCOME: [parent for parent, _ in outcomes]}
    proposed = propose_links(
        [one.text for one in pledges],
        [one.text for one in activities],
        ["\n".join([parent.text, *(child.text for child in children)]) for parent, children in outcomes],
        topic=draft.title,
    )
    known = {link.ends: link for link in draft.links}
    links = []
    # How records that are there already hang together was settled by a person; wording does not overrule that.
    there = {one.id for one in draft.statements if standing.record_for(draft, one) is not None}
    for one in proposed:
        source, target = (rows[kind][at].id for kind, at in zip(ENDS[one.kind], (one.i, one.j), strict=True))
        before = known.pop((one.kind, source, target), None)
        is_on = before.is_on if before else one.confidence >= TICKED_FROM and not {source, target} <= there
        links.append(DraftLink(one.kind, source, target, one.confidence, one.reason, is_on))
    kinds = {one.id: one.kind for one in draft.statements}
    kept = [
        link
        for link in known.values()
        if link.is_on and (kinds.get(link.source), kinds.get(link.target)) == ENDS[link.kind]
    ]
    draft.links = [*links, *kept]


def _propose_lineage(draft: Draft, standing: Standing) -> None:
    known = {one.statement: one for one in draft.lineage}
    draft.lineage = []
    if not standing.earlier:
        return
    pledges = draft.of(Kind.PLEDGE)
    last_year = {id(one): one for one in standing.earlier}
    for pledge, found in zip(pledges, propose_lineage([*pledges], [*standing.earlier]), strict=True):
        earlier = last_year.get(id(found.earlier))
        if earlier is None:
            continue
        before = known.get(pledge.id)
        is_on = before.is_on if before and before.reference == earlier.reference else True
        draft.lineage.append(DraftLineage(pledge.id, earlier.reference, earlier.statement, found.confidence, is_on))
