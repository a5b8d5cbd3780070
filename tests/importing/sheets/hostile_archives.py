"""Hostile files that are zip archives, or old Office files."""

from __future__ import annotations

import random
import struct
import zipfile

from tests.importing.sheets.files import (
    ODS_TYPE,
    XLSX_HEAD,
    ods,
    ole2,
    patched,
    text_row,
    twice_named,
    xlsx,
    xlsx_parts,
    zipped,
)
from tests.importing.sheets.hostile_file import Hostile

DAMAGED = "damaged or incomplete"
CENTRAL = b"PK\x01\x02"
SHEET = "xl/worksheets/sheet1.xml"
MACROS = "holds macros"


def sound() -> bytes:
    """A workbook without fault."""
    return xlsx(XLSX_HEAD + text_row("briefings", "2018/19", "", "500"))


def bomb(depth: int) -> bytes:
    """A zip within a zip within a zip, each of ten copies."""
    content = bytes(1_000_000)
    for _ in range(depth):
        content = zipped({f"{n}.zip": content for n in range(10)})
    return content


def overlapping() -> bytes:
    """A workbook in which every name of the directory leads to the same packed bytes."""
    content = bytearray(sound())
    start = content.index(CENTRAL)
    while start >= 0:
        content[start + 42 : start + 46] = struct.pack("<I", 0)
        start = content.find(CENTRAL, start + 1)
    return bytes(content)


def flagged_encrypted() -> bytes:
    """A workbook whose parts are said to be encrypted."""
    return sound().replace(CENTRAL + b"\x14\x03\x14\x00\x00", CENTRAL + b"\x14\x03\x14\x00\x01")


def packed_with(method: int) -> bytes:
    """A workbook packed by another method."""
    return zipped(xlsx_parts(XLSX_HEAD), method=method)


def bytes_changed(seed: int) -> bytes:
    """A workbook with some of its bytes changed."""
    content = bytearray(sound())
    for place in random.Random(seed).sample(range(len(content)), 20):
        content[place] ^= 0xFF
    return bytes(content)


def directory_of(count: int) -> bytes:
    """A workbook of so many parts."""
    return xlsx(XLSX_HEAD, parts={f"xl/media/{n}": b"" for n in range(count)})


def with_trailing(content: bytes) -> bytes:
    """A zip that stands behind a picture in the same file."""
    return b"\x89PNG\r\n\x1a\n" + content


def document(folder: str) -> bytes:
    """An Office document that is no workbook."""
    return zipped({"[Content_Types].xml": "<Types/>", f"{folder}/document.xml": "<a/>"})


def declared(size: int) -> bytes:
    """A workbook whose sheet is said to unpack to so many bytes."""
    content = zipped({SHEET: "<a/>"} | {k: v for k, v in xlsx_parts(XLSX_HEAD).items() if k != SHEET})
    return patched(content, CENTRAL, 24, struct.pack("<I", size))


