"""What kind of file some bytes are, whatever its name and the browser say.

Ours, and not a library's: puremagic and filetype tell hundreds of kinds apart by their first bytes, and so call a page
of HTML behind ``GIF89a`` a picture. Here a dozen kinds are allowed, and each is checked to be that and nothing else.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from ctreport.evidence.images import is_whole_picture, looks_like_picture
from ctreport.evidence.kinds import ALLOWED_WORDS, DOCX, ODS, ODT, PDF, TEXT, XLSX, FileKind, size_in_words

LARGEST_UNPACKED = 500_000_000
MOST_PARTS = 5_000
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel and Word up to 2003, and any Office file with a password

_ODF_KINDS = {ODS.media_type.encode(): ODS, ODT.media_type.encode(): ODT}
_OOXML_KINDS = {"xl/workbook.xml": XLSX, "word/document.xml": DOCX}
_MACROS = re.compile(r"(^|/)(vbaProject\.bin|Basic/|Scripts/|macrosheets/)", re.IGNORECASE)
_MARKUP = re.compile(
    r"<(!doctype|html|head|body|script|style|svg|iframe|object|embed|form|meta|link|img|a href)\b|<\?(xml|php)",
    re.IGNORECASE,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class UnwantedFileError(ValueError):
    """A file that cannot be attached. The message ends a sentence that begins with the file's name."""


def sniff(data: bytes) -> FileKind:
    """Return the kind of a file from all its bytes. Raises UnwantedFileError, in words, for what is not allowed."""
    if not data:
        raise UnwantedFileError("is empty")
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    kind = _plain_kind(data)
    if kind is not TEXT and zipfile.is_zipfile(io.BytesIO(data)):
        raise UnwantedFileError(f"is a {kind.words} and a ZIP archive at once. Save a fresh copy of it")
    return kind


def _plain_kind(data: bytes) -> FileKind:
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if picture := looks_like_picture(data):
        if not is_whole_picture(data, picture):
            raise UnwantedFileError(
                f"begins as a {picture.words} but is damaged or holds something else. Open it and save a fresh copy"
            )
        return picture
    if data.startswith(OLE_START):
        raise UnwantedFileError(
            "is in the format of Office up to 2003, or has a password. Save it as .xlsx or .docx, without a password"
        )
    return _text(data)


def _pdf(data: bytes) -> FileKind:
    """A PDF ends with its mark (ISO 32000-2, 7.5.5), and with nothing behind it."""
    tail = data[-1024:]
    if not re.search(rb"%%EOF[\s\0]*$", tail):
        raise UnwantedFileError("begins as a PDF but has no proper end. It may be cut off: get it again")
    return PDF


def _office(data: bytes) -> FileKind:
    """Tell an office file by the parts that its directory lists. Nothing is unpacked, so no bomb goes off."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts)
            kind = _ooxml(parts) or _odf(archive, parts)
    except (zipfile.BadZipFile, ValueError, RuntimeError, EOFError, OSError, zlib.error) as error:
        if isinstance(error, UnwantedFileError):
            raise
        raise UnwantedFileError("is damaged: its list of contents cannot be read. Save a fresh copy of it") from error
    if kind is None:
        raise UnwantedFileError("is a ZIP archive. Attach the files within it one by one")
    return kind


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise UnwantedFileError(f"holds {len(parts)} files, which no office document does")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED:
        raise UnwantedFileError(f"would unpack to {size_in_words(unpacked)}, which no office document needs")
    for part in parts:
        if part.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", part.filename):
            raise UnwantedFileError("holds names that lead out of it. It may be harmful")
        if _MACROS.search(part.filename):
            raise UnwantedFileError("holds macros. Save it without them, as .xlsx, .docx, .ods or .odt")


def _ooxml(parts: list[zipfile.ZipInfo]) -> FileKind | None:
    """ECMA-376, part 2: a package says what its parts are in ``[Content_Types].xml``."""
    names = {part.filename for part in parts}
    found = [kind for main, kind in _OOXML_KINDS.items() if main in names]
    return found[0] if "[Content_Types].xml" in names and len(found) == 1 else None


def _odf(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> FileKind | None:
    """OpenDocument 1.3, part 2, 3.3: the first part is ``mimetype``, not compressed."""
    first = parts[0] if parts else None
    if first is None or first.filename != "mimetype" or first.file_size > 100 or first.compress_type:
        return None
    return _ODF_KINDS.get(archive.read(first).strip()) if "content.xml" in {one.filename for one in parts} else None


def _text(data: bytes) -> FileKind:
    text = _decoded(data)
    if text is None or _CONTROLS.search(text):
        raise UnwantedFileError(f"is of a kind that cannot be attached. Attach {ALLOWED_WORDS}")
    if not text.strip():
        raise UnwantedFileError("holds nothing but blanks")
    if _MARKUP.search(text) or text.startswith("#!"):
        raise UnwantedFileError("is a web page, a drawing (SVG) or a script. Save it as PDF and attach that")
    return TEXT


def _decoded(data: bytes) -> str | None:
    is_utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_utf_16 else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
