"""Editions as they stand on the disk, made up for tests of the site: small files with a true manifest."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from ctreport.publication import manifest
from ctreport.publication.site.inputs import PublicEdition

FIRST = datetime(2020, 6, 3, 8, 30, tzinfo=UTC)  # 9:30am in London
BODY = """<header class="ct-cover"><p class="ct-cover__force">City of London Police</p>
<h1 class="ct-cover__title">Countering Terrorism</h1><p class="ct-cover__year">Annual report {year}</p></header>
<nav class="ct-contents" aria-labelledby="contents"><h2 id="contents">Contents</h2><ol><li><a href="#said">What we
said</a></li></ol></nav>
<section class="ct-part" id="said" aria-labelledby="said-heading"><h2 id="said-heading">What we said</h2>
<p>We delivered {briefings} briefings.</p><figure class="ct-figure" id="chart-survey"><figcaption>Survey</figcaption>
<img src="charts/survey.svg" alt="Bars"></figure></section>"""
FIGURE = {
    "key": "figure:briefings",
    "code": "briefings",
    "measure": "Project Griffin briefings",
    "programme": "Griffin",
    "definition": "Briefings held",
    "unit": "count",
    "polarity": "context",
    "categories": [],
    "qualifier": "over",
    "value": "500",
    "symbol": "",
    "text": "over 500",
    "base": "",
    "status": "final",
    "change": "",
    "target": "",
    "source": "Force records",
    "note": "",
    "period_start": "2018-04-01",
    "period_end": "2019-03-31",
    "is_illustrative": False,
}
SURVEY = FIGURE | {
    "key": "figure:feel-safe:online:day",
    "code": "feel-safe",
    "measure": "People who feel safe",
    "categories": [["Survey mode", "Online"], ["Time of day", "By day"]],
    "unit": "percentage",
    "value": "96",
    "qualifier": "exactly",
    "text": "96%",
}
CORRECTION = {
    "where": "Key figures",
    "what": "figure",
    "old": "We delivered over 500 briefings.",
    "new": "We delivered over 510 briefings.",
    "reason": "A briefing was counted twice & another left out.",
    "date": "2020-07-01",
}


def facts(year: str, corrections: tuple[dict[str, str], ...] = (), number: int = 1) -> bytes:
    stamp = {"edition": number, "made_at": "2020-06-01T10:00:00Z", "software": "ctreport 0.1.0"}
    told = {
        "title": "Countering Terrorism",
        "force": "City of London Police",
        "year": year,
        "figures": [FIGURE, SURVEY],
        "charts": [{"name": "survey", "title": "How safe people feel"}],
        "trends": [],
        "stamp": stamp | {"corrections": list(corrections)},
    }
    return json.dumps(told).encode()


def files_of(year: str, number: int, briefings: str, corrections: tuple[dict[str, str], ...]) -> dict[str, bytes]:
    section = {"anchor": "said", "title": "What we said", "text": f"We delivered {briefings} briefings to shops. " * 9}
    other = {"anchor": "did", "title": "What we did <b>", "text": "Behaviour detection officers were deployed."}
    return {
        "facts.json": facts(year, corrections, number),
        "page.html": BODY.format(year=year, briefings=briefings).encode(),
        "report.html": f"<!doctype html><title>{year}</title><style>b{{}}</style><p>{briefings}</p>".encode(),
        "report.pdf": b"%PDF-1.7 made up " + bytes(range(256)) * 40,
        "report.docx": b"PK made up",
        "brand.css": b".ct-report { --brand: #14274e }",
        "charts/survey.svg": f"<svg xmlns='http://www.w3.org/2000/svg'><text>{briefings}</text></svg>".encode(),
        "data/figures.xlsx": b"PK a workbook",
        "data/figures.csv": b"year,value\r\n2018/19,500\r\n",
        "search.json": json.dumps({"sections": [section, other]}).encode(),
    }


def freeze(
    year: str = "2018/19",
    number: int = 1,
    *,
    state: str = "published",
    briefings: str = "over 500",
    corrections: tuple[dict[str, str], ...] = (),
    **more,
) -> PublicEdition:
    """Write an edition's folder and return what the site is told of it."""
    slug = year.replace("/", "-")
    files = files_of(year, number, briefings, corrections)
    files[manifest.SUMS] = manifest.sums_of(manifest.entry_of(path, data) for path, data in files.items())
    entries = manifest.sorted_entries(manifest.entry_of(path, data) for path, data in files.items())
    whole = manifest.Manifest(number, slug, "2020-06-01T10:00:00Z", {"ctreport": "0.1.0"}, entries, "0" * 64, {})
    files[manifest.MANIFEST] = whole.as_bytes()
    sha256 = manifest.hash_of(files[manifest.MANIFEST])
    folder = f"{slug}/{number}-{sha256[:12]}"
    for path, data in files.items():
        target = Path(settings.EDITIONS_DIR, folder, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    more.setdefault("published_at", FIRST)
    return PublicEdition(slug, year, number, state, folder, sha256, **more)
