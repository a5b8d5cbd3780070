"""What the writers of XLSX and ODS share: a zip whose bytes depend on nothing but its parts, and texts within XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from itertools import islice

from ctreport.importing.sheets.values import Value, as_text

MARKUP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPECIAL = re.compile('[&<>"\r\n\t]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
_CHUNK = 1 << 16
_SAMPLE = 200  # rows by which the columns' widths are set
_NARROWEST, _WIDEST = 8, 60  # characters


class Package:
    """A zip file in the making."""

    def __init__(self) -> None:
        self._stream = io.BytesIO()
        self._zip = zipfile.ZipFile(self._stream, "w")

    def add(self, name: str, content: Iterable[str], *, stored: bool = False) -> None:
        """Add a part. Every part bears the same time, the earliest that a zip can hold."""
        part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        part.create_system = 3
        part.external_attr = 0o644 << 16
        part.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        with self._zip.open(part, "w") as stream:
            waiting: list[str] = []
            size = 0
            for piece in content:
                waiting.append(piece)
                size += len(piece)
                if size > _CHUNK:
                    stream.write("".join(waiting).encode())
                    waiting, size = [], 0
            stream.write("".join(waiting).encode())

    def content(self) -> bytes:
        """Close the file and return it."""
        self._zip.close()
        return self._stream.getvalue()


def escape(text: str) -> str:
    """Return a text as it stands in XML, within an element or an attribute, unchanged by any parser."""
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], text) if _SPECIAL.search(text) else text


def with_widths(head: Sequence[str], rows: Iterable[list[Value]]) -> tuple[list[int], Iterable[list[Value]]]:
    """Return the width of each column in characters, by the first rows, and all the rows."""
    rest = iter(rows)
    sample = list(islice(rest, _SAMPLE))
    widths = [max([len(name) + 4, *(len(as_text(row[place])) for row in sample)]) for place, name in enumerate(head)]

    def every() -> Iterable[list[Value]]:
        yield from sample
        yield from rest

    return [min(max(width, _NARROWEST), _WIDEST) for width in widths], every()
