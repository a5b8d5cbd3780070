"""The zip of an XLSX or ODS file, opened so that a hostile one costs no more than the limits allow.

Nothing is ever unpacked to disk: parts are read by name, in pieces, and every byte that comes out is counted.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from ctreport.importing.sheets.limits import DAMAGED, Limits, SheetError, megabytes

PIECE = 1 << 17  # bytes unpacked at a time
_RATIO_FROM = 1_000_000  # bytes; small parts may pack very well
_ENCRYPTED = 0x1
_ENTRY_MARK = b"PK\x01\x02"
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, ValueError,
           RuntimeError, OverflowError, IndexError)  # fmt: skip

ENCRYPTED = "The file is protected by a password. Save it without a password and try again."


class Archive:
    """The parts of a zip file. Raises SheetError, in words, for whatever is wrong with it."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.limits = limits
        self._left = limits.unpacked
        if data.count(_ENTRY_MARK) > limits.parts:
            raise SheetError(f"The file is made of more than {limits.parts:,} parts, so it isn’t a plain spreadsheet.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._parts = self._checked(self._zip.infolist())
        except _DAMAGE as error:
            raise SheetError(DAMAGED) from error

    @property
    def names(self) -> list[str]:
        """The names of the parts."""
        return list(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece. Raises SheetError where it is missing, damaged or too large."""
        part = self._parts.get(name)
        if part is None:
            raise SheetError(f"The file lacks one of its parts, “{name[:80]}”. {DAMAGED}")
        if part.file_size > self.limits.unpacked:
            raise self._too_large()
        unpacked = 0
        try:
            with self._zip.open(part) as stream:
                while piece := stream.read(PIECE):
                    unpacked += len(piece)
                    self._count(len(piece), unpacked, part.compress_size)
                    yield piece
        except _DAMAGE as error:
            raise SheetError(DAMAGED) from error

    def read(self, name: str, most: int) -> bytes:
        """Return a small part whole. Raises SheetError if it is longer than ``most`` bytes."""
        content = b""
        for piece in self.pieces(name):
            content += piece
            if len(content) > most:
                raise SheetError(f"A part of the file, “{name[:80]}”, is too large. {DAMAGED}")
        return content

    def _checked(self, parts: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        found: dict[str, zipfile.ZipInfo] = {}
        for part in parts:
            name = part.filename
            if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
                raise SheetError("The file names parts outside itself, so it is not safe to read.")
            if name in found:
                raise SheetError(f"The file holds the part “{name[:80]}” twice. {DAMAGED}")
            if part.flag_bits & _ENCRYPTED:
                raise SheetError(ENCRYPTED)
            if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise SheetError("The file is packed in a way that spreadsheets do not use. " + DAMAGED)
            found[name] = part
        return found

    def _count(self, size: int, unpacked: int, packed: int) -> None:
        self._left -= size
        if self._left < 0:
            raise self._too_large()
        if unpacked > _RATIO_FROM and unpacked > self.limits.ratio * max(packed, 1):
            raise SheetError("The file unpacks to hundreds of times its size, so it is not safe to read.")

    def _too_large(self) -> SheetError:
        most = megabytes(self.limits.unpacked)
        return SheetError(f"The file unpacks to more than {most}. Split it into files of fewer rows.")
