"""One import, measured in a process of its own: see ``tests.bench.imports``, which starts it."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any


def main(by: str, path: Path, rows: int) -> None:
    """Make the measures, years and categories, import the file and print what it took as JSON."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.bench.imports import OURS

    call_command("migrate", verbosity=0)
    _make_surroundings(rows)
    preview, writing = (_ours if by == OURS else _theirs)(path)
    _check(rows, with_history=by == OURS)
    print(json.dumps({"by": by, "rows": rows, "preview": preview, "writing": writing, "memory": _greatest_memory()}))


def _greatest_memory() -> float:
    """Return the most memory that this process has held, in megabytes, and not what its parent held before it.

    Linux hands ``ru_maxrss`` on from a process to what it starts, so the high-water mark is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _make_surroundings(rows: int) -> None:
    from objectives.models import ReportingYear
    from outcomes.models import Category, Dimension, Measure
    from tests.bench.imports import CATEGORIES, FIRST_YEAR, YEARS, measures_for

    dimension = Dimension.objects.create(name="Category of the bench")
    Category.objects.bulk_create(
        Category(dimension=dimension, code=f"category-{number}", name=f"Category {number}", order=number)
        for number in range(CATEGORIES)
    )
    Measure.objects.bulk_create(
        Measure(code=f"measure-{number}", title=f"Measure {number}", dimension_1=dimension)
        for number in range(measures_for(rows))
    )
    ReportingYear.objects.bulk_create(ReportingYear(start_year=FIRST_YEAR + number) for number in range(YEARS))


def _ours(path: Path) -> tuple[float, float]:
    from ctreport.accounts.access import Role
    from ctreport.accounts.actions import add_person
    from ctreport.importing.figures.actions import confirm_upload, preview_upload
    from ctreport.importing.uploads import keep_upload

    analyst = add_person(email="a@ctreport.example", name="A", roles=[Role.ANALYST], password="-")
    start = time.perf_counter()
    upload = keep_upload(kind="figures", filename=path.name, content=path.read_bytes(), by=analyst)
    preview_upload(upload)
    middle = time.perf_counter()
    refusal = confirm_upload(upload.key, fingerprint=upload.fingerprint)
    if refusal:
        raise RuntimeError(refusal)
    return middle - start, time.perf_counter() - middle


def _theirs(path: Path) -> tuple[float, float]:
    import tablib

    from tests.bench.import_peer import FigureResource

    start = time.perf_counter()
    _refuse_errors(FigureResource().import_data(_dataset(tablib, path), dry_run=True))
    middle = time.perf_counter()
    _refuse_errors(FigureResource().import_data(_dataset(tablib, path), dry_run=False))
    return middle - start, time.perf_counter() - middle


def _dataset(tablib: Any, path: Path) -> Any:
    return tablib.Dataset().load(path.read_text(encoding="utf-8"), format="csv")


def _refuse_errors(result: Any) -> None:
    if result.has_errors() or result.has_validation_errors():
        raise RuntimeError(f"Rows were refused: {result.row_errors()[:1]} {result.base_errors[:1]}")


def _check(rows: int, *, with_history: bool) -> None:
    """A fast import that lost rows would be no use."""
    from ctreport.review.models import Revision
    from outcomes.models import Figure

    if Figure.objects.count() != rows or (with_history and Revision.objects.count() != rows):
        raise RuntimeError("Not all rows were imported.")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
