"""A proposal becomes a draft: each statement an entry, each figure matched, links and lineage proposed."""

from __future__ import annotations

from ctreport.importing.published import Proposal, Section
from ctreport.importing.report.draft import Draft, DraftPiece, DraftStatement, Kind
from ctreport.importing.report.figuring import find_figures
from ctreport.importing.report.linking import propose
from ctreport.importing.report.standing import Standing

_KINDS = {Section.PLEDGES: Kind.PLEDGE, Section.ACTIVITIES: Kind.ACTIVITY, Section.OUTCOMES: Kind.OUTCOME}


def begin(proposal: Proposal, standing: Standing) -> Draft:
    """Return the draft of a proposal, decided as far as its wording and what there is already tell."""
    draft = Draft(title=proposal.title, notes=list(proposal.notes))
    for place, text in proposal.statements():
        kind = Kind.SUB_OUTCOME if place.child is not None else _KINDS[place.section]
        draft.statements.append(DraftStatement(draft.next_id("s"), kind, text, _confidence(proposal, place)))
    for statement in draft.statements:
        find_figures(draft, statement, standing)
    draft.unread = [(piece.text, piece.place) for piece in proposal.unread]
    draft.pieces = [
        DraftPiece(draft.next_id("u"), piece.text, piece.place) for piece in (*proposal.unparsed, *proposal.headed)
    ]
    propose(draft, standing)
    return draft


def _confidence(proposal: Proposal, place: tuple[Section, int, int | None]) -> float:
    section, position, child = place
    if section == Section.OUTCOMES:
        outcome = proposal.outcomes[position]
        return outcome.confidence if child is None else outcome.children[child].confidence
    rows = proposal.pledges if section == Section.PLEDGES else proposal.activities
    return rows[position].confidence
