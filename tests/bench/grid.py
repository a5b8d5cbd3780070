"""The yearly grid: how long a large one takes to open, and one of its cells to be saved."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ctreport.accounts.access import Role
from ctreport.accounts.actions import add_person
from objectives.models import ReportingYear
from outcomes.models import Category, Dimension, Figure, Measure
from outcomes.vocabulary import Unit
from tests.bench.timing import Spell, timed

START, YEARS_BEFORE = 2040, 5  # far from the records, whose pages are measured too
CATEGORIES = 3  # and all together: four cells a measure
GRID_AIM_MS = 150
SAVE_AIM_MS = 20
UNITS = (Unit.COUNT, Unit.COUNT, Unit.PERCENTAGE)


@dataclass(frozen=True)
class GridTime:
    """A grid with so many measures: server time to open it and to save a cell, and the queries of both."""

    measures: int
    cells: int
    opening: Spell
    opening_queries: int
    kilobytes: float
    saving: Spell
    saving_queries: int


@transaction.atomic
def make_grid(size: int, *, already: int = 0) -> ReportingYear:
    """Bring a year of its own to ``size`` measures × 4 cells: drafts, with approved figures in the years before."""
    years = [ReportingYear.objects.get_or_create(start_year=START - back)[0] for back in range(YEARS_BEFORE + 1)]
    dimension, _ = Dimension.objects.get_or_create(name="Area of the bench")
    categories: list[Category | None] = [None]
    for place in range(CATEGORIES):
        code = f"area-{place}"
        categories.append(Category.objects.get_or_create(dimension=dimension, code=code, name=f"Area {place}")[0])
    measures = Measure.objects.bulk_create(
        Measure(
            code=f"bench-{number}",
            title=f"Something that is counted in the areas, number {number}",
            programme=f"Programme {number % 10}",
            unit=UNITS[number % 3],
            dimension_1=dimension,
            categories_add_up=number % 3 == 0,
            order=number,
            state="approved",
            approved_version=1,
        )
        for number in range(already, size)
    )
    Figure.objects.bulk_create(
        Figure(
            measure=measure,
            year=year,
            category_1=category,
            unit=measure.unit,
            value=5 + (measure.order * 7 + place * 3 + back * 2) % 90,
            state="draft" if back == 0 else "approved",
            approved_version=1 if back else None,
        )
        for back, year in enumerate(years)
        for measure in measures
        for place, category in enumerate(categories)
    )
    return years[0]


def sign_in() -> Client:
    """Return the browser of an analyst."""
    client = Client()
    client.force_login(add_person(email="grid@ctreport.example", name="Grid", roles=[Role.ANALYST], password="-"))
    return client


def measure_grid(client: Client, year: ReportingYear, size: int, rounds: int) -> GridTime:
    """Time the grid as a signed-in browser asks for it, compression included, and a cell as the script sends it."""

    def open_grid() -> bytes:
        response = client.get(f"/enter/{year.slug}/", headers={"Accept-Encoding": "gzip"})
        if response.status_code != 200:
            raise RuntimeError(f"The grid answered {response.status_code}.")
        return response.content

    figure = Figure.objects.filter(year=year, measure__unit=Unit.COUNT).exclude(category_1=None).first()
    if figure is None:
        raise RuntimeError("There is no figure whose cell could be saved.")
    cell = f"{figure.measure_id}-{figure.category_1_id}-0"
    versions = count(figure.version)

    def save_cell() -> None:
        version = next(versions)
        entry = {"cell": cell, "text": str(1000 + version), "version": version}
        response = client.post(f"/enter/{year.slug}/cells/", {"cells": json.dumps([entry])})
        if f'data-version="{version + 1}"' not in response.text:
            raise RuntimeError(f"The cell was not saved: {response.text[:200]}")

    opening = timed(open_grid, rounds=rounds, warm_up=3)
    with CaptureQueriesContext(connection) as opened:
        kilobytes = len(open_grid()) / 1024
    saving = timed(save_cell, rounds=rounds, warm_up=3)
    with CaptureQueriesContext(connection) as saved:
        save_cell()
    return GridTime(size, size * (CATEGORIES + 1), opening, len(opened), kilobytes, saving, len(saved))


def judge_grid(grids: list[GridTime]) -> Iterable[tuple[str, str, str, bool]]:
    """Hold the largest grid against the aims, and all against each other: name, aim, measured, reached."""
    if not grids:
        return
    largest = max(grids, key=lambda one: one.measures)
    size = f"{largest.measures} measures × {CATEGORIES + 1} cells"
    for name, spell, aim in (
        (f"Grid of {size}, server time", largest.opening, GRID_AIM_MS),
        ("A cell of it saved", largest.saving, SAVE_AIM_MS),
    ):
        ms = 1000 * spell.median
        yield name, f"{aim} ms", f"{ms:.1f} ms", ms <= aim
    for name, counts in (
        ("Grid, queries at any size", {one.opening_queries for one in grids}),
        ("A cell saved, queries at any size", {one.saving_queries for one in grids}),
    ):
        told = " to ".join(str(number) for number in sorted({min(counts), max(counts)}))
        yield name, "the same", told, len(counts) == 1
