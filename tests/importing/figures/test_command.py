"""``manage.py import_figures``."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from ctreport.review.models import Revision
from outcomes.models import Figure
from tests.importing.figures.files import figure, table

pytestmark = pytest.mark.usefixtures("years")
GOOD = ("arrests,2019/20,,,5", "briefings,2018/19,,,over 600", "stop-searches,2018/19,,,123")
BAD = ("arrests,2019/20,,,5", "arests,2019/20,,,5")


@pytest.fixture
def run(tmp_path, capsys):
    """Run the command with a file of these lines; return its exit code and what it printed."""

    def do(*lines, options=(), content=None, name="figures.csv"):
        path = tmp_path / name
        path.write_bytes(table(*lines) if content is None else content)
        code = 0
        try:
            call_command("import_figures", str(path), *options)
        except SystemExit as error:
            code = error.code
        return code, capsys.readouterr().out

    return do


def test_it_imports_and_says_what_it_did(run):
    code, said = run(*GOOD)
    assert code == 0
    assert (
        "Changed: row 3, Briefings, training exercises and table-top exercises, 2018/19: Figure: over 500 → over 600"
        in said
    )
    assert "Imported figures.csv: 1 figure added, 1 changed and 1 unchanged. They are drafts until" in said
    assert str(figure("arrests", 2019).quantity) == "5"


def test_figures_are_the_drafts_of_the_person_who_is_named(run, people):
    run(*GOOD, options=["--by", "ANALYST@ctreport.example"])
    made = Revision.objects.get(object_id=figure("arrests", 2019).pk)
    assert (made.by, made.by_name, made.state, made.reason) == (
        people.analyst,
        "Analyst Person",
        "draft",
        "Import of figures.csv",
    )


def test_without_a_person_they_are_nobodys_drafts(run):
    run(*GOOD)
    made = Revision.objects.get(object_id=figure("arrests", 2019).pk)
    assert (made.by, made.by_name) == (None, "ctreport")


def test_a_dry_run_writes_nothing(run):
    code, said = run(*GOOD, options=["--dry-run"])
    assert (code, Figure.objects.filter(year__start_year=2019).count()) == (0, 0)
    assert "1 figure to be added, 1 to be changed and 1 unchanged. Nothing was written (dry run)." in said


def test_a_refused_row_stops_all_and_the_exit_code_is_1(run):
    code, said = run(*BAD)
    assert (code, Figure.objects.filter(year__start_year=2019).count()) == (1, 0)
    assert "Refused: Row 3, column A (Measure code): There is no measure with the code “arests”." in said
    assert "1 row of figures.csv cannot be imported as written. Nothing was written." in said


def test_json_says_what_a_program_needs(run):
    code, said = run(*GOOD, options=["--json"])
    data = json.loads(said)
    assert (code, data["added"], data["changed"], data["unchanged"], data["refused"]) == (0, 1, 1, 1, [])
    assert data["written"] is True


def test_json_of_refused_rows_names_row_column_and_reason(run):
    code, said = run(*BAD, options=["--json", "--dry-run"])
    data = json.loads(said)
    assert (code, data["written"]) == (1, False)
    assert data["refused"] == [
        {
            "row": 3,
            "column": "Measure code",
            "reason": "There is no measure with the code “arests”. The nearest code is “arrests”.",
        }
    ]


def test_the_same_file_again_has_nothing_to_import(run):
    run(*GOOD)
    before = Revision.objects.count()
    code, said = run(*GOOD)
    assert code == 0
    assert "There is nothing to import from figures.csv: 3 figures unchanged." in said
    assert Revision.objects.count() == before


def test_a_file_that_cannot_be_read_is_refused_in_words(run):
    with pytest.raises(CommandError, match=r"figures.csv: This is a PDF, not a table\."):
        run(content=b"%PDF-1.7")
    code, said = run(content=b"%PDF-1.7", options=["--json"])
    assert (code, json.loads(said)["refused"][0]["row"]) == (1, 0)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["/nowhere/at/all.csv"], "cannot be read: No such file or directory"),
        (["/"], "cannot be read: Is a directory"),
        (["a\x00.csv"], "cannot be read"),
        (["x.csv", "--by", "nobody@ctreport.example"], "There is nobody with the e-mail address"),
        (["x.csv", "--by", "leader@ctreport.example"], "Leader Person may not enter figures."),
    ],
)
def test_what_is_wrong_with_the_call_is_said(people, options, words):
    with pytest.raises(CommandError, match=words):
        call_command("import_figures", *options)


def test_many_rows_are_told_in_short(run):
    code, said = run(*(f"nothing-{number},2018/19,,,5" for number in range(50)))
    assert (code, said.count("Refused: ")) == (1, 20)
    assert "… and 30 more refused" in said
