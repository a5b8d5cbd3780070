"""What a file is, decided by its content; its name may only agree."""

from __future__ import annotations

import codecs
from pathlib import PurePath
from typing import BinaryIO

from ctreport.importing.sheets.archive import ENCRYPTED, Archive
from ctreport.importing.sheets.limits import Limits, SheetError, megabytes

ASK = "Choose a CSV, XLSX or ODS file."
WORKBOOK = "xl/workbook.xml"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ODF = b"application/vnd.oasis.opendocument."
_ODF_WORDS = {b"text": "a text document", b"presentation": "a presentation", b"graphics": "a drawing"}
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"SQLite format 3", "a database"),
    (b"MZ\x90", "a program"),
    (b"\x7fELF", "a program"),
)
_NAMES = {
    ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".txt": "csv", ".xlsx": "xlsx", ".ods": "ods",
    ".xls": "xls", ".xlsm": "xlsm", ".xlsb": "xlsb", ".xltx": "xltx", ".fods": "fods", ".ots": "ots", ".pdf": "pdf",
    ".doc": "doc", ".docx": "docx", ".odt": "odt", ".zip": "zip", ".html": "html", ".htm": "html", ".xml": "xml",
    ".json": "json", ".png": "png", ".jpg": "jpg", ".jpeg": "jpg",
}  # fmt: skip
_WORDS = {"csv": "plain text, as a CSV file is", "xlsx": "an Excel workbook (XLSX)", "ods": "an OpenDocument one (ODS)"}


def content_of(data: bytes | bytearray | memoryview | BinaryIO, limits: Limits) -> bytes:
    """Return a file's bytes. Raises SheetError where there are none, or too many."""
    content = bytes(data) if isinstance(data, bytes | bytearray | memoryview) else data.read(limits.size + 1)
    if len(content) > limits.size:
        raise SheetError(f"The file is larger than {megabytes(limits.size)}. Split it into smaller files.")
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise SheetError("The file is empty. Choose the file that holds the table.")
    return content


def kind_of(content: bytes, *, filename: str, limits: Limits) -> tuple[str, Archive | None]:
    """Return "csv", "xlsx" or "ods", with the opened archive of the latter two.

    Raises SheetError where it is anything else, is encrypted or holds macros, or where its name says otherwise.
    """
    archive = None
    if content.startswith(_OLE2):
        raise _ole2_error(content)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        archive = Archive(content, limits)
        kind = _kind_of_archive(archive)
    else:
        _refuse_other_things(content)
        kind = "csv"
    named = _NAMES.get(PurePath(filename.lower().strip()).suffix, "")
    if named and named != kind:
        raise SheetError(
            f"The file’s name ends in “{PurePath(filename.strip()).suffix[:10]}”, but its content is {_WORDS[kind]}. "
            "Check that it is the right file, then give it its right name."
        )
    return kind, archive


def _ole2_error(content: bytes) -> SheetError:
    if _ENCRYPTED_PACKAGE in content:
        return SheetError(ENCRYPTED)
    return SheetError("This is an old Excel workbook (XLS) or another old Office file. Save it as XLSX and try again.")


def _kind_of_archive(archive: Archive) -> str:
    names = archive.names
    lowered = {name.lower() for name in names}
    if "mimetype" in archive and "content.xml" in archive:
        return _kind_of_opendocument(archive)
    if _has_macros(archive, lowered):
        raise SheetError("The workbook holds macros, which are programs. Save it as XLSX without macros and try again.")
    if "xl/workbook.bin" in lowered:
        raise SheetError("This is a binary Excel workbook (XLSB). Save it as XLSX and try again.")
    if "[Content_Types].xml" in archive and any(name.startswith("xl/") for name in lowered):
        return "xlsx"
    if "[Content_Types].xml" in archive:
        raise SheetError(f"This is an Office document, but not a workbook. {ASK}")
    raise SheetError(f"This is a zip archive, not a spreadsheet. Unpack it first. {ASK}")


def _has_macros(archive: Archive, names: set[str]) -> bool:
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        return True
    types = "[Content_Types].xml"
    return types in archive and b"macroEnabled" in archive.read(types, 2_000_000)


def _kind_of_opendocument(archive: Archive) -> str:
    mimetype = archive.read("mimetype", 200).strip()
    if mimetype != ODS_TYPE:
        what = _ODF_WORDS.get(mimetype.removeprefix(_ODF), "another kind of document")
        raise SheetError(f"This is {what}, not a spreadsheet. {ASK}")
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in archive.names):
        raise SheetError("The spreadsheet holds macros, which are programs. Save it without macros and try again.")
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest, 5_000_000):
        raise SheetError(ENCRYPTED)
    return "ods"


def _refuse_other_things(content: bytes) -> None:
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise SheetError(f"This is {what}, not a table. {ASK}")
    start = content[:2000].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body")):
        raise SheetError(f"This is a web page, not a table. Save it as a spreadsheet. {ASK}")
    if start.startswith((b"<?xml", b"<office:", b"<workbook")):
        raise SheetError(f"This is an XML document, not a table. Save it as a spreadsheet. {ASK}")
