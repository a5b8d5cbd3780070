"""A report with everything in it, built once for all tests that draw documents from it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from ctreport.report.build import build_report
from ctreport.report.facts import AnnualReport, Correction, Stamp
from ctreport.report.models import ReportPlan
from ctreport.report.pictures import pictures_of
from tests.report.rich import rich_plan

_CORRECTION = Correction(
    where="Arrests", what="A number was typed wrongly.", old="59", new="95", reason="Digits stood the wrong way round.",
    date="3 July 2019",
)  # fmt: skip
STAMP = Stamp(edition=2, made_at="2019-07-03T22:45:30.123456Z", software="ctreport 0.1.0", corrections=(_CORRECTION,))
_MADE: dict[str, tuple[AnnualReport, dict[str, bytes]]] = {}


def _made(request: pytest.FixtureRequest, layout: str) -> tuple[AnnualReport, dict[str, bytes]]:
    """Return edition 2 of the rich report in a layout, with its pictures; the database is asked once a layout."""
    if layout not in _MADE:
        request.getfixturevalue("born_approved")
        year = request.getfixturevalue("records_2018_19")
        request.getfixturevalue("illustrative_history")
        rich_plan(year, layout)
        report = build_report(year)
        _MADE[layout] = replace(report, stamp=STAMP), pictures_of(report)
    return _MADE[layout]


@pytest.fixture
def frozen(request):
    return _made(request, ReportPlan.Layout.THREE_PART)


@pytest.fixture
def frozen_by_thread(request):
    return _made(request, ReportPlan.Layout.GOLDEN_THREAD)


def leave_out_on_other_databases(config, items, folder):
    """Draw documents once only: they are drawn from facts, and the facts are the same on every database."""
    if os.environ.get("CTREPORT_ONLY_DATABASE_TESTS") == "1":
        config.hook.pytest_deselected(items=[item for item in items if Path(folder) in item.path.parents])
        items[:] = [item for item in items if Path(folder) not in item.path.parents]
