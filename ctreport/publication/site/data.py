"""The open data of the site: JSON and CSV, made from the frozen facts of the editions.

All addresses in it are relative to the document in which they stand, so that it can be carried by any server.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from ctreport.publication.site.inputs import PublicEdition, SiteInputs
from ctreport.publication.templatetags.public_site import utc
from ctreport.ui.formulas import without_formula

API = "api/v1/"
COLUMNS = (
    "year", "edition", "key", "code", "measure", "programme", "categories", "unit", "qualifier", "value", "symbol",
    "text", "base", "status", "polarity", "change", "target", "period_start", "period_end", "source", "note",
    "definition", "is_illustrative",
)  # fmt: skip


def as_json(document: Any) -> bytes:
    """Return a document as the site writes all its JSON."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def reports_document(inputs: SiteInputs) -> dict[str, Any]:
    """Return the list of reports, latest year first."""
    return {"reports": [_report(inputs, slug, root="../../", here="reports/") for slug in inputs.slugs]}


def report_document(inputs: SiteInputs, slug: str) -> dict[str, Any]:
    """Return a report with its editions, the newest first."""
    report = _report(inputs, slug, root="../../../", here="")
    editions = [_edition(one) | {"address": f"{slug}/editions/{one.number}.json"} for one in inputs.of_year(slug)]
    return report | {"editions": editions}


def edition_document(edition: PublicEdition) -> dict[str, Any]:
    """Return an edition with all its files; of a withdrawn one, that it was and why."""
    if not edition.is_readable:
        return _edition(edition)
    root = f"../../../../../reports/{edition.slug}/editions/{edition.number}/"
    files = [
        {"path": path, "media_type": one.media_type, "bytes": one.bytes, "sha256": one.sha256, "address": root + path}
        for path, one in edition.entries.items()
    ]
    made = {"made_at": (edition.facts.get("stamp") or {}).get("made_at", ""), "corrections": edition.corrections}
    return _edition(edition) | made | {"files": files}


def figures_document(edition: PublicEdition) -> dict[str, Any]:
    """Return the published figures of an edition as data."""
    return {"year": edition.year, "edition": edition.number, "figures": list(edition.facts.get("figures", ()))}


def figures_csv(document: dict[str, Any]) -> bytes:
    """Return the same figures as CSV: one a row, its categories as "Survey mode: Online; Time of day: Day"."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for figure in document["figures"]:
        row = {"year": document["year"], "edition": document["edition"]} | figure
        row["categories"] = "; ".join(f"{dimension}: {category}" for dimension, category in figure["categories"])
        writer.writerow(_cell(row.get(name, "")) for name in COLUMNS)
    return out.getvalue().encode()


def data_files(inputs: SiteInputs) -> Iterator[tuple[str, bytes]]:
    """Return path and content of each document of the data."""
    yield f"{API}reports.json", as_json(reports_document(inputs))
    for slug in inputs.slugs:
        yield f"{API}reports/{slug}.json", as_json(report_document(inputs, slug))
        if current := inputs.current(slug):
            yield from _of_edition(f"{API}reports/{slug}/", current)
    for edition in inputs.editions:
        place = f"{API}reports/{edition.slug}/editions/{edition.number}"
        yield f"{place}.json", as_json(edition_document(edition))
        if edition.is_readable:
            yield from _of_edition(f"{place}/", edition)


def _of_edition(place: str, edition: PublicEdition) -> Iterator[tuple[str, bytes]]:
    figures = figures_document(edition)
    yield f"{place}facts.json", edition.content("facts.json")
    yield f"{place}figures.json", as_json(figures)
    yield f"{place}figures.csv", figures_csv(figures)


def _report(inputs: SiteInputs, slug: str, *, root: str, here: str) -> dict[str, Any]:
    newest, current = inputs.of_year(slug)[0], inputs.current(slug)
    shown = current or newest
    return {
        "slug": slug,
        "year": shown.year,
        "title": shown.title,
        "force": shown.force,
        "edition": current.number if current else None,
        "published_at": utc(current.published_at) if current else None,
        "page": f"{root}reports/{slug}/index.html",
        "address": f"{here}{slug}.json",
    }


def _edition(edition: PublicEdition) -> dict[str, Any]:
    return {
        "slug": edition.slug,
        "year": edition.year,
        "edition": edition.number,
        "state": edition.state,
        "published_at": utc(edition.published_at),
        "superseded_at": utc(edition.superseded_at) if edition.superseded_at else None,
        "withdrawn_at": utc(edition.withdrawn_at) if edition.withdrawn_at else None,
        "withdrawn_reason": edition.withdrawn_reason,
        "manifest_sha256": edition.manifest_sha256,
    }


def _cell(value: Any) -> str:
    """Return a value as the text of a cell; a text that a spreadsheet would compute is kept from it."""
    text = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    return without_formula(text)
