"""The kinds of files that may be attached, and the words for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class FileKind:
    """A kind of file. ``suffixes`` are the endings of names that it may have, the usual one first."""

    words: str
    media_type: str
    suffixes: tuple[str, ...]


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"

PDF: Final = FileKind("PDF", "application/pdf", (".pdf",))
PNG: Final = FileKind("PNG image", "image/png", (".png",))
JPEG: Final = FileKind("JPEG image", "image/jpeg", (".jpg", ".jpeg"))
GIF: Final = FileKind("GIF image", "image/gif", (".gif",))
WEBP: Final = FileKind("WebP image", "image/webp", (".webp",))
XLSX: Final = FileKind("Excel workbook", f"{_OOXML}.spreadsheetml.sheet", (".xlsx",))
DOCX: Final = FileKind("Word document", f"{_OOXML}.wordprocessingml.document", (".docx",))
ODS: Final = FileKind("OpenDocument spreadsheet", f"{_ODF}.spreadsheet", (".ods",))
ODT: Final = FileKind("OpenDocument text", f"{_ODF}.text", (".odt",))
# One kind: whether a text is a table cannot be told from its bytes, and nothing hangs on it.
TEXT: Final = FileKind("Text or CSV", "text/plain", (".txt", ".csv", ".tsv"))

KINDS: Final = (PDF, PNG, JPEG, GIF, WEBP, XLSX, DOCX, ODS, ODT, TEXT)
ALLOWED_WORDS: Final = "PDF, PNG, JPEG, GIF, WebP, Excel (.xlsx), Word (.docx), OpenDocument (.ods, .odt), CSV or text"

_BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}


def kind_of(media_type: str) -> FileKind:
    """Return the kind of a media type; one that is no longer allowed is a file whose kind is not known."""
    return _BY_MEDIA_TYPE.get(media_type, FileKind("File", "application/octet-stream", (".bin",)))


def size_in_words(size: int) -> str:
    """Return a size in bytes as people say it: "340 kB", "1.2 MB"."""
    if size < 1_000:
        return f"{size} byte{'' if size == 1 else 's'}"
    if size < 999_500:
        return f"{round(size / 1_000)} kB"
    return f"{size / 1_000_000:.1f}".removesuffix(".0") + " MB"
