"""Prints the facts of a year's page on two pages at most, whatever the year holds: what is left out is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from ctreport.dashboard.changes import Changes
from ctreport.dashboard.facts import Dashboard
from ctreport.dashboard.pledges import PledgeState, StrandState
from ctreport.report.pdf import PdfError, press
from ctreport.report.structure import finish_structure
from ctreport.report.tagging import finished
from ctreport.ui.words import plain_time

PAGES = 2


@dataclass(frozen=True)
class Limits:
    """How much of each part is printed; ``words`` is the length of a statement or an action, in characters."""

    pledges: int
    figures: int
    gaps: int
    notes: int
    changes: int
    words: int


# From what most years need to what is sure to find room: each is tried until one does.
LEVELS = (
    Limits(pledges=24, figures=24, gaps=10, notes=8, changes=6, words=170),
    Limits(pledges=16, figures=16, gaps=6, notes=6, changes=4, words=120),
    Limits(pledges=10, figures=10, gaps=4, notes=5, changes=3, words=90),
    Limits(pledges=5, figures=5, gaps=2, notes=3, changes=2, words=50),
)


def brief_pdf(facts: Dashboard, changes: Changes, made_at: datetime) -> bytes:
    """Return the brief as PDF/UA. The same facts at the same time give the same bytes.

    Raises PdfError where it cannot be printed.
    """
    with translation.override("en-gb"):
        style = render_to_string("dashboard/brief/brief.css")
        for limits in LEVELS:
            html = render_to_string("dashboard/brief/brief.html", _shown(facts, changes, made_at, limits))
            if pdf := _printed(html, style):
                return pdf
    raise PdfError(f"The brief could not be brought onto {PAGES} pages.")


def _printed(html: str, style: str) -> bytes | None:
    """Return the document as PDF/UA; None where it takes more than two pages."""
    how = {"pdf_variant": "pdf/ua-1", "pdf_identifier": b"ctreport", "uncompressed_pdf": True}
    with press(html, {}, style) as ready:
        laid_out = ready.document.render(**ready.settings, **how)
        if len(laid_out.pages) > PAGES:
            return None
        written: bytes = laid_out.write_pdf(finisher=finish_structure, **how)
    if ready.errors:
        raise PdfError("The brief could not be printed: " + "; ".join(ready.errors))
    return finished(written, {})


def _shown(facts: Dashboard, changes: Changes, made_at: datetime, limits: Limits) -> Mapping[str, Any]:
    pledges, pledges_unseen = _first([one for strand in facts.strands for one in strand.pledges], limits.pledges)
    actions, actions_unseen = _first(facts.measure_actions, limits.gaps)
    rows, rows_unseen = _first(list(_figure_rows(facts)), limits.figures)
    gaps, gaps_unseen = _first(facts.gaps, limits.gaps)
    lines, lines_unseen = _first(changes.lines, limits.changes)
    notes, notes_unseen = _first(facts.notes, limits.notes)
    ratios, _ = _first(facts.ratios.shown, limits.gaps)
    refused, _ = _first(facts.ratios.refused, limits.gaps)
    return {
        "facts": facts,
        "year": facts.year,
        "force": settings.FORCE_NAME,
        "title": settings.REPORT_TITLE,
        "made_at": plain_time(made_at),
        "words": limits.words,
        "strands": list(_in_strands(facts.strands, pledges)),
        "pledges_unseen": pledges_unseen,
        "actions": actions,
        "actions_unseen": actions_unseen,
        "rows": rows,
        "rows_unseen": rows_unseen + sum(one.unseen for one in facts.key_figures),
        "measures_unseen": len(facts.others) + facts.others_unseen,
        "ratios": ratios,
        "refused": refused,
        "gaps": gaps,
        "gaps_unseen": gaps_unseen + facts.gaps_unseen,
        "changes": changes,
        "lines": lines,
        "lines_unseen": lines_unseen,
        "notes": notes,
        "notes_unseen": notes_unseen,
    }


def _first(items: Sequence[Any], most: int) -> tuple[Sequence[Any], int]:
    return items[:most], max(0, len(items) - most)


def _in_strands(strands: Iterable[StrandState], pledges: Sequence[PledgeState]) -> Iterable[StrandState]:
    wanted = {one.node.pk for one in pledges}
    for strand in strands:
        if found := tuple(one for one in strand.pledges if one.node.pk in wanted):
            yield StrandState(strand.name, found)


def _figure_rows(facts: Dashboard) -> Iterable[tuple[str, Any, Any]]:
    """Return a row a figure: what it is called, the figure, and how its measure was assessed."""
    for figure in facts.key_figures:
        for cell in figure.cells:
            yield f"{figure.title}{f': {cell.name}' if cell.name else ''}", cell, figure.judgement
