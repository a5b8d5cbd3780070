"""Bytes to text, and text without what cannot be seen: control characters, direction marks, odd spaces."""

from __future__ import annotations

import codecs
import re

from ctreport.importing.published.limits import PublishedReportError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc), or a file with a password"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
# Zero-width characters and soft hyphens carry no meaning here; control characters have no business in a text.
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
# Every odd space but the one that a thousand is written with, as in 2 748.
_ODD_SPACES = re.compile("[\u1680\u2000-\u200a\u202f\u205f\u3000]|\u00a0(?!\\d{3}(?!\\d))|(?<!\\d)\u00a0")
_THOUSANDS_SPACE = re.compile("(?<=\\d)[\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")
# Windows-1252 read as Latin-1 leaves its quotes and dashes among the C1 control characters.
_C1 = re.compile("[\x80-\x9f]")
_DOUBLE_BRACE = re.compile(r"\{(?=\{)|\}(?=\})")


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 or UTF-32 by its byte order mark or by trial, else Windows-1252.

    Raises PublishedReportError where the bytes are another kind of file, or no text.
    """
    for start, name in _OTHER_FILES:
        if data.startswith(start):
            raise PublishedReportError(
                f"This is {name}, which cannot be read here. Save it as a Word document (.docx), or paste its text."
            )
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    if encoding := _utf16_without_mark(data):
        return data.decode(encoding, errors="replace")
    if _share_of_control(data) > 0.1:
        raise PublishedReportError("This is not text. Choose a text, Markdown, HTML or Word (.docx) file.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_declared(data), errors="replace")


def _utf16_without_mark(data: bytes) -> str:
    sample = data[:2000]
    half = len(sample) // 2
    if half < 8:
        return ""
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half else ""


def _share_of_control(data: bytes) -> float:
    sample = data[:100_000]
    return sum(sample.count(code) for code in range(32) if code not in (9, 10, 11, 12, 13)) / max(len(sample), 1)


def _declared(data: bytes) -> str:
    match = _CHARSET.search(data[:2000])
    if not match:
        return "cp1252"
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return "cp1252"
    # Browsers read these as Windows-1252 (WHATWG Encoding Standard); UTF-8 was tried before.
    return "cp1252" if name in ("iso8859-1", "ascii", "utf-8") else name


def clean(text: str) -> tuple[str, list[str]]:
    """Return the text with plain line ends and spaces and without invisible characters, and notes on what was cut."""
    notes = []
    text = _C1.sub(lambda match: match[0].encode("latin-1").decode("cp1252", errors="replace"), text)
    text = _LINE_ENDS.sub("\n", text)
    if _DIRECTION_MARKS.search(text):
        text = _DIRECTION_MARKS.sub("", text)
        notes.append("Invisible marks that change the direction of writing were taken out.")
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
        notes.append("Control characters, which cannot be seen, were taken out.")
    if _DOUBLE_BRACE.search(text):
        text = _DOUBLE_BRACE.sub(lambda match: match[0] + " ", text)
        notes.append("Double braces were set apart, since they would be read as a token for a figure.")
    # A soft hyphen at a line's end is a hyphen; elsewhere it is nothing.
    text = text.replace("\u00ad\n", "-\n")
    text = _INVISIBLE.sub("", text)
    text = _THOUSANDS_SPACE.sub("\u00a0", text)
    return _ODD_SPACES.sub(" ", text), notes
