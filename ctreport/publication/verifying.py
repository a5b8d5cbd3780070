"""Holds an edition against what it was when it was frozen, and names what differs.

Two questions are asked. Are the files those of the manifest, and the manifest that of the database's row? And do the
facts still give these files? The first needs nothing but the folder; the second needs the same software.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from ctreport.publication import software, storage
from ctreport.publication.editions import current_facts, facts_of, pictures_in
from ctreport.publication.fact_paths import changed_parts, differences
from ctreport.publication.freezing import FACTS, files_of, manifest_of
from ctreport.publication.manifest import MANIFEST, SUMS, Manifest, entry_of, hash_of, sums_of
from ctreport.publication.models import Edition
from ctreport.publication.storage import EditionDamagedError
from ctreport.report.facts import as_json

SHOWN = 80  # characters of a value


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was frozen. ``path`` is a file's, or a file's and a JSON path in it."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


def verify(edition: Edition) -> list[Finding]:
    """Hold the files of an edition against its manifest, and that against the database; empty where all is well."""
    try:
        content = storage.read(edition.folder, MANIFEST)
    except EditionDamagedError as error:
        return [Finding(MANIFEST, str(error))]
    findings = []
    if hash_of(content) != edition.manifest_sha256:
        findings.append(Finding(MANIFEST, "changed: its SHA-256 is not the one that the database holds."))
    try:
        manifest = Manifest.from_bytes(content)
    except ValueError as error:
        return [*findings, Finding(MANIFEST, str(error))]
    return [*findings, *_against_row(edition, manifest), *_against_files(edition, manifest)]


def rebuild(edition: Edition) -> list[Finding]:
    """Make an edition again from its facts and pictures, and compare each byte; empty where it is the same.

    Raises NotComparableError where other software made it than is installed.
    """
    manifest = Manifest.from_bytes(storage.read(edition.folder, MANIFEST))
    refuse_other_software(manifest)
    try:
        report = facts_of(edition)
    except EditionDamagedError as error:
        return [Finding(FACTS, str(error))]
    made = {path: entry_of(path, content) for path, content in files_of(report, pictures_in(edition))}
    sums = sums_of(made.values())
    made[SUMS] = entry_of(SUMS, sums)
    held = {one.path: one for one in manifest.files}
    findings = []
    for path in sorted({*made, *held} - {SUMS}):
        if path not in held:
            findings.append(Finding(path, "the facts give this file, and the edition has none."))
        elif path not in made:
            findings.append(Finding(path, "the edition has this file, and the facts give none."))
        elif made[path].sha256 != held[path].sha256:
            findings.append(Finding(path, "the facts give other bytes than the edition has."))
    if not findings and manifest_of(report, made.values()).as_bytes() != manifest.as_bytes():
        findings.append(Finding(MANIFEST, "the facts give another manifest."))
    return findings


class NotComparableError(Exception):
    """An edition was made by other software than is installed, so its bytes cannot be made again here."""


def refuse_other_software(manifest: Manifest) -> None:
    """Raise NotComparableError, naming what differs, where other software made an edition than is installed."""
    here, there = software.versions(), manifest.software
    names = sorted(name for name in {*here, *there} if here.get(name) != there.get(name))
    if names:
        parts = ", ".join(f"{name} {there.get(name, 'absent')}, here {here.get(name, 'absent')}" for name in names)
        raise NotComparableError(f"It was made by other software: {parts}.")


def _against_row(edition: Edition, manifest: Manifest) -> Iterator[Finding]:
    for name, held, told in (
        ("edition", manifest.edition, edition.number),
        ("slug", manifest.slug, edition.year.slug),
        ("facts_sha256", manifest.facts_sha256, edition.facts_sha256),
    ):
        if held != told:
            yield Finding(f"{MANIFEST} $.{name}", f"is {held}; the database holds {told}.")


def _against_files(edition: Edition, manifest: Manifest) -> Iterator[Finding]:
    present, listed = set(storage.files_in(edition.folder)), {one.path: one for one in manifest.files}
    for path in sorted(present - {*listed, MANIFEST}):
        yield Finding(path, "is not part of the edition.")
    for path, entry in sorted(listed.items()):
        if path not in present:
            yield Finding(path, "is missing.")
            continue
        try:
            content = storage.read(edition.folder, path)
        except EditionDamagedError as error:
            yield Finding(path, str(error))
            continue
        if hash_of(content) != entry.sha256:
            yield Finding(path, f"changed: {len(content):,} bytes, frozen with {entry.bytes:,}.")
            if path == FACTS:
                yield from _which_facts(edition, manifest, content)


def _which_facts(edition: Edition, manifest: Manifest, content: bytes) -> Iterator[Finding]:
    """Name the facts that were changed: each value where the true facts are still known, otherwise the parts."""
    try:
        found = json.loads(content)
    except ValueError as error:
        yield Finding(FACTS, f"is no longer JSON: {error}.")
        return
    found["stamp"] = None
    now = current_facts(edition.year)
    if now.fingerprint == edition.facts_sha256:
        for path, frozen, changed in differences(json.loads(as_json(now)), found):
            yield Finding(f"{FACTS} {path}", f"is {_cut(changed)}; {_cut(frozen)} was frozen.")
    else:
        for path in changed_parts(manifest.facts, found):
            yield Finding(f"{FACTS} {path}", "is not what was frozen.")


def _cut(text: str) -> str:
    return (text if len(text) <= SHOWN else f"{text[:SHOWN]}…") or "nothing"
