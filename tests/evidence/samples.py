"""Files for the tests: one of each kind that may be attached, and hostile ones."""

from __future__ import annotations

import io
import zipfile

import pikepdf
from PIL import Image

CONTENT_TYPES = "[Content_Types].xml"
ODF = "application/vnd.oasis.opendocument"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200)
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def pdf() -> bytes:
    file = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(file)
    return file.getvalue()


def encrypted_pdf() -> bytes:
    file = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(file, encryption=pikepdf.Encryption(owner="o", user="u"))
    return file.getvalue()


def picture(kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    noise = Image.effect_noise((60, 40), 90).convert("RGB")
    noise.save(file, kind, **options)
    return file.getvalue()


def animation() -> bytes:
    file = io.BytesIO()
    frames = [Image.effect_noise((30, 20), sigma) for sigma in (10, 50, 90)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], comment=b"three frames")
    return file.getvalue()


def archive(*parts: tuple[str, bytes], stored: bool = False) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as made:
        for name, data in parts:
            made.writestr(name, data)
    return file.getvalue()


def office(main: str, *more: tuple[str, bytes]) -> bytes:
    return archive((CONTENT_TYPES, b"<Types/>"), (main, b"<x/>"), *more)


def xlsx(*more: tuple[str, bytes]) -> bytes:
    return office("xl/workbook.xml", *more)


def docx(*more: tuple[str, bytes]) -> bytes:
    return office("word/document.xml", *more)


def open_document(kind: str, *more: tuple[str, bytes]) -> bytes:
    parts = (("mimetype", f"{ODF}.{kind}".encode()), ("content.xml", b"<x/>"), *more)
    return archive(*parts, stored=True)


def bomb() -> bytes:
    """An Excel workbook whose directory says that a part unpacks to 4 GB; its bytes do not matter."""
    data = bytearray(xlsx(("xl/worksheets/sheet1.xml", b"x" * 1000)))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (4_000_000_000).to_bytes(4, "little")
    return bytes(data)


