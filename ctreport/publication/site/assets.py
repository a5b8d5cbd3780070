"""Styles, scripts and pictures of the public site, each under a name made from its content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ctreport.report.render import asset

FILES = ("site.css", "report.css", "site-search.js", "images/favicon.svg")
FOLDER = "assets/"


def source(name: str) -> Path:
    """Return the built file. Raises AssetsMissingError, saying what to do, where there is none."""
    return asset(name)


def address_of(name: str, data: bytes) -> str:
    """Return where a file stands in the site: as its name holds its hash, it may be kept for ever."""
    path = Path(name)
    return f"{FOLDER}{path.stem}.{hashlib.sha256(data).hexdigest()[:12]}{path.suffix}"


def all_assets() -> dict[str, tuple[str, bytes]]:
    """Return address and content of each file by name."""
    found = {}
    for name in FILES:
        data = source(name).read_bytes()
        found[name] = (address_of(name, data), data)
    return found
