"""Acts on stored proposals: read and kept, changed, thrown away. ``applying`` writes them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.importing.published import PublishedReportError, read_published_report
from ctreport.importing.report.beginning import begin
from ctreport.importing.report.draft import Draft
from ctreport.importing.report.models import ReportProposal
from ctreport.importing.report.standing import Standing
from objectives.financial_year import label_of

# What a person can still look over, and one request can write. A page of a report has some 30 items.
MOST = {"statements": 150, "figures": 150, "pieces": 400}


class StaleProposalError(Exception):
    """The proposal was changed in another window, or written, since this page was opened."""


def read_proposal(*, content: bytes | str, start_year: int, source: str, by: User) -> ReportProposal:
    """Read a page of a report and keep it as a proposal of the person.

    Raises PublishedReportError, in words, where it cannot be read or is more than a page.
    """
    proposal = read_published_report(content, year=label_of(start_year))
    draft = begin(proposal, Standing.load(start_year))
    for name, most in MOST.items():
        if (number := len(getattr(draft, name))) > most:
            words = {"pieces": "pieces that belong to none of the three lists"}.get(name, name)
            raise PublishedReportError(
                f"This has {number} {words}, which is more than one page of a report. Give one topic at a time."
            )
    return ReportProposal.objects.create(
        owner=by, start_year=start_year, title=draft.title[:300], source=source, content=asdict(draft)
    )


def keep_draft(*, proposal: ReportProposal, draft: Draft, version: int) -> None:
    """Keep a changed draft. Raises StaleProposalError where ``version`` is not the newest any more."""
    values: dict[str, Any] = {
        "content": draft.to_json(),
        "title": draft.title[:300],
        "version": version + 1,
        "updated_at": timezone.now(),
    }
    rows = ReportProposal.objects.filter(pk=proposal.pk, version=version, applied_at=None)
    if not rows.update(**values):
        raise StaleProposalError
    for name, value in values.items():
        setattr(proposal, name, value)


def discard_proposal(*, proposal: ReportProposal) -> None:
    """Throw a proposal away. Records that were written from it stay."""
    proposal.delete()
