"""The command that writes the report."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from ctreport.report import render
from objectives.models import ReportingYear

pytestmark = pytest.mark.django_db


def test_it_writes_one_file_and_a_pdf_and_says_so(records_2018_19, tmp_path, capsys):
    call_command("build_report", "2018-19", out=tmp_path / "new" / "folder")
    said = capsys.readouterr().out
    assert (tmp_path / "new" / "folder" / "report.html").read_text().startswith("<!doctype html>")
    assert (tmp_path / "new" / "folder" / "report.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert "report.html" in said
    assert "16 pages" in said
    assert "seconds" in said


def test_it_says_that_figures_are_made_up(records_2018_19, illustrative_history, tmp_path, capsys):
    call_command("build_report", "2018/19", out=tmp_path)
    assert "Illustrative figures." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("year", "words"),
    [
        ("2030-31", "There is no year 2030/31. Years there are: 2019/20, 2018/19."),
        ("2018-20", "goes with 2018/19"),
        ("last", "is not a financial year"),
        ("2019-20", "There is nothing to report for 2019/20 yet"),
    ],
)
def test_what_cannot_be_written_is_refused_in_plain_words(year, words, records_2018_19, tmp_path):
    ReportingYear.objects.create(start_year=2019)
    with pytest.raises(CommandError, match=words):
        call_command("build_report", year, out=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_refused(records_2018_19, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(CommandError, match="cannot be made"):
        call_command("build_report", "2018-19", out=tmp_path / "file")


def test_an_unbuilt_front_end_is_said(records_2018_19, tmp_path, monkeypatch):
    monkeypatch.setattr(render, "ASSETS", tmp_path / "nowhere")
    with pytest.raises(CommandError, match="make assets"):
        call_command("build_report", "2018-19", out=tmp_path)
