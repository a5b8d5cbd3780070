"""What the rivals show: the figures and charts of our own page, as JSON, so that all three show the same."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

from tests.bench.production import PAGE, YEAR, Served, fetch

_PLOT = re.compile(r"<[^>]*\bdata-chart-url=\"([^\"]+)\"[^>]*>")
_ALT = re.compile(r"\bdata-chart-alt=\"([^\"]*)\"")


def export(served: Served, path: Path) -> dict[str, Any]:
    """Write title, pledges, key figures and charts (as Plotly takes them) of the leaders' page to a file."""
    facts = {"title": f"Countering Terrorism {YEAR}", **_records(), "charts": list(_charts(served))}
    path.write_text(json.dumps(facts), encoding="utf-8")
    return facts


def _records() -> dict[str, Any]:
    from ctreport.narrative.sentences import FigureBook
    from ctreport.thread.threads import build_thread
    from objectives.models import ReportingYear

    year = ReportingYear.objects.get(start_year=int(YEAR[:4]))
    book = FigureBook.for_year(year, only_approved=True)
    thread = build_thread(year, book, only_approved=True)
    pledges = [
        {
            "Reference": node.reference,
            "Pledge": node.text,
            "Strand": node.strand,
            "Thread": "complete"
            if thread.is_complete(node)
            else ", ".join(gap.kind.value for gap in thread.gaps_of(node)),
        }
        for node in thread.of_kind("pledge")
    ]
    figures = [
        {
            "title": ", ".join([figure.measure.title, *(str(one) for one in figure.categories)]),
            "value": str(figure.quantity),
            "change": figure.change_from(before).text if (before := book.earlier.get(cell)) else "",
        }
        for cell, figure in sorted(book.figures.items(), key=lambda pair: pair[1].measure.order)
    ]
    return {"pledges": pledges, "figures": figures}


def _charts(served: Served) -> Any:
    for plot in _PLOT.finditer(fetch(served, PAGE)):
        chart = json.loads(fetch(served, unescape(plot[1])))
        words = _ALT.search(plot[0])
        yield {"words": unescape(words[1]) if words else "", "data": chart["data"], "layout": chart["layout"]}
