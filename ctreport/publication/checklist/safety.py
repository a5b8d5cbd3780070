"""Checks of what must never be published: sensitive records, and numbers that could be worked out."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from ctreport.disclosure.marking import sensitive_in_use
from ctreport.disclosure.risks import risks
from ctreport.narrative.sentences import FigureBook
from ctreport.publication.checklist.context import Context
from ctreport.publication.checklist.findings import Finding, Level, check
from ctreport.publication.editions import told_before


@check(
    "sensitive",
    "Sensitive markings",
    "A record marked OFFICIAL-SENSITIVE is never published, nor is anything that needs it.",
    Level.WARNING,
)
def sensitive(context: Context) -> Iterable[Finding]:
    """Find what the report leaves out for its marking, and sentences that need what is left out."""
    for use in sensitive_in_use(context.year):
        yield Finding(
            subject=f"{use.trouble}:{use.address}"[:200],
            text=use.words,
            address=use.address or reverse("report:page", args=[context.year.slug]),
            level=Level.ERROR if use.is_error else None,
        )


@check(
    "disclosure",
    "Disclosure risks",
    "A small number that is left out must not be worked out from what is printed, now or in an earlier edition.",
    Level.WARNING,
)
def disclosure(context: Context) -> Iterable[Finding]:
    """Find suppressed numbers that could be worked out too closely."""
    book = FigureBook.for_year(context.year, publishable=True)
    for risk in risks(context.year, told_before(), book):
        yield Finding(
            subject=f"{risk.kind}:{risk.address}"[:200],
            text=risk.words,
            address=risk.address,
            level=Level.ERROR if risk.is_error else None,
        )
