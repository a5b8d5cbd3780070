"""What the tests of published reports share: the pages, and how a proposal is counted."""

from __future__ import annotations

from pathlib import Path

from ctreport.importing.published import Proposal

PAGES = Path(__file__).parent / "pages"


def page(name: str) -> bytes:
    """Return a page as its file has it."""
    return (PAGES / name).read_bytes()


def counts(proposal: Proposal) -> tuple[int, int, list[int]]:
    """Return the number of pledges, of activities, and of sub-outcomes in each outcome."""
    return (
        len(proposal.pledges),
        len(proposal.activities),
        [len(outcome.children) for outcome in proposal.outcomes],
    )


def figures(proposal: Proposal) -> list[tuple[float, str, str, str]]:
    """Return value, qualifier, unit and period of each figure."""
    return [(float(one.value), one.qualifier.value, one.unit.value, one.period) for one in proposal.figures]
