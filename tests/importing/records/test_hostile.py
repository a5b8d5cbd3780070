"""Whatever stands in a table of records, it is read or refused in words; nothing else is raised."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ctreport.importing.records.actions import find_changes
from ctreport.importing.records.kinds import KINDS
from ctreport.importing.records.reading import read_records
from ctreport.importing.sheets import SheetError
from objectives.models import ReportingYear
from tests.importing.records.helpers import exported, file_of
from tests.importing.sheets.hostile import HOSTILE

HERE = [name for name, kind in KINDS.items() if kind.is_imported_here]
BAD = [
    "1e308", "-1", "9" * 400, "NaN", "Infinity", "0", "1.5", "[x]", "31/2/2018", "9999-12-31", "0000-00-00", "2018/20",
    "P1; P1", ";;;", "P1:", "{{figure:", "{{figure:arrests}}", "%s %(a)s", "<script>", "javascript:alert(1)", "\u202e",
    "=1+1", "x" * 5_000, "٣", "²", "½", "1,5", "yes no", "\x01", "2018/19 P1", "/", " ", "https://" + "a" * 300,
]  # fmt: skip


@pytest.mark.parametrize("file", HOSTILE, ids=[f"{file.filename[-5:]} {file.name}" for file in HOSTILE])
def test_a_hostile_file_is_refused_in_words(db, file):
    refusal = "."
    try:
        find_changes(read_records(file.make(), filename=file.filename), by=None, filename=file.filename)
    except SheetError as error:
        refusal = str(error)
    assert refusal.endswith(".")
    assert len(refusal) < 700


@pytest.mark.parametrize("kind", HERE)
def test_a_cell_that_holds_anything_at_all_is_read_or_refused_in_words(illustrative_history, kind):
    ReportingYear.objects.update(state="open")
    rows = exported(kind)

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.data())
    def check(data):
        row = dict(data.draw(st.sampled_from(rows)))
        for heading in data.draw(st.lists(st.sampled_from(list(row)), min_size=1, max_size=5)):
            row[heading] = data.draw(st.sampled_from(BAD) | st.text(max_size=20))
        with transaction.atomic():
            table = read_records(file_of(list(row), list(row.values())), filename="a.csv", kind=KINDS[kind])
            for problem in find_changes(table, by=None, filename="a.csv").problems:
                assert not problem.reason[:1].islower()
                assert problem.reason.endswith(".")

    check()


@pytest.mark.parametrize("number", ["9" * 30, "-1", "1e308"])
def test_a_number_beyond_its_field_is_refused_in_words(records_2018_19, number):
    table = read_records(file_of(["Strand", "Order"], ["Prevent", number]), filename="a.csv")
    [problem] = find_changes(table, by=None, filename="a.csv").problems
    assert problem.heading == "Order"
