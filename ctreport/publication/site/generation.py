"""A generation of the public site on disk: a folder that never changes, named after what it was made from.

    SITE_DIR/current                      the name of the generation that is served
    SITE_DIR/generations/<name>/files/    the site, as it can be carried by any server
    SITE_DIR/generations/<name>/encoded/  the same, compressed: <SHA-256>.br and .gzip
    SITE_DIR/generations/<name>/index.json

A folder is written under a name of its own, brought safely to the disk and given its name by one ``rename``;
``current`` is replaced by another. So whoever is killed at any moment leaves the old site or the new one.
"""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings

from ctreport.publication.manifest import hash_of
from ctreport.publication.site.files import SiteFile, is_textual, media_type, style_policy
from ctreport.publication.storage import sync

KEPT = 2  # the generation that is served, and the one before it, from which somebody may still be reading
WORTH_COMPRESSING = 600  # bytes
ENCODINGS = {"br": lambda data: brotli.compress(data, quality=9), "gzip": lambda data: gzip.compress(data, 9, mtime=0)}
_UNFINISHED = ".new-"


def top() -> Path:
    """Return the folder of the site."""
    return Path(settings.SITE_DIR)


def folder_of(name: str) -> Path:
    """Return where a generation stands."""
    return top() / "generations" / name


def current_name() -> str:
    """Return the name of the generation that is served; empty where there is none yet."""
    try:
        return (top() / "current").read_text().strip()
    except FileNotFoundError:
        return ""


@contextmanager
def held() -> Iterator[None]:
    """Let nobody else make the site meanwhile: what is read first is then also what is shown last."""
    (top() / "generations").mkdir(parents=True, exist_ok=True)
    with (top() / ".lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def write(name: str, files: Iterable[SiteFile], *, about: dict[str, Any]) -> None:
    """Write a generation as a whole. Only for who holds the site."""
    for left_over in (top() / "generations").glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left_over)
    fresh = top() / "generations" / f"{_UNFINISHED}{secrets.token_hex(8)}"
    before = _Before(current_name())
    index: dict[str, Any] = {"files": {}, **about}
    for one in files:
        if one.path in index["files"]:
            raise ValueError(f"The site has two files at {one.path}.")
        index["files"][one.path] = _write_file(fresh, one, before)
    _put(fresh / "index.json", json.dumps(index, indent=1).encode())
    _sync_all(fresh)
    os.rename(fresh, folder_of(name))
    sync(fresh.parent)


def switch(name: str) -> None:
    """Serve a generation from now on, and clear those that nobody can be reading any more."""
    last = current_name()
    fresh = top() / f".current-{secrets.token_hex(8)}"
    _put(fresh, name.encode())
    sync(fresh)
    os.replace(fresh, top() / "current")
    sync(top())
    generations = sorted((top() / "generations").glob("[!.]*"), key=lambda path: path.stat().st_mtime, reverse=True)
    kept = {name, last, *[path.name for path in generations][:KEPT]}
    for path in generations:
        if path.name not in kept:
            shutil.rmtree(path)


class _Before:
    """The generation before this one: what is the same there is linked, not written and compressed again."""

    def __init__(self, name: str) -> None:
        self.folder = folder_of(name or "none")

    def link(self, path: Path, fresh: Path, data: bytes | None) -> bool:
        """Give a file of the earlier generation a name in the new one, if it is there and holds ``data``."""
        old = self.folder / path
        try:
            if data is not None and old.read_bytes() != data:
                return False
            os.link(old, fresh / path)
        except OSError:  # not there; or a disk that knows no links
            return False
        return True


def _write_file(fresh: Path, one: SiteFile, before: _Before) -> dict[str, Any]:
    """Write a file and its compressed forms, and return its line of the index."""
    place = Path("files", one.path)
    (fresh / place).parent.mkdir(parents=True, exist_ok=True)
    if not before.link(place, fresh, one.data):
        _put(fresh / place, one.data)
    line: dict[str, Any] = {
        "sha256": hash_of(one.data),
        "bytes": len(one.data),
        "media_type": media_type(one.path),
        "kind": one.kind,
        "encodings": [],
    }
    if styles := style_policy(one.path, one.data):
        line["styles"] = styles
    if is_textual(one.path) and len(one.data) >= WORTH_COMPRESSING:
        (fresh / "encoded").mkdir(exist_ok=True)
        line["encodings"] = [name for name in ENCODINGS if _encode(fresh, line["sha256"], name, one.data, before)]
    return line


def _encode(fresh: Path, sha256: str, encoding: str, data: bytes, before: _Before) -> bool:
    """Write a file's compressed form, named after the content so that it is made once; say whether it is shorter."""
    place = Path("encoded", f"{sha256}.{encoding}")
    if (fresh / place).exists() or before.link(place, fresh, None):
        return True
    encoded = ENCODINGS[encoding](data)
    if len(encoded) >= len(data):
        return False
    _put(fresh / place, encoded)
    return True


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)


def _sync_all(folder: Path) -> None:
    """Bring all files and folders safely to the disk, many at a time: one after another would take seconds."""
    found = [Path(inner, name) for inner, _, names in os.walk(folder) for name in ("", *names)]
    with ThreadPoolExecutor(max_workers=16) as pool:
        list(pool.map(sync, found))
