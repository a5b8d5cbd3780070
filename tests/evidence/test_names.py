"""Names of files cannot lead out of a folder, hide what a file is, or be too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctreport.evidence.kinds import JPEG, KINDS, PDF, TEXT
from ctreport.evidence.names import LONGEST_NAME, safe_name, visible_name


@pytest.mark.parametrize(
    ("sent", "kind", "name"),
    [
        ("Return 2018-19.pdf", PDF, "Return 2018-19.pdf"),
        ("RETURN.PDF", PDF, "RETURN.pdf"),
        ("return.jpeg", JPEG, "return.jpeg"),
        ("log.csv", TEXT, "log.csv"),
        ("../../etc/passwd", TEXT, "passwd.txt"),
        (r"C:\Users\ann\return.pdf", PDF, "return.pdf"),
        ("return.exe", PDF, "return.exe.pdf"),
        ("harmless.bat", TEXT, "harmless.bat.txt"),
        ("photo\u202egnp.exe", PDF, "photognp.exe.pdf"),
        ("a\u200bb\u2066c.pdf", PDF, "abc.pdf"),
        ("two\r\nlines\t here.pdf", PDF, "two lines here.pdf"),
        ('what? "this" <one>.pdf', PDF, "what_ _this_ _one_.pdf"),
        ("e\u0301te\u0301.pdf", PDF, "été.pdf"),
        ("Übersicht – Teil 1.pdf", PDF, "Übersicht – Teil 1.pdf"),
        ("", PDF, "file.pdf"),
        (".pdf", PDF, "pdf.pdf"),
        ("...", PDF, "file.pdf"),
        ("..", TEXT, "file.txt"),
        ("name. .pdf", PDF, "name.pdf"),
        ("x" * 300 + ".pdf", PDF, "x" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_a_name_is_made_safe(sent, kind, name):
    assert safe_name(sent, kind) == name


@given(sent=st.text(max_size=400), kind=st.sampled_from(KINDS))
def test_whatever_is_sent_the_name_is_short_visible_and_says_what_the_file_is(sent, kind):
    name = safe_name(sent, kind)
    assert 0 < len(name) <= LONGEST_NAME
    assert name.lower().endswith(kind.suffixes)
    assert not set(name) & set('/\\<>:"|?*\r\n\0\u202e\u200b')
    assert not name.startswith(".")
    assert safe_name(name, kind) == name


def test_the_name_in_a_message_is_the_one_that_was_sent():
    assert visible_name("folder/old\u202e.xls") == "old.xls"