ALLOWED = {
    "return.pdf": pdf,
    "with a password.pdf": encrypted_pdf,
    "photo.png": lambda: picture("PNG"),
    "photo.jpg": lambda: picture("JPEG"),
    "photo.jpeg": lambda: picture("JPEG", progressive=True),
    "photo.gif": lambda: picture("GIF"),
    "moving.gif": animation,
    "photo.webp": lambda: picture("WEBP"),
    "sharp.webp": lambda: picture("WEBP", lossless=True),
    "figures.xlsx": xlsx,
    "note.docx": docx,
    "figures.ods": lambda: open_document("spreadsheet"),
    "note.odt": lambda: open_document("text"),
    "log.csv": lambda: "Month;Briefings\r\nApril;41\r\n".encode("utf-8-sig"),
    "log.txt": lambda: "Over 500 briefings – 5 £ each".encode("cp1252"),
    "log.tsv": lambda: "Month\tBriefings\nApril\t41\n".encode("utf-16"),
    "comparison.txt": lambda: b"fewer than 5 (<5), a < b, x<y",
}
HOSTILE = {
    "program.pdf": (lambda: EXE, "is of a kind that cannot be attached"),
    "page.png": (lambda: HTML, "is a web page, a drawing (SVG) or a script"),
    "drawing.svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "is a web page, a drawing (SVG) or a script"),
    "data.xml": (lambda: b'\xef\xbb\xbf<?xml version="1.0"?><x/>', "is a web page"),
    "page in utf-16.txt": (lambda: "<html>".encode("utf-16"), "is a web page"),
    "late script.csv": (lambda: b"a,b\n" * 5000 + b"<ScRiPt >x</script>", "is a web page"),
    "script.txt": (lambda: b"#!/bin/sh\nrm -rf /\n", "is a web page, a drawing (SVG) or a script"),
    "php.txt": (lambda: b"<?php echo 1;", "is a web page, a drawing (SVG) or a script"),
    "empty.pdf": (lambda: b"", "is empty"),
    "blank.txt": (lambda: b" \r\n\t ", "holds nothing but blanks"),
    "cut off.pdf": (lambda: pdf()[:-40], "begins as a PDF but has no proper end"),
    "pdf with a page behind it.pdf": (lambda: pdf() + HTML, "begins as a PDF but has no proper end"),
    "pdf and archive.pdf": (
        lambda: pdf() + archive(("a", b"a")) + b"\n%%EOF",
        "is a PDF and a ZIP archive at once",
    ),
    "page before the pdf.pdf": (lambda: HTML + pdf(), "is a web page, a drawing (SVG) or a script"),
    "cut off.png": (lambda: picture("PNG")[:-9], "begins as a PNG image but is damaged"),
    "png with a page behind it.png": (lambda: picture("PNG") + HTML, "begins as a PNG image but is damaged or holds"),
    "png and archive.png": (lambda: picture("PNG") + archive(("a", b"a")), "begins as a PNG image but is damaged"),
    "jpeg and archive.jpg": (lambda: picture("JPEG") + archive(("a", b"a")), "begins as a JPEG image but is damaged"),
    "cut off.jpg": (lambda: picture("JPEG")[:-30], "begins as a JPEG image but is damaged"),
    "only a start.jpg": (lambda: b"\xff\xd8\xff", "begins as a JPEG image but is damaged"),
    "gif and script.gif": (lambda: b"GIF89a/*" + b"x" * 20 + b"*/=1;alert(1);", "begins as a GIF image but is damaged"),
    "cut off.gif": (lambda: animation()[:-3], "begins as a GIF image but is damaged"),
    "only a start.gif": (lambda: b"GIF89a", "begins as a GIF image but is damaged"),
    "webp and page.webp": (lambda: picture("WEBP") + HTML, "begins as a WebP image but is damaged"),
    "sound.webp": (lambda: b"RIFF\x24\0\0\0WAVEfmt ", "is of a kind that cannot be attached"),
    "archive.xlsx": (lambda: archive(("virus.exe", EXE)), "is a ZIP archive"),
    "broken.xlsx": (lambda: xlsx()[:-30], "is damaged: its list of contents cannot be read"),
    "macros.xlsx": (lambda: xlsx(("xl/vbaProject.bin", b"x")), "holds macros"),
    "macros.docx": (lambda: docx(("word/vbaProject.bin", b"x")), "holds macros"),
    "macros.ods": (lambda: open_document("spreadsheet", ("Basic/Standard/x.xml", b"x")), "holds macros"),
    "bomb.xlsx": (bomb, "would unpack to 4000 MB"),
    "a million parts.xlsx": (
        lambda: xlsx(*((f"xl/{number}", b"") for number in range(5_100))),
        "holds 5102 files, which no office document does",
    ),
    "leads out.xlsx": (lambda: xlsx(("../../etc/passwd", b"x")), "holds names that lead out of it"),
    "two at once.xlsx": (lambda: xlsx(("word/document.xml", b"x")), "is a ZIP archive"),
    "book.epub": (lambda: archive(("mimetype", b"application/epub+zip"), stored=True), "is a ZIP archive"),
    "slides.odp": (lambda: open_document("presentation"), "is a ZIP archive"),
    "old.xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is in the format of Office up to 2003"),
    "archive.rar": (lambda: b"Rar!\x1a\x07\x01\x00" + bytes(50), "is of a kind that cannot be attached"),
    "archive.gz": (lambda: b"\x1f\x8b\x08\x00" + bytes(20), "is of a kind that cannot be attached"),
    "control characters.txt": (lambda: b"plain \x1b[31mred", "is of a kind that cannot be attached"),
    "halves.txt": (lambda: b"\xff\xfea", "is of a kind that cannot be attached"),
}
