"""The files of the public site, one after another. Each page is drawn from the inputs and nothing else."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from ctreport.publication.api.service import openapi_document
from ctreport.publication.manifest import Entry
from ctreport.publication.site import assets
from ctreport.publication.site.data import as_json, data_files
from ctreport.publication.site.differences import old_and_new
from ctreport.publication.site.files import ASSET, FROZEN, SiteFile
from ctreport.publication.site.inputs import PublicEdition, SiteInputs
from ctreport.publication.site.sections import LONGEST_QUESTION, sections_of

STATEMENT_PREPARED = date(2026, 11, 24)  # of the accessibility statement; to be set anew when it is reviewed


@dataclass(frozen=True)
class Download:
    """A file offered beside the report."""

    words: str
    entry: Entry
    detail: str = ""


def site_files(inputs: SiteInputs) -> Iterator[SiteFile]:
    """Return all files of the site."""
    built = assets.all_assets()
    for address, data in built.values():
        yield SiteFile(address, data, ASSET)
    draw = Drawing(inputs, {name: address for name, (address, _) in built.items()})
    yield from _front(draw)
    for slug in inputs.slugs:
        yield from _year(draw, slug)
    for edition in inputs.editions:
        yield from _edition(draw, edition)
    for path, data in data_files(inputs):
        yield SiteFile(path, data, FROZEN if path.endswith("facts.json") and "/editions/" in path else "page")
    yield from _api(draw)


class Drawing:
    """Draws templates of the site, each with the way from its page to the top of the site."""

    def __init__(self, inputs: SiteInputs, addresses: dict[str, str]) -> None:
        self.inputs, self.addresses = inputs, addresses

    def __call__(self, path: str, template: str, *, here: str = "", **context: Any) -> SiteFile:
        root = "/" if path == "404.html" else "../" * path.count("/")
        return SiteFile(path, self._text(template, root, here, context).encode())

    def _text(self, template: str, root: str, here: str, context: dict[str, Any]) -> str:
        """Return a template drawn for a page from which ``root`` leads to the top; ``here`` is its menu entry."""
        return render_to_string(f"site/{template}", frame(self.inputs, self.addresses, root, here) | context)


def frame(inputs: SiteInputs, addresses: dict[str, str], root: str, here: str = "") -> dict[str, Any]:
    """Return what the frame around each page needs."""
    found = {name.split("/")[-1].replace(".", "_").replace("-", "_"): root + where for name, where in addresses.items()}
    return {"site": inputs, "root": root, "assets": found, "here": here}


def _front(draw: Drawing) -> Iterator[SiteFile]:
    inputs = draw.inputs
    reports: list[dict[str, Any]] = [
        {"slug": slug, "edition": inputs.current(slug), "newest": inputs.of_year(slug)[0]} for slug in inputs.slugs
    ]
    for one in reports:
        if one["edition"]:
            one["downloads"] = downloads_of(one["edition"])
    yield draw("index.html", "index.html", here="reports", reports=reports)
    yield draw("404.html", "404.html", reports=reports)
    yield draw("calendar/index.html", "calendar.html", here="calendar")
    yield draw("follow/index.html", "follow.html", here="follow")
    yield draw(
        "accessibility/index.html",
        "accessibility.html",
        prepared=STATEMENT_PREPARED,
        contact=settings.ACCESSIBILITY_CONTACT,
    )
    sections = sections_of(inputs)
    years = [(slug, inputs.of_year(slug)[0].year) for slug in inputs.slugs if inputs.current(slug)]
    yield draw("search/index.html", "search.html", here="search", years=years, longest=LONGEST_QUESTION)
    yield SiteFile("search/search.json", as_json(sections))
    yield draw("feed.xml", "feed.xml", entries=list(_entries(inputs)), feed_id=_urn(inputs.force, inputs.report_title))
    calendar = draw("calendar/calendar.ics", "calendar.ics")
    yield SiteFile(calendar.path, b"\r\n".join(line for line in calendar.data.splitlines() if line) + b"\r\n")
    yield SiteFile("robots.txt", b"User-agent: *\nDisallow:\n")


def _year(draw: Drawing, slug: str) -> Iterator[SiteFile]:
    """The pages of a year, and the files of the edition that holds now at addresses that stay."""
    editions = draw.inputs.of_year(slug)
    about: dict[str, Any] = {"editions": editions, "slug": slug, "newest": editions[0]}
    current = draw.inputs.current(slug)
    if current is None:
        yield draw(f"reports/{slug}/index.html", "withdrawn.html", edition=editions[0], **about)
    else:
        context = report_context(current, editions)
        yield draw(f"reports/{slug}/index.html", "report.html", is_current_page=True, **about | context)
        for path in current.entries:
            yield SiteFile(f"reports/{slug}/{path}", current.content(path))
    yield draw(f"reports/{slug}/editions/index.html", "editions.html", **about)
    changes = [_change(one, editions) for one in editions if one.number > 1 and one.is_readable]
    if changes:
        yield draw(f"reports/{slug}/what-changed/index.html", "what_changed.html", changes=changes, **about)


def _edition(draw: Drawing, edition: PublicEdition) -> Iterator[SiteFile]:
    """An edition at its own address: its page with what is to be known of it, and its files as they were frozen."""
    place = f"reports/{edition.slug}/editions/{edition.number}/"
    editions = draw.inputs.of_year(edition.slug)
    about: dict[str, Any] = {"edition": edition, "editions": editions, "slug": edition.slug, "newest": editions[0]}
    if edition.is_readable:
        context = report_context(edition, editions)
        yield draw(f"{place}index.html", "report.html", is_current_page=False, **about | context)
        for path in edition.entries:
            yield SiteFile(place + path, edition.content(path), FROZEN)
    else:
        yield draw(f"{place}index.html", "withdrawn.html", **about)
    yield draw(f"{place}pre-release-access/index.html", "access.html", **about)


def report_context(edition: PublicEdition, editions: list[PublicEdition]) -> dict[str, Any]:
    """Return what the page of an edition shows beside its frame."""
    return {
        "edition": edition,
        "body": edition.text("page.html"),
        "brand": "brand.css" if "brand.css" in edition.entries else "",
        "style": "report.css" if "report.css" in edition.entries else "",
        "downloads": downloads_of(edition),
        "earlier": [one for one in editions if one.number < edition.number],
        "later": next((one for one in reversed(editions) if one.number > edition.number), None),
    }


def downloads_of(edition: PublicEdition) -> list[Download]:
    """Return the files offered beside the report, those that the edition has."""
    words = {".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel", ".ods": "OpenDocument", ".csv": "CSV"}
    found = []
    for ending, name in words.items():
        for path, entry in edition.entries.items():
            if path.endswith(ending):
                found.append(Download(name, entry, pages_of(edition) if ending == ".pdf" else ""))
    if "facts.json" in edition.entries:
        found.append(Download("JSON", edition.entries["facts.json"]))
    return found


def pages_of(edition: PublicEdition) -> str:
    """Return how many pages the PDF has, in words; nothing where it cannot be told."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(edition.content("report.pdf"))) as document:
            count = len(document.pages)
    except pikepdf.PdfError:
        return ""
    return f"{count} page{'' if count == 1 else 's'}"


