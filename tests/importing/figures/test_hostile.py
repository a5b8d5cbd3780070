"""The hostile files through page and command: none gives a server error or takes long, and each has a message."""

from __future__ import annotations

import json
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from ctreport.accounts.access import Role
from ctreport.accounts.actions import add_person
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure
from tests.importing.sheets.hostile import HOSTILE

MOST_SECONDS = 5  # of the processor, whatever else it does meanwhile
# What the page says: refused at once, refused by row, sound, or refused in the background as it is long.
ANSWERS = (
    "There is a problem",
    "cannot be imported as written",
    "Nothing is written yet",
    "There is nothing to import",
    "It could not be done",
    "The preview is ready",
)
FILES = pytest.mark.parametrize("file", HOSTILE, ids=[f"{file.filename[-5:]} {file.name}" for file in HOSTILE])


@pytest.fixture
def analyst(db, client):
    """A browser of somebody who may enter figures of one measure in one year."""
    Measure.objects.create(code="briefings", title="Briefings")
    ReportingYear.objects.create(start_year=2018)
    client.force_login(add_person(email="a@ctreport.example", name="A", roles=[Role.ANALYST], password="-"))
    return client


@FILES
def test_the_page_refuses_or_cleans_it_and_says_why(file, analyst):
    upload = SimpleUploadedFile(file.filename.replace("\x00", ""), file.make())
    start = time.process_time()
    response = analyst.post("/import/figures/", {"file": upload}, follow=True)
    seconds = time.process_time() - start
    assert response.status_code == 200
    assert seconds < MOST_SECONDS
    assert any(words in response.text for words in ANSWERS)
    assert Figure.objects.count() == 0


@FILES
def test_the_command_refuses_or_cleans_it_and_says_why(file, analyst, tmp_path, capsys):
    path = tmp_path / f"{file.filename[-12:].replace(chr(0), '').replace('/', '')}"
    path.write_bytes(file.make())
    start = time.process_time()
    try:
        call_command("import_figures", str(path), "--dry-run", "--json")
        code = 0
    except SystemExit as error:
        code = error.code
    assert time.process_time() - start < MOST_SECONDS
    said = json.loads(capsys.readouterr().out)
    assert code == (1 if said["refused"] else 0)
    assert all(one["reason"].endswith(".") for one in said["refused"])
    assert said["refused"] or said["added"] or said["changed"] or said["unchanged"] or said["notes"]
