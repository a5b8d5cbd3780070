"""The figures as CSV, and their description as CSVW."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from csvw import CSVW

from ctreport.report.datapack.tidy import FIGURES, METADATA, figures_csv, figures_metadata

pytestmark = pytest.mark.django_db  # to build the report that all of them draw from, once


def test_the_description_is_valid_and_types_every_figure(frozen, tmp_path):
    report = frozen[0]
    (tmp_path / FIGURES).write_bytes(figures_csv(report))
    (tmp_path / METADATA).write_bytes(figures_metadata(report))
    described = CSVW(str(tmp_path / METADATA), validate=True)
    assert described.is_valid, described.warnings
    [table] = described.tables
    rows = list(table.iterdicts(strict=True))
    assert [row["key"] for row in rows] == [figure.key for figure in report.figures]
    felt = rows[2]
    assert (felt["breakdown_survey_mode"], felt["value"], felt["base"]) == ("Online", Decimal(90), None)
    assert felt["is_illustrative"] is False


def test_each_figure_is_a_row_with_its_own_key(frozen):
    text = figures_csv(frozen[0]).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len({row["key"] for row in rows}) == len(rows) == len(frozen[0].figures)
    assert text.count("\r\n") == len(rows) + 1
    assert rows[0]["year"] == "2018/19"
    assert rows[0]["text"] == "over 500"


def test_the_description_names_the_edition(frozen):
    described = json.loads(figures_metadata(frozen[0]))
    assert described["dc:issued"]["@value"] == "2019-07-03"
    assert "Edition 2, frozen 3 July 2019." in described["dc:description"]
    proof = json.loads(figures_metadata(replace(frozen[0], stamp=None)))
    assert "dc:issued" not in proof


def test_a_formula_is_kept_from_running_and_a_dimension_cannot_take_anothers_column(frozen):
    report = frozen[0]
    odd = replace(
        report.figures[0],
        measure="=1+1",
        source="\u200b@SUM(A1)",
        value="-5",
        categories=(("Age", "Old"), ("age!", "New")),
    )
    [row] = csv.DictReader(io.StringIO(figures_csv(replace(report, figures=(odd,))).decode(), newline=""))
    assert row["measure"] == "'=1+1"
    assert row["source"] == "'\u200b@SUM(A1)"
    assert row["value"] == "-5"
    assert (row["breakdown_age"], row["breakdown_age_2"]) == ("Old", "New")
