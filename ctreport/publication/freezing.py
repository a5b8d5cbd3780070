"""Freezes the facts of a year as the files of an edition.

The files are a pure function of the facts, their stamp included, and of the pictures that the facts name. So the same
edition can be made again from two of its own parts, and held against what stands on the disk: see ``verifying``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ctreport.charts.svg import svg_of
from ctreport.publication import software, storage
from ctreport.publication.fact_paths import parts_of
from ctreport.publication.gate import faults_in
from ctreport.publication.manifest import MANIFEST, SUMS, Entry, Manifest, entry_of, sorted_entries, sums_of
from ctreport.publication.search_text import search_json
from ctreport.report.facts import AnnualReport, as_json

FACTS, SCHEMA, SEARCH = "facts.json", "facts.schema.json", "search.json"
PICTURES = "pictures/"

Note = Callable[[str], None]


class FreezingError(Exception):
    """The edition cannot be made as it should be. The message is for people."""


@dataclass(frozen=True)
class Frozen:
    """An edition's folder, with what the row of the database says of it."""

    folder: str
    manifest_sha256: str
    facts_sha256: str
    software: str


def files_of(
    report: AnnualReport, pictures: Mapping[str, bytes], *, note: Note | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an edition, each with its path, but for the manifest and the sums made of them.

    ``note`` is told in words what comes next, as often as ``steps_of`` says.
    """
    from ctreport.report.datapack import data_pack
    from ctreport.report.datapack.schema import facts_schema
    from ctreport.report.pdf import pdf_of
    from ctreport.report.render import body_html, brand_css, file_html
    from ctreport.report.word import word_of

    tell: Note = note or (lambda words: None)
    tell("Writing down the facts")
    yield FACTS, f"{as_json(report)}\n".encode()
    yield SCHEMA, (json.dumps(facts_schema(), ensure_ascii=False, indent=1) + "\n").encode()
    yield from ((f"{PICTURES}{name}", pictures[name]) for name in sorted(pictures))
    for number, chart in enumerate(report.all_charts, start=1):
        tell(f"Drawing chart {number} of {len(report.all_charts)}")
        yield f"charts/{chart.name}.svg", svg_of(chart)
    tell("Setting the pages")
    body = body_html(report)
    yield "page.html", body.encode()
    yield "brand.css", brand_css(report).encode()
    yield SEARCH, search_json(body)
    yield "report.html", file_html(report, pictures).encode()
    tell("Laying out the PDF")
    yield "report.pdf", pdf_of(report, pictures)
    tell("Writing the Word document")
    yield "report.docx", word_of(report, pictures)
    tell("Writing the data")
    yield from sorted(data_pack(report).items())


def steps_of(report: AnnualReport) -> int:
    """Return how many steps ``freeze`` has."""
    return len(report.all_charts) + 7


def stamp_time(moment: datetime) -> str:
    """Return a moment as a stamp holds it: UTC, ISO 8601, so exact that no two proofs have the same."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def unstamped(report: AnnualReport) -> AnnualReport:
    """Return the facts as they are without being an edition's."""
    return replace(report, stamp=None)


def freeze(report: AnnualReport, pictures: Mapping[str, bytes], *, note: Note | None = None) -> Frozen:
    """Write the edition of a stamped report to the disk, whole or not at all. Only for who holds the year's lock.

    Raises FreezingError, leaving nothing, where one of its files fails a check.
    """
    tell: Note = note or (lambda words: None)
    unfinished = storage.begin(report.slug)
    try:
        manifest = _write_files(unfinished, report, pictures, tell)
        content = manifest.as_bytes()
        storage.write(unfinished, MANIFEST, content)
        tell("Putting the edition together")
        sha256 = entry_of(MANIFEST, content).sha256
        folder = f"{report.slug}/{manifest.edition}-{sha256[:12]}"
        storage.finish(unfinished, folder)
    except Exception:
        if unfinished.exists():
            storage.remove(unfinished)
        raise
    return Frozen(folder, sha256, manifest.facts_sha256, software.build())


def _write_files(unfinished: Path, report: AnnualReport, pictures: Mapping[str, bytes], tell: Note) -> Manifest:
    entries, faults, plain = [], [], unstamped(report)
    for path, content in files_of(report, pictures, note=tell):
        storage.write(unfinished, path, content)
        entries.append(entry_of(path, content))
        if path == "report.pdf":
            tell("Checking the PDF")
        faults += faults_in(plain, path, content)
    if faults:
        raise FreezingError("The edition was made but fails its checks. " + " ".join(faults))
    sums = sums_of(entries)
    storage.write(unfinished, SUMS, sums)
    return manifest_of(report, (*entries, entry_of(SUMS, sums)))


def manifest_of(report: AnnualReport, entries: Iterable[Entry]) -> Manifest:
    """Return the manifest of a stamped report's edition with these files."""
    if report.stamp is None:
        raise ValueError("Facts without a stamp are no edition.")
    plain = unstamped(report)
    return Manifest(
        edition=report.stamp.edition,
        slug=report.slug,
        made_at=report.stamp.made_at,
        software=software.versions(),
        files=sorted_entries(entries),
        facts_sha256=plain.fingerprint,
        facts=parts_of(json.loads(as_json(plain))),
    )
