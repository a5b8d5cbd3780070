"""The generation that is served, held in memory by each process that serves it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings

from ctreport.publication.site import generation

LARGEST_HELD = 1_000_000  # bytes of one file; a larger one is read from the disk each time
MOST_HELD = 64_000_000  # bytes of all that a process holds


class NoSiteError(Exception):
    """The public site has not been made yet."""


@dataclass(frozen=True)
class Line:
    """What the index says of a file. ``etag`` is without quotation marks."""

    path: str
    sha256: str
    bytes: int
    media_type: str
    kind: str
    encodings: tuple[str, ...] = ()
    styles: str = ""

    def etag(self, encoding: str) -> str:
        """Return what names these bytes: another one for each compressed form."""
        return f"{self.sha256[:32]}-{encoding}" if encoding else self.sha256[:32]


@dataclass
class Site:
    """A generation. What is asked for is looked up among the paths it has; no path is made from a request."""

    name: str
    lines: dict[str, Line]
    assets: dict[str, str]
    redirects: dict[str, str]
    _held: dict[tuple[str, str], bytes] = field(default_factory=dict)
    _size: int = 0

    @cached_property
    def folder(self) -> Path:
        return generation.folder_of(self.name)

    def file_of(self, line: Line, encoding: str = "") -> Path:
        """Return where the bytes stand on the disk."""
        return self.folder / (f"encoded/{line.sha256}.{encoding}" if encoding else f"files/{line.path}")

    def content(self, line: Line, encoding: str = "") -> bytes:
        """Return the bytes, from memory where they have been asked for before."""
        key = (line.path, encoding)
        if (data := self._held.get(key)) is not None:
            return data
        data = self.file_of(line, encoding).read_bytes()
        if len(data) <= LARGEST_HELD and self._size + len(data) <= MOST_HELD:
            self._held[key] = data
            self._size += len(data)
        return data

    def document(self, path: str) -> Any:
        """Return a JSON document of the site. Raises KeyError where it has none of that name."""
        return json.loads(self.content(self.lines[path]))

    @cached_property
    def sections(self) -> list[dict[str, str]]:
        """What can be searched."""
        return list(self.document("search/search.json")["sections"])

    @cached_property
    def years(self) -> list[tuple[str, str]]:
        """Address and name of each year that has a report, latest first."""
        reports = self.document("api/v1/reports.json")["reports"]
        return [(one["slug"], one["year"]) for one in reports if one["edition"]]


class _Shelf:
    """The site of this process, and how the file looked that named it."""

    def __init__(self) -> None:
        self.pointer: tuple[str, int, int] | None = None
        self.site: Site | None = None


_shelf = _Shelf()


def current_site() -> Site:
    """Return the generation that is served now; the disk is asked for its name only when that may have changed.

    Raises NoSiteError where there is none.
    """
    address = f"{settings.SITE_DIR}/current"
    try:
        found = os.stat(address)
        pointer = (address, found.st_ino, found.st_mtime_ns)
        if _shelf.site is None or _shelf.pointer != pointer:
            _shelf.site, _shelf.pointer = _load(generation.current_name()), pointer
    except OSError as error:
        raise NoSiteError from error
    return _shelf.site


def _load(name: str) -> Site:
    index = json.loads((generation.folder_of(name) / "index.json").read_text())
    lines = {}
    for path, told in index["files"].items():
        lines[path] = Line(path, **told | {"encodings": tuple(told["encodings"])})
    redirects = redirects_of(lines)
    if icon := index["assets"].get("images/favicon.svg"):
        redirects["favicon.ico"] = icon  # browsers ask for it where a page names none, as the PDF
    return Site(name, lines, index["assets"], redirects)


def redirects_of(paths: Iterable[str]) -> dict[str, str]:
    """Return where other spellings of an address lead, each way relative to the address that was asked for."""
    found = {"reports/": "../", "reports": "./"}
    for path in paths:
        folder, _, name = path.rpartition("/")
        if name != "index.html":
            continue
        found[path] = "./"
        if folder:
            found[folder] = folder.rpartition("/")[2] + "/"
        top, _, slug = folder.rpartition("/")
        if top == "reports":
            found |= _other_spellings(slug)
    return found


def _other_spellings(slug: str) -> dict[str, str]:
    start = int(slug[:4])
    found = {}
    for other in (f"{start}-{start + 1}", f"{start}/{slug[5:]}", f"{start}/{start + 1}"):
        up = "../" * other.count("/")
        found[f"reports/{other}"] = f"{up or './'}{slug}/"
        found[f"reports/{other}/"] = f"../{up}{slug}/"
    return found
