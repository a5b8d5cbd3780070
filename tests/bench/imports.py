"""The import of 50,000 figures: rows a second and memory, beside django-import-export with the same file.

Each works in a process and with a database of its own, so that neither pays for the other and the greatest memory of
each is known. Both preview the file and then import it. django-import-export is used as its documentation advises for
large files: in bulk mode, with foreign keys looked up once. It keeps no history and asks no questions; we do both.

``python -m tests.bench.imports [ROWS]`` runs this alone.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.table import heading, print_row

ROWS = 50_000
SPEED_AIM = 5
MEMORY_AIM_MB = 300
YEARS, CATEGORIES = 100, 20  # figures of a measure: years × categories
FIRST_YEAR = 1950
HEAD = ("Measure code", "Year", "Category 1", "Value", "Qualifier", "Base", "Status", "Note", "Source", "Unit")
OURS, THEIRS = "ctreport", "django-import-export"


@dataclass(frozen=True)
class ImportTime:
    """How long an import took, in seconds, and its greatest memory in megabytes, Python and Django included."""

    by: str
    rows: int
    preview: float
    writing: float
    memory: float

    @property
    def rows_a_second(self) -> float:
        """Rows previewed and imported in a second."""
        return self.rows / (self.preview + self.writing)


def lines(rows: int) -> Iterator[tuple[str, ...]]:
    """The rows of the file: each a cell of its own."""
    for number in range(rows):
        rest, category = divmod(number, CATEGORIES)
        measure, year = divmod(rest, YEARS)
        start = FIRST_YEAR + year
        yield (
            f"measure-{measure}",
            f"{start}/{(start + 1) % 100:02d}",
            f"category-{category}",
            str(100 + number % 800),
            "over" if number % 7 == 0 else "exactly",
            str(number % 400 + 1),
            "final",
            f"Counted by hand, sheet {number}" if number % 3 == 0 else "",
            "Return of the unit",
            "count",
        )


def measures_for(rows: int) -> int:
    """How many measures the file speaks of."""
    return -(-rows // (YEARS * CATEGORIES))


def make_file(folder: Path, rows: int) -> Path:
    """Write the file that both import."""
    path = folder / "figures.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *lines(rows)])
    return path


def measure_imports(rows: int = ROWS, *, only: Iterable[str] = (OURS, THEIRS)) -> list[ImportTime]:
    """Import a file with each of the two, in processes of their own."""
    with tempfile.TemporaryDirectory() as folder:
        path = make_file(Path(folder), rows)
        return [_measure(by, path, rows) for by in only]


def _measure(by: str, path: Path, rows: int) -> ImportTime:
    name = by.replace("-", "_")
    settings = {
        "CTREPORT_DATABASE_URL": f"sqlite:///{path.parent}/{name}.sqlite3",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    command = [sys.executable, "-m", "tests.bench.import_worker", by, str(path), str(rows)]
    done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"The import by {by} failed:\n{done.stderr[-2000:]}")
    return ImportTime(**json.loads(done.stdout.splitlines()[-1]))


def judge_imports(times: list[ImportTime]) -> Iterable[tuple[str, str, str, bool]]:
    """Hold our import against the aims: name, aim, measured, reached."""
    found = {one.by: one for one in times}
    if OURS not in found:
        return
    ours = found[OURS]
    name = f"Import of {ours.rows:,} figures"
    yield f"{name}, memory", f"{MEMORY_AIM_MB} MB", f"{ours.memory:.0f} MB", ours.memory <= MEMORY_AIM_MB
    if THEIRS in found:
        ratio = ours.rows_a_second / found[THEIRS].rows_a_second
        yield f"{name}, against {THEIRS}", f"{SPEED_AIM} times as fast", f"{ratio:.1f} times", ratio >= SPEED_AIM


def print_imports(times: list[ImportTime]) -> None:
    """Print what was measured."""
    heading("Import of figures", f"{times[0].rows:,} rows of CSV, previewed and imported, SQLite")
    for one in times:
        told = f"preview {one.preview:.1f} s, import {one.writing:.1f} s, {one.memory:.0f} MB at most"
        print_row(one.by, f"{one.rows_a_second:,.0f} rows/s", told)


if __name__ == "__main__":
    measured = measure_imports(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
    print_imports(measured)
    for aim in judge_imports(measured):
        print_row(aim[0], aim[2], f"aim: {aim[1]}", "reached" if aim[3] else "NOT REACHED")