def _change(edition: PublicEdition, editions: list[PublicEdition]) -> dict[str, Any]:
    """What an edition changed of the one before it: its corrections, and the charts that look different now."""
    before = next((one for one in editions if one.number < edition.number and one.is_readable), None)
    corrections = []
    for one in edition.corrections:
        old, new = old_and_new(one["old"], one["new"])
        corrections.append(one | {"old_pieces": old, "new_pieces": new})
    charts = []
    if before:
        for path, entry in edition.entries.items():
            was = before.entries.get(path)
            if path.endswith(".svg") and path.startswith("charts/") and was and was.sha256 != entry.sha256:
                charts.append({"path": path, "title": _chart_title(edition, path)})
    return {"edition": edition, "before": before, "corrections": corrections, "charts": charts}


def _chart_title(edition: PublicEdition, path: str) -> str:
    name = path.removeprefix("charts/").removesuffix(".svg")
    charts = [*edition.facts.get("charts", ()), *edition.facts.get("trends", ())]
    return next((str(one["title"]) for one in charts if one.get("name") == name), name)


def _entries(inputs: SiteInputs) -> Iterator[dict[str, Any]]:
    """What happened, the latest first: each edition, and each withdrawal, under a name that never changes."""
    found = []
    for edition in inputs.editions:
        entry = {"edition": edition, "id": _urn(edition.manifest_sha256), "published": edition.published_at}
        if edition.is_readable:
            later = edition.superseded_at or edition.published_at
            found.append(entry | {"updated": later, "corrections": edition.corrections})
        else:
            found.append(entry | {"updated": edition.withdrawn_at or edition.published_at, "is_withdrawn": True})
    yield from sorted(found, key=_when_updated, reverse=True)


def _when_updated(entry: dict[str, Any]) -> datetime:
    return entry["updated"].astimezone(UTC)


def _urn(*parts: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, "\n".join(("ctreport", *parts))).urn


def _api(draw: Drawing) -> Iterator[SiteFile]:
    document = openapi_document()
    yield SiteFile("api/v1/openapi.json", as_json(document))
    yield draw("api/index.html", "api.html", here="api", api=document)
