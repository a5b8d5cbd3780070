"""The leaders' page of a force that has counted for twenty years: server time and queries, at 24,000 figures and more.

On SQLite and on PostgreSQL: 20 years × 300 measures × 4 cells. On PostgreSQL then a million figures, in two ways: in
twenty years before those, which the page must pass over; and in the very years that it looks at, where each measure is
broken down into 167 cells, which it must not load one by one. What a leader waits where a figure has just changed, so
that those of the year are counted anew, is told beside it.

``python -m tests.bench.dashboard`` runs this alone, with the PostgreSQL that deploy/with_postgres.sh starts;
``--profile`` says where the time goes, and ``--explain`` how the slowest queries are run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.table import heading, print_row
from tests.bench.timing import Spell, load_average

BASE_DIR = Path(__file__).resolve().parent.parent.parent
MEASURES = 300
SMALL = 15  # measures, whose queries are as many
MILLION = 1_000_000
ROUNDS = 20
AIM_MS = 100
GROWTH_AIM = 1.3
SMALL_SIZE, SIZE, EARLIER, DEEP = (
    "a twentieth",
    "20 years × 300 × 4",
    "a million, earlier years",
    "a million, these years",
)


@dataclass(frozen=True)
class YearTime:
    """The page with so many figures in the table: server time, queries, and its size compressed.

    ``processor_ms`` is what our process worked, which a busy machine stretches less; ``template_ms`` is the template's
    share of it; PostgreSQL's work is in neither. ``anew_ms`` is the whole of it right after a figure changed, when all
    of the two years are counted anew.
    """

    database: str
    size: str
    figures: int
    spell: Spell
    processor_ms: float
    template_ms: float
    anew_ms: float
    queries: int
    kilobytes: float

    @property
    def ms(self) -> float:
        """The median in milliseconds."""
        return 1000 * self.spell.median


def measure_dashboard(rounds: int = ROUNDS, more: Sequence[str] = ()) -> list[YearTime]:
    """Measure on both databases, each in a process and with a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        sqlite = {"CTREPORT_DATABASE_URL": f"sqlite:///{folder}/dashboard.sqlite3", "CTREPORT_TEST_POSTGRES_URL": ""}
        return [*_by_worker([], sqlite, rounds, more), *_by_worker(["deploy/with_postgres.sh"], {}, rounds, more)]


def _by_worker(before: list[str], environment: dict[str, str], rounds: int, more: Sequence[str]) -> list[YearTime]:
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        command = [*before, sys.executable, "-m", "tests.bench.dashboard_worker", file.name, f"--rounds={rounds}"]
        settings = {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        subprocess.run([*command, *more], env={**os.environ, **settings, **environment}, cwd=BASE_DIR, check=True)
        found = json.loads(Path(file.name).read_text(encoding="utf-8"))
    return [YearTime(**one | {"spell": Spell(**one["spell"])}) for one in found]


def judge_dashboard(times: Sequence[YearTime]) -> Iterator[tuple[str, str, str, bool]]:
    """Hold the times against the aims: name, aim, measured, reached."""
    found = {(one.database, one.size): one for one in times}
    for database in dict.fromkeys(one.database for one in times):
        if one := found.get((database, SIZE)):
            yield f"Dashboard, {SIZE}, {database}", f"{AIM_MS} ms", f"{one.ms:.1f} ms", one.ms <= AIM_MS
        for size in (EARLIER, DEEP):
            if large := found.get((database, size)):
                growth = large.ms / found[database, SIZE].ms
                name = f"Dashboard, {size}"
                yield name, f"{GROWTH_AIM} times 24,000", f"{growth:.2f} times", growth <= GROWTH_AIM
    if times:
        counts = {one.queries for one in times}
        told = " to ".join(str(count) for count in sorted({min(counts), max(counts)}))
        yield "Dashboard, queries at any size", "the same", told, len(counts) == 1


def print_dashboard(times: Sequence[YearTime]) -> None:
    """Print what was measured."""
    rounds = times[0].spell.rounds if times else 0
    heading("The leaders' page, and many figures", f"median of {rounds}, warm; {load_average()}")
    for one in times:
        spread = f"{1000 * one.spell.shortest:.0f} to {1000 * one.spell.longest:.0f} ms"
        worked = f"{one.processor_ms:.0f} ms of it ours, {one.template_ms:.0f} for the template"
        after = f"{one.anew_ms:.0f} ms after a figure changed"
        remark = f"{spread}, {worked}; {after}; {one.queries} queries, {one.kilobytes:.0f} kB"
        print_row(f"{one.database}, {one.figures:,} ({one.size})", f"{one.ms:.1f} ms", remark)


def main() -> None:
    """Measure, print and judge; end with an error where an aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.dashboard", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measurements to FILE as well")
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    parser.add_argument("--explain", action="store_true", help="say how the slowest queries are run")
    options = parser.parse_args()
    more = [f"--{name}" for name in ("profile", "explain") if getattr(options, name)]
    times = measure_dashboard(options.rounds, more)
    print_dashboard(times)
    if options.json:
        options.json.write_text(json.dumps([asdict(one) for one in times], indent=2) + "\n")
    heading("Aims")
    aims = list(judge_dashboard(times))
    for title, aim, measured, is_reached in aims:
        print_row(title, measured, f"aim: {aim}", "reached" if is_reached else "NOT REACHED")
    sys.exit(not all(is_reached for *_, is_reached in aims))


if __name__ == "__main__":
    main()
