"""What the page of links shows: the links of each statement, the pledges of the year before, and the gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ctreport.importing.report.draft import Draft, DraftLink, DraftStatement, Kind, sureness
from ctreport.importing.report.linking import ENDS
from ctreport.importing.report.pages import names_of
from ctreport.importing.report.standing import Standing, wording


@dataclass(frozen=True)
class LinkGroup:
    """The links of one statement to statements of another kind: those proposed or drawn, and the others to choose."""

    field: str
    question: str
    noun: str
    links: list[tuple[DraftLink, str, str, str]]
    others: list[tuple[str, str, str]]


@dataclass(frozen=True)
class LinkCard:
    """A statement with its links, by the kind that they lead to."""

    statement: DraftStatement
    name: str
    groups: list[LinkGroup]


_QUESTIONS = {
    "activity_pledge": ("Pledges that it serves", "pledge"),
    "outcome_activity": ("Activities that it came of", "activity"),
    "outcome_pledge": ("Pledges that it answers directly", "pledge"),
}


def link_cards(draft: Draft, near: Kind) -> list[LinkCard]:
    """Return a card for each statement of a kind that links begin at."""
    names = names_of(draft)
    kinds = [kind for kind, ends in ENDS.items() if ends[0] == near]
    return [LinkCard(one, names[one.id], [_group(draft, one, kind, names) for kind in kinds]) for one in draft.of(near)]


def _group(draft: Draft, statement: DraftStatement, kind: str, names: dict[str, str]) -> LinkGroup:
    texts = {one.id: one.text for one in draft.of(ENDS[kind][1])}
    own = [one for one in draft.links if one.kind == kind and one.source == statement.id and one.target in texts]
    links = [(one, names[one.target], texts[one.target], sureness(one.confidence) if one.reason else "") for one in own]
    others = [(key, names[key], text) for key, text in texts.items() if key not in {one.target for one in own}]
    question, noun = _QUESTIONS[kind]
    return LinkGroup(f"add-{kind}:{statement.id}", question, noun, links, others)


def unserved(draft: Draft) -> list[tuple[str, str]]:
    """Return the pledges that no ticked link leads to, by id and name: gaps in the thread."""
    names = names_of(draft)
    served = {link.target for link in draft.links if link.is_on and link.kind != "outcome_activity"}
    return [(one.id, names[one.id]) for one in draft.of(Kind.PLEDGE) if one.id not in served]


def lineage_rows(draft: Draft, standing: Standing) -> list[dict[str, Any]]:
    """Return the pledges that seem to go on from one of the year before."""
    names = names_of(draft)
    texts = {one.id: one for one in draft.statements}
    return [
        {
            "line": one,
            "name": names.get(one.statement, ""),
            "text": texts[one.statement].text,
            "is_same": wording(texts[one.statement].text) == wording(one.text),
            "sureness": sureness(one.confidence),
        }
        for one in draft.lineage
        if standing.record_for(draft, texts[one.statement]) is None
    ]
