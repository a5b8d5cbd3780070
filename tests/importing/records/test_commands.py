"""The commands: lists and grids to files, records from files."""

import json

import pytest
from django.core.management import CommandError, call_command

from ctreport.review.history import revisions_of
from objectives.models import Pledge
from tests.importing.records.helpers import edited, file_of
from tests.importing.test_round_trip import everything

HEAD = ["Year", "Reference", "Statement"]


@pytest.fixture
def a_file(tmp_path):
    def make(*rows, head=HEAD):
        path = tmp_path / "pledges.csv"
        path.write_bytes(file_of(head, *rows))
        return str(path)

    return make


def run(capsys, *arguments):
    try:
        call_command(*arguments)
    except SystemExit as error:
        return error.code, capsys.readouterr().out
    return 0, capsys.readouterr().out


def test_a_list_is_written_to_a_file_and_read_back_unchanged(records_2018_19, tmp_path, capsys):
    path = tmp_path / "outcomes.ods"
    _, said = run(capsys, "export_records", "outcome", "ods", "--year", "2018/19", "--output", str(path))
    assert said == f"Wrote Outcomes 2018/19 to {path}.\n"
    before = everything()
    assert run(capsys, "import_records", str(path)) == (
        0,
        "There is nothing to import from outcomes.ods: 10 rows unchanged.\n",
    )
    assert everything() == before


def test_without_a_name_the_file_is_named_after_the_list(records_2018_19, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    run(capsys, "export_records", "grid", "xlsx", "--year", "2018/19")
    run(capsys, "export_records", "pledge", "csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["grid-2018-19.xlsx", "pledges-all-years.csv"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["grid", "csv"], "A grid belongs to a year"),
        (["strand", "csv", "--year", "2018/19"], "Strands belong to no year"),
        (["pledge", "csv", "--year", "2018/20"], "2018 goes with 2018/19"),
        (["pledge", "csv", "--year", "1999/00"], "There is no year 1999/00"),
        (["pledge", "csv", "--output", "/nowhere/at/all.csv"], "cannot be written"),
        (["nothing", "csv"], "invalid choice"),
        (["pledge", "pdf"], "invalid choice"),
    ],
)
def test_what_cannot_be_exported_is_said(records_2018_19, arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("export_records", *arguments)


def test_a_file_is_imported_in_the_name_of_a_person(records_2018_19, people, a_file, capsys):
    path = a_file(["2018/19", "P11", "We will act."], ["2018/19", "P1", "We will work."])
    code, said = run(capsys, "import_records", path, "--kind", "pledge", "--by", people.analyst.email)
    assert code == 0
    assert "Changed: row 3, P1, 2018/19: Statement: Work in partnership" in said
    assert said.endswith("Imported pledges.csv: 1 row added and 1 changed.\n")
    assert revisions_of(Pledge.objects.get(reference="P11")).get().by == people.analyst


def test_a_dry_run_writes_nothing(records_2018_19, a_file, capsys):
    before = everything()
    code, said = run(capsys, "import_records", a_file(["2018/19", "P11", "We will act."]), "--dry-run")
    assert (code, said) == (0, "pledges.csv: 1 row to be added.\n")
    assert everything() == before


def test_json_says_what_came_of_it(records_2018_19, a_file, capsys):
    code, said = run(capsys, "import_records", a_file(["2018/19", "P11", ""], ["2018/19", "P1", "We will."]), "--json")
    told = json.loads(said)
    assert code == 1
    assert told["written"] is False
    assert told["refused"] == [{"row": 2, "where": "Row 2, column C (Statement)", "reason": "Fill in “Statement”."}]
    assert (told["kind"], told["changed"]) == ("pledge", 1)


def test_refused_rows_are_listed_and_nothing_is_written(records_2018_19, a_file, capsys):
    before = everything()
    code, said = run(capsys, "import_records", a_file(["2018/19", "P11", ""], ["2018/19", "P12", "Yes."]))
    assert code == 1
    assert "Refused: Row 2, column C (Statement): Fill in “Statement”." in said
    assert said.endswith("pledges.csv cannot be imported as written. Nothing was written. Mend it and try again.\n")
    assert everything() == before


def test_changed_links_are_told(records_2018_19, a_file, capsys):
    head, row = edited("activity", 1, Pledges="P1")
    _, said = run(capsys, "import_records", a_file(row, head=head), "--dry-run")
    assert "Changes: row 2, A2, 2018/19: links to pledges" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by", "nobody@example.org"], "There is nobody with the e-mail address"),
        (["--by", "leader@ctreport.example"], "may not enter pledges"),
        (["--kind", "figure"], "invalid choice"),
    ],
)
def test_what_is_asked_wrongly_is_said(records_2018_19, people, a_file, arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("import_records", a_file(["2018/19", "P11", "We will act."]), *arguments)


def test_a_file_that_is_none_is_refused_in_words(records_2018_19, tmp_path, capsys):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_records", str(tmp_path / "none.csv"))
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="This is a PDF"):
        call_command("import_records", str(path))
    code, said = run(capsys, "import_records", str(path), "--json")
    assert code == 1
    assert "This is a PDF" in json.loads(said)["refused"][0]["reason"]
