"""The encoding of a text file: by its byte order mark, else UTF-8, else UTF-16 by its pattern, else Windows-1252."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from ctreport.importing.sheets.limits import SheetError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_STEP = 1 << 20
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MOSTLY = 0.3  # share of NULs at every second place that tells UTF-16
_MANY, _FEW = 0.01, 8  # share of control characters that no text has, and how many any text may have
_HALF_CHARACTER = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_NOT_TEXT = "The file is not plain text, so it is not a CSV file. Choose a CSV, XLSX or ODS file."
_SAVE_AS_UTF_8 = "Save it as “CSV UTF-8” and try again."


def encoding_of(content: bytes) -> str:
    """Return the codec to read a text with. Raises SheetError where it is no text, or is broken."""
    for mark, codec in _MARKS:
        if content.startswith(mark):
            if not _decodes(content, codec):
                raise SheetError(f"Some letters of the file are broken. {_SAVE_AS_UTF_8}")
            return codec
    if b"\x00" in content:
        return _unmarked_utf_16(content)
    if len(_CONTROLS.findall(content[:_SAMPLE])) > max(_FEW, _MANY * len(content[:_SAMPLE])):
        raise SheetError(_NOT_TEXT)
    if _decodes(content, "utf-8"):
        return "utf-8"
    if _HALF_CHARACTER.search(content) or _mostly_utf_8(content) or not _decodes(content, "cp1252"):
        raise SheetError(f"Some letters of the file are broken, or it mixes two encodings. {_SAVE_AS_UTF_8}")
    return "cp1252"


def _unmarked_utf_16(content: bytes) -> str:
    sample = content[:_SAMPLE]
    half = max(len(sample) // 2, 1)
    for offset, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[offset::2].count(0) > _MOSTLY * half > sample[1 - offset :: 2].count(0) and _decodes(content, codec):
            return codec
    raise SheetError(_NOT_TEXT)


def _mostly_utf_8(content: bytes) -> bool:
    """Whether more characters are sound UTF-8 than are not, among those beyond ASCII."""
    sound = broken = 0
    for text in _decoded(content, "utf-8", "replace"):
        beyond = sum(1 for sign in re.findall(r"[^\x00-\x7f]", text) if sign != "\ufffd")
        sound += beyond
        broken += text.count("\ufffd")
    return sound > broken


def _decodes(content: bytes, codec: str) -> bool:
    try:
        for _ in _decoded(content, codec, "strict"):
            pass
    except UnicodeError:
        return False
    return True


def _decoded(content: bytes, codec: str, errors: str) -> Iterator[str]:
    """Decode step by step, since a text of 25 MB would take up to 100 MB at once."""
    decoder = codecs.getincrementaldecoder(codec)(errors)
    for start in range(0, len(content), _STEP):
        yield decoder.decode(content[start : start + _STEP])
    yield decoder.decode(b"", True)
