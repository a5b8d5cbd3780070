"""A file of the public site, and what a server says about it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

PAGE, ASSET, FROZEN = "page", "asset", "frozen"
# A page may change at any minute. The name of an asset holds its hash. A frozen file never changes, but its edition
# may be withdrawn, and then no cache should go on showing it for long.
CACHE = {
    PAGE: "public, max-age=10",
    ASSET: "public, max-age=31536000, immutable",
    FROZEN: "public, max-age=600",
}
TEXTUAL = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".xml": "application/atom+xml; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
BINARY = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
_STYLE = re.compile(rb"<style[^>]*>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True)
class SiteFile:
    """A file at its path in the site, such as "reports/2018-19/index.html"."""

    path: str
    data: bytes
    kind: str = PAGE


def media_type(path: str) -> str:
    """Return the Content-Type of a path."""
    suffix = PurePosixPath(path).suffix
    if path.rsplit("/", 1)[-1] == "SHA256SUMS":
        suffix = ".txt"
    return TEXTUAL.get(suffix) or BINARY.get(suffix) or "application/octet-stream"


def is_textual(path: str) -> bool:
    """Say whether a file becomes smaller when it is compressed."""
    return media_type(path) in TEXTUAL.values()


def style_policy(path: str, data: bytes) -> str:
    """Return the styles that a file holds within itself, as its content security policy names them.

    The report as one file that stands alone has its style inside: it is allowed by its hash. A picture may style
    itself, as it can load and run nothing.
    """
    if path.endswith(".svg"):
        return "'unsafe-inline'"
    if not path.endswith(".html"):
        return ""
    hashes = (base64.b64encode(hashlib.sha256(style).digest()).decode() for style in _STYLE.findall(data))
    return " ".join(f"'sha256-{one}'" for one in hashes)
