"""Sources that are damaged, huge or meant to harm: each is refused in words, or cleaned, and soon."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from ctreport.importing.published import PublishedReportError, read_published_report
from tests.importing.published.word_files import W, document, package, paragraph, table, word_file

HEAD = "Fraud\n\nWhat we said\n\n• "
ENTITIES = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '" + "&a;" * 50 + "'><!ENTITY c '" + "&b;" * 50 + "'>]>"
OUTSIDE = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"


def without(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr(name, "<x/>")
    return stream.getvalue()


def bomb(size: int) -> bytes:
    return package(document(paragraph("a")).encode() + b" " * size)


def locked() -> bytes:
    data = bytearray(word_file(paragraph("a")))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def lying() -> bytes:
    """A bomb that declares a small size."""
    data = bytearray(bomb(60 * 2**20))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def nested_tables(depth: int) -> str:
    content = paragraph("a")
    for _ in range(depth):
        content = table([content])
    return content


REFUSED = {
    "empty": "",
    "blank": " \n\t ",
    "a PDF": b"%PDF-1.7 ...",
    "rich text": b"{\\rtf1 What we said}",
    "an old Word file": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "binary": bytes(range(256)) * 40,
    "nothing but NULs": b"\0" * 5000,
    "10 MB of text": "Some words of a very long text. \n" * 330_000,
    "10 MB in one line": "word " * 2_000_000,
    "10 MB in one item": HEAD + "95 arrests " * 900_000,
    "10 MB of line ends": "\n" * 10_000_000 + "x",
    "10 MB of bullets": HEAD + "a\n• " * 2_500_000,
    "10 MB of numbers": HEAD + ("1 " * 9_000 + "\n• ") * 500,
    "10 MB of brackets": "# a\n" + "[a](" * 2_500_000,
    "10 MB of pictures": "# a\n" + "![" * 5_000_000,
    "10 MB of comments": "# a\n" + "<!--" * 2_500_000,
    "10 MB of paragraphs": "<p>a</p>" * 1_200_000,
    "10 MB of nested lists": "<ul><li>a" * 1_000_000,
    "30 MB": b"a" * (30 * 2**20),
    "a cut Word file": word_file(paragraph("What we said"))[:-60],
    "a zip without a document": without("readme.txt"),
    "a spreadsheet": without("xl/workbook.xml"),
    "an OpenDocument text": without("content.xml"),
    "a zip bomb": bomb(60 * 2**20),
    "a zip bomb that lies": lying(),
    "a Word file with a password": locked(),
    "broken XML": package("<w:document"),
    "no body": package(f'<w:document xmlns:w="{W}"/>'),
    "an entity bomb": package(document("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>", head=ENTITIES)),
    "an outside entity": package(document("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head=OUTSIDE)),
    "tables without end": package(document(nested_tables(60))),
    "5,001 parts": package(document(paragraph("a")), **{f"p{n}": "" for n in range(5_001)}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_words_and_soon(name: str):
    started = time.process_time()
    with pytest.raises(PublishedReportError) as refusal:
        read_published_report(REFUSED[name])
    assert time.process_time() - started < 5
    assert 20 < len(str(refusal.value)) < 200
    assert "Error" not in str(refusal.value)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (HEAD + "Stop\x00 fraud\x07.", "Stop fraud."),
        (HEAD + "Stop \u202efraud\u202c\u200f.", "Stop fraud."),
        (HEAD + "Stop\u200b fraud\ufeff.", "Stop fraud."),
        (HEAD + "Stop \ud800fraud.", "Stop fraud."),
        (HEAD + "Stop\u00a0fraud.", "Stop fraud."),
        ((HEAD + "Stop ‘fraud’.").encode("cp1252"), "Stop ‘fraud’."),
        (HEAD + "Stop \x91fraud\x92.", "Stop ‘fraud’."),
        (HEAD + "Stop {{figure:fraud}}.", "Stop { {figure:fraud} }."),
        ("<h2>What we said</h2><p>Stop <script>alert(1)</script>fraud.", "Stop fraud."),
        ("<h2>What we said</h2>" + "<div>" * 50_000 + "<p>Stop fraud.", "Stop fraud."),
        ("<h2>What we said</h2><p>Stop &lt;b&gt;fraud&#8238;.", "Stop <b>fraud."),
        ("<H2>What we said</h2></ul></div><li>Stop fraud.</p></table>", "Stop fraud."),
    ],
)
def test_it_is_cleaned(source: str | bytes, text: str):
    assert [pledge.text for pledge in read_published_report(source).pledges] == [text]


def test_direction_marks_that_were_taken_out_are_noted():
    proposal = read_published_report(HEAD + "Stop \u202efraud.")
    assert any("direction" in note for note in proposal.notes)


def test_a_word_document_of_the_wrong_kind_is_refused():
    with pytest.raises(PublishedReportError, match="Word"):
        read_published_report(word_file(paragraph("a")), kind="text")
    with pytest.raises(PublishedReportError, match="file"):
        read_published_report("What we said", kind="docx")
    with pytest.raises(PublishedReportError, match="Word"):
        read_published_report(b"What we said", kind="docx")


def test_a_long_but_honest_page_is_read():
    items = "\n• ".join(f"Trained {number} officers in ward {number}." for number in range(2, 1500))
    assert len(read_published_report(HEAD + items).figures) >= 1498