ARCHIVES = [
    Hostile("a truncated workbook", "a.xlsx", lambda: sound()[:-300], DAMAGED),
    Hostile("half a workbook", "a.xlsx", lambda: sound()[: len(sound()) // 2], DAMAGED),
    Hostile("only the first bytes of a zip", "a.xlsx", lambda: b"PK\x03\x04", DAMAGED),
    Hostile("an empty zip", "a.xlsx", lambda: zipped({}), "zip archive, not a spreadsheet"),
    Hostile("changed bytes", "a.xlsx", lambda: bytes_changed(1), ""),
    Hostile("other changed bytes", "a.xlsx", lambda: bytes_changed(2), ""),
    Hostile("a zip of zips", "a.zip", lambda: bomb(3), "zip archive, not a spreadsheet"),
    Hostile("a zip of zips named as a workbook", "a.xlsx", lambda: bomb(2), "zip archive, not a spreadsheet"),
    Hostile("a zip bomb in the sheet", "a.xlsx", lambda: xlsx(parts={SHEET: bytes(30_000_000)}), "not sound XML"),
    Hostile(
        "a zip bomb of sound XML",
        "a.xlsx",
        lambda: xlsx(XLSX_HEAD + " " * 30_000_000),
        "hundreds of times its size",
    ),
    Hostile("a part said to be four gigabytes", "a.xlsx", lambda: declared(0xFFFFFFFE), "more than 150 MB"),
    Hostile("a part said to be one byte", "a.xlsx", lambda: declared(1), ""),
    Hostile("names that climb out of the folder", "a.xlsx", lambda: xlsx(parts={"../../evil": ""}), "outside itself"),
    Hostile("names from the root", "a.xlsx", lambda: xlsx(parts={"/etc/passwd": ""}), "outside itself"),
    Hostile("names with backslashes", "a.xlsx", lambda: xlsx(parts={"xl\\..\\..\\evil": ""}), "outside itself"),
    Hostile("a part that is there twice", "a.xlsx", lambda: twice_named(sound(), SHEET), "twice"),
    Hostile("ten thousand parts", "a.xlsx", lambda: directory_of(10_000), "more than 2,000 parts"),
    Hostile("parts that share their bytes", "a.xlsx", overlapping, DAMAGED),
    Hostile("encrypted parts", "a.xlsx", flagged_encrypted, "protected by a password"),
    Hostile("parts packed with LZMA", "a.xlsx", lambda: packed_with(zipfile.ZIP_LZMA), "that spreadsheets do not use"),
    Hostile(
        "parts packed with bzip2", "a.xlsx", lambda: packed_with(zipfile.ZIP_BZIP2), "that spreadsheets do not use"
    ),
    Hostile("a wrong checksum", "a.xlsx", lambda: patched(sound(), CENTRAL, 16, b"\x00\x01\x02\x03"), DAMAGED),
    Hostile(
        "a directory that points nowhere", "a.xlsx", lambda: patched(sound(), CENTRAL, 42, b"\xff\xff\xff\x7f"), ""
    ),
    Hostile("a picture with a workbook behind it", "a.png", lambda: with_trailing(sound()), "a picture"),
    Hostile("an old workbook", "a.xls", lambda: ole2("Root Entry", "Workbook"), "old Excel workbook"),
    Hostile("an old workbook named as a new one", "a.xlsx", lambda: ole2("Workbook"), "old Excel workbook"),
    Hostile("a workbook with a password", "a.xlsx", lambda: ole2("EncryptedPackage"), "protected by a password"),
    Hostile("a spreadsheet with macros", "a.ods", lambda: ods(parts={"Basic/Standard/M.xml": ""}), MACROS),
    Hostile("a workbook with macros", "a.xlsm", lambda: xlsx(parts={"xl/vbaProject.bin": b"\x00"}), MACROS),
    Hostile("a workbook with macros renamed", "a.xlsx", lambda: xlsx(parts={"xl/VBAproject.bin": b"\x00"}), MACROS),
    Hostile("a workbook with sheets of macros", "a.xlsx", lambda: xlsx(parts={"xl/macrosheets/s.xml": ""}), MACROS),
    Hostile(
        "a workbook said to be one with macros",
        "a.xlsx",
        lambda: xlsx(parts={"[Content_Types].xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml"}),
        MACROS,
    ),
    Hostile("a binary workbook", "a.xlsb", lambda: xlsx(parts={"xl/workbook.bin": b"\x00"}), "binary Excel workbook"),
    Hostile("a text document named as a workbook", "a.xlsx", lambda: document("word"), "not a workbook"),
    Hostile("slides named as a workbook", "a.xlsx", lambda: document("ppt"), "not a workbook"),
    Hostile(
        "an OpenDocument text named as a spreadsheet",
        "a.ods",
        lambda: ods(parts={"mimetype": "application/vnd.oasis.opendocument.text"}),
        "a text document",
    ),
    Hostile("a type of a million letters", "a.ods", lambda: ods(parts={"mimetype": ODS_TYPE * 30_000}), "too large"),
    Hostile("a spreadsheet without content", "a.ods", lambda: zipped({"mimetype": ODS_TYPE}), "zip archive"),
    Hostile("a workbook named as CSV", "a.csv", sound, "Excel workbook (XLSX)"),
    Hostile("a workbook named as ODS", "a.ods", sound, "Excel workbook (XLSX)"),
    Hostile("a spreadsheet named as a workbook", "a.xlsx", ods, "OpenDocument one (ODS)"),
    Hostile(
        "a spreadsheet with a password",
        "a.ods",
        lambda: ods(parts={"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}),
        "protected by a password",
    ),
]
