"""The round trip export → import changes nothing: every list and the grid, each format, over generated years."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ctreport.importing.figures import actions as figures
from ctreport.importing.records.actions import find_changes, import_records
from ctreport.importing.records.exporting import export_all, export_grid
from ctreport.importing.records.kinds import KINDS
from ctreport.importing.records.reading import read_records
from ctreport.importing.sheets import KINDS as FORMATS
from ctreport.review.models import Link, Record, Revision
from objectives.models import ReportingYear
from tests.importing.records.years import Maker, make_year

# The examples are the same on every machine and in every run.
PROFILE = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # shrinking an example of a whole year would take minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
every_format = pytest.mark.parametrize("fmt", FORMATS)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, history included."""
    return {str(model._meta): list(model._default_manager.order_by("pk").values_list()) for model in apps.get_models()}


def contents() -> list[dict[str, Any]]:
    """What the records and their links say, by natural keys, whatever their keys, versions and states are."""
    told = []
    for model in apps.get_models():
        if not issubclass(model, Record | Link):
            continue
        rows = serializers.serialize(
            "python", model._default_manager.all(), use_natural_foreign_keys=True, use_natural_primary_keys=True
        )
        for row in rows:
            fields = {k: v for k, v in row["fields"].items() if k not in NOT_CONTENT}
            told.append({"model": row["model"], **fields})
    return sorted(told, key=repr)


NOT_CONTENT = {"version", "created_at", "updated_at", "state", "approved_version"}


def import_file(name: str, content: bytes, filename: str, *, is_idle: bool) -> None:
    """Preview and import a file as the pages do."""
    if name in ("figure", "grid"):
        checked = figures.find_changes(content, filename=filename)
        assert checked.problems == []
        assert not is_idle or (checked.added, checked.changed) == ([], []), [one.changes for one in checked.changed]
        figures.import_figures(content, filename=filename, by=None)
        return
    table = read_records(content, filename=filename)
    assert table.kind.name == name
    plan = find_changes(table, by=None, filename=filename)
    assert plan.problems == []
    assert not is_idle or plan.to_write == [], [(row.name, row.changes, row.links) for row in plan.to_write]
    assert import_records(table, by=None, filename=filename).problems == []


def exports(year: ReportingYear) -> dict[str, Any]:
    """Every list, and the grid of a year where it has a measure."""
    grid = export_grid(year)
    return ({"grid": grid} if grid.rows else {}) | {name: export_all(kind) for name, kind in KINDS.items()}


def in_a_world_of_its_own(check: Any) -> Any:
    """Undo whatever an example did to the database."""

    def run(data: st.DataObject) -> None:
        with transaction.atomic():
            check(data)
            transaction.set_rollback(True)

    return run


@every_format
def test_importing_an_export_changes_nothing(db, fmt):
    @settings(PROFILE, max_examples=8)
    @given(st.data())
    @in_a_world_of_its_own
    def check(data):
        year = make_year(Maker(data.draw))
        before = everything()
        for name, export in exports(year).items():
            import_file(name, export.content(fmt), f"{export.filename}.{fmt}", is_idle=True)
        assert everything() == before

    check()


@every_format
def test_importing_the_real_records_and_their_history_changes_nothing(illustrative_history, records_2018_19, fmt):
    before = everything()
    for name, export in exports(records_2018_19).items():
        import_file(name, export.content(fmt), f"{export.filename}.{fmt}", is_idle=True)
    assert everything() == before


def move_to_an_empty_database(year: ReportingYear, fmt: str) -> None:
    """Export all lists, delete all records, and import the lists in their order."""
    files = [(name, one.filename, one.content(fmt)) for name, one in exports(year).items() if name != "grid"]
    for model in apps.get_models():
        if issubclass(model, Record | Link | Revision):
            model._default_manager.all()._raw_delete("default")
    for name, filename, content in files:
        import_file(name, content, f"{filename}.{fmt}", is_idle=False)


@every_format
def test_the_real_records_come_out_the_same_in_an_empty_database(records_2018_19, fmt):
    before = contents()
    move_to_an_empty_database(records_2018_19, fmt)
    assert contents() == before


@every_format
def test_generated_records_come_out_the_same_in_an_empty_database(db, fmt):
    @settings(PROFILE, max_examples=3)
    @given(st.data())
    @in_a_world_of_its_own
    def check(data):
        year = make_year(Maker(data.draw, is_free=False, has_drafts=False))
        before = contents()
        move_to_an_empty_database(year, fmt)
        assert contents() == before

    check()
