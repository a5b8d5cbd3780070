"""Hostile files that are, or pretend to be, plain text."""

from __future__ import annotations

import gzip
import random

from tests.importing.sheets.files import HEAD, csv_of
from tests.importing.sheets.hostile_file import Hostile

MILLION = 1_000_000
NOT_A_NUMBER = "is not a number"
HEAD_LINE = ",".join(HEAD).encode()


def value(text: str) -> bytes:
    """A CSV file with one figure of this value."""
    return csv_of(f"briefings,2018/19,,{text},,")


TEXTS = [
    Hostile("an empty file", "a.csv", lambda: b"", "is empty"),
    Hostile("only a byte order mark", "a.csv", lambda: b"\xef\xbb\xbf", "is empty"),
    Hostile("a million blank rows", "a.csv", lambda: b"\r\n" * MILLION, "is empty"),
    Hostile("a million rows of commas alone", "a.csv", lambda: b",,,,,\n" * MILLION, "holds no table"),
    Hostile("a million columns", "a.csv", lambda: b"Value," * MILLION, "more than 256 columns"),
    Hostile("a million empty columns", "a.csv", lambda: b"a" + b"," * MILLION, "more than 256 columns"),
    Hostile(
        "a million columns over many lines of one record",
        "a.csv",
        lambda: b'Value,"\n",' * MILLION,
        "more than 256 columns",
    ),
    Hostile("three hundred columns", "a.csv", lambda: b"1," * 300, "more than 256 columns"),
    Hostile("a million rows", "a.csv", lambda: csv_of() + b"\na,2018/19,,1,," * MILLION, "more than 75,000 rows"),
    Hostile("more bytes than allowed", "a.csv", lambda: b"a,b\n" * 7 * MILLION, "larger than 25 MB"),
    Hostile("a cell of two hundred thousand characters", "a.csv", lambda: value("9" * 200_000), "100,000 characters"),
    Hostile("a quotation mark that is never closed", "a.csv", lambda: value('"5' + "\nx,y" * 90), "quotation mark"),
    Hostile("a quotation mark in the wrong place", "a.csv", lambda: value('"5"6'), "quotation mark"),
    Hostile("a million quotation marks", "a.csv", lambda: HEAD_LINE + b"\n" + b'"' * MILLION, "100,000 characters"),
    Hostile("NULs between the letters", "a.csv", lambda: value("5\x00"), "not plain text"),
    Hostile("nothing but NULs", "a.csv", lambda: bytes(MILLION), "is empty"),
    Hostile("random bytes", "a.csv", lambda: random.Random(1).randbytes(100_000), "not plain text"),
    Hostile(
        "UTF-16 cut in the middle of a letter", "a.csv", lambda: value("5").decode().encode("utf-16")[:-1], "broken"
    ),
    Hostile(
        "UTF-16 with half a surrogate pair",
        "a.csv",
        lambda: b"\xff\xfe" + "Value\n\ud800".encode("utf-16-le", "surrogatepass"),
        "broken",
    ),
    Hostile("UTF-8 with half a surrogate pair", "a.csv", lambda: b"Value\n\xed\xa0\x80", "broken"),
    Hostile("UTF-32 beyond Unicode", "a.csv", lambda: b"\xff\xfe\x00\x00\xff\xff\xff\x7f" * 9, "broken"),
    Hostile("UTF-8 and Windows-1252 in one file", "a.csv", lambda: "Valué,ü,é\n".encode() + b"\xa3", "two encodings"),
    Hostile("bytes that Windows-1252 does not have", "a.csv", lambda: b"Value\n\x81\x8d\x8f", "broken"),
    Hostile("a PDF named as a table", "a.csv", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "This is a PDF"),
    Hostile("a picture named as a workbook", "a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "This is a picture"),
    Hostile("a PDF named as a workbook", "a.xlsx", lambda: b"%PDF-1.4 ...", "This is a PDF"),
    Hostile("a web page named as an old workbook", "a.xls", lambda: b"<html><table><tr><td>1", "web page"),
    Hostile("a web page named as CSV", "a.csv", lambda: b"\xef\xbb\xbf <!DOCTYPE html><p>", "web page"),
    Hostile("an XML workbook of 2003", "a.xls", lambda: b"<?xml version='1.0'?><Workbook/>", "XML document"),
    Hostile("a formatted text", "a.csv", lambda: b"{\\rtf1\\ansi Value}", "text document"),
    Hostile("a compressed table", "a.csv", lambda: gzip.compress(csv_of()), "compressed file"),
    Hostile("a database", "a.csv", lambda: b"SQLite format 3\x00" + bytes(99), "a database"),
    Hostile("a program", "a.csv", lambda: b"\x7fELF\x02\x01\x01" + bytes(99), "a program"),
    Hostile("text named as a workbook", "a.xlsx", lambda: value("5"), "its content is plain text"),
    Hostile("JSON", "a.csv", lambda: b'[{"value": 5}]', "no column “Measure code”"),
    Hostile("no head", "a.csv", lambda: b"briefings,2018/19,500\n", "no column “Measure code” and no “Year”"),
    Hostile("two columns of one name", "a.csv", lambda: b"code,year,value,Value\na,b,1,2", "Keep one, or rename"),
    Hostile("rows of different lengths", "a.csv", lambda: value("5,1,n,x,y,z\nb\nc,2018/19"), "no year and no value"),
    Hostile("formulas as texts", "a.csv", lambda: value("=cmd|' /C calc'!A0"), NOT_A_NUMBER),
    Hostile("a formula behind a tab", "a.csv", lambda: value('"\t=HYPERLINK(""x"")"'), NOT_A_NUMBER),
    Hostile("ten to the power of 308", "a.csv", lambda: value("1e308"), NOT_A_NUMBER),
    Hostile("a number of three hundred digits", "a.csv", lambda: value("9" * 300), "too large"),
    Hostile("NaN", "a.csv", lambda: value("NaN"), NOT_A_NUMBER),
    Hostile("infinity", "a.csv", lambda: value("-inf"), NOT_A_NUMBER),
    Hostile("the error of a spreadsheet", "a.csv", lambda: value("#DIV/0!"), "shows the error #DIV/0!"),
    Hostile("marks from right to left", "a.csv", lambda: value("\u202e5\u202c0\u200f"), "value='50'"),
    Hostile(
        "marks without width in the head", "a.csv", lambda: value("5").replace(b"Value", b"Va\xe2\x80\x8blue"), "'5'"
    ),
    Hostile("escape sequences of a terminal", "a.csv", lambda: value("\x1b5\x07"), "value='5'"),
    Hostile("a base below zero", "a.csv", lambda: value("5,-3"), "is not a base"),
    Hostile("a base with a million digits", "a.csv", lambda: value("5," + "9" * 90_000), "is not a base"),
    Hostile("a name that climbs out of the folder", "../../etc/passwd.csv", lambda: value("5"), "value='5'"),
    Hostile("a name with a NUL in it", "a\x00.csv", lambda: value("5"), "value='5'"),
    Hostile("a name of a hundred thousand letters", "a" * 100_000, lambda: value("5"), "value='5'"),
]
