"""The manifest of an edition: each of its files with its SHA-256, and what the edition is.

``SHA256SUMS`` says the same of all other files to the usual tools: who has downloaded an edition's folder can check it
there with ``sha256sum -c SHA256SUMS``, and needs nothing of ours.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"

# Written down here and not asked of the system, which may know them or not.
_MEDIA_TYPES = {
    "css": "text/css",
    "csv": "text/csv",
    "csv-metadata.json": "application/csvm+json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "jpg": "image/jpeg",
    "json": "application/json",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "pdf": "application/pdf",
    "png": "image/png",
    "schema.json": "application/schema+json",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Entry:
    """A file of an edition. ``bytes`` is how many it has."""

    path: str
    sha256: str
    bytes: int
    media_type: str


@dataclass(frozen=True)
class Manifest:
    """What an edition consists of.

    ``facts_sha256`` is the fingerprint of its facts without their stamp. ``facts`` has one for each part of them, by
    JSON path, so that where the facts were tampered with it can be said which.
    """

    edition: int
    slug: str
    made_at: str
    software: dict[str, str]
    files: tuple[Entry, ...]
    facts_sha256: str
    facts: dict[str, str]

    def as_bytes(self) -> bytes:
        """Return the manifest as its file holds it."""
        return (json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Manifest:
        """Read a manifest. Raises ValueError where the content is none."""
        try:
            held: dict[str, Any] = json.loads(content)
            held["files"] = tuple(Entry(**one) for one in held["files"])
            return cls(**held)
        except (TypeError, KeyError, ValueError) as error:
            raise ValueError("This is no manifest of an edition.") from error


def sums_of(entries: Iterable[Entry]) -> bytes:
    """Return SHA256SUMS of files."""
    return "".join(f"{one.sha256}  {one.path}\n" for one in sorted_entries(entries)).encode()


def entry_of(path: str, content: bytes) -> Entry:
    """Return the line of the manifest for a file."""
    return Entry(path, hash_of(content), len(content), media_type_of(path))


def hash_of(content: bytes) -> str:
    """Return the SHA-256 of content."""
    return hashlib.sha256(content).hexdigest()


def media_type_of(path: str) -> str:
    """Return the media type of a file by its name; the longest ending that is known counts."""
    _, *endings = path.rsplit("/", 1)[-1].split(".")
    candidates = (".".join(endings[at:]) for at in range(len(endings)))
    return next((_MEDIA_TYPES[one] for one in candidates if one in _MEDIA_TYPES), "application/octet-stream")


def sorted_entries(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return lines of a manifest in its order."""
    return tuple(sorted(entries, key=lambda one: one.path))
