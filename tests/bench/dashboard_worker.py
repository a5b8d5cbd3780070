"""The leaders' page, measured on one database: see ``tests.bench.dashboard``, which starts this."""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench.dashboard import DEEP, EARLIER, MEASURES, MILLION, SIZE, SMALL, SMALL_SIZE, YearTime
from tests.bench.timing import timed

PAGE = "/years/2018-19/"
SLOWEST = 4  # queries that are explained


def main() -> None:
    """Make the figures, ask for the page at each size and write what it took as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--explain", action="store_true")
    options = parser.parse_args()
    if url := os.environ.get("CTREPORT_TEST_POSTGRES_URL"):
        os.environ["CTREPORT_DATABASE_URL"] = url
    import django

    django.setup()
    from django.db import connection

    database = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}[connection.vendor]
    found = []
    ask = _prepare()
    for size, figures in _sizes(connection.vendor):
        spell = timed(ask, rounds=options.rounds, warm_up=3)
        queries, length = _queries(ask)
        worked, drawn = _processor_ms(ask, options.rounds)
        anew = _anew_ms(ask)
        found.append(YearTime(database, size, figures, spell, worked, drawn, anew, len(queries), length / 1024))
        if options.profile:
            _profile(f"{database}, {size}", ask)
        if options.explain:
            _explain(queries)
    options.file.write_text(json.dumps([asdict(one) for one in found]), encoding="utf-8")


def _prepare() -> Callable[[], int]:
    """Load the real records, sign a leader in and return what asks for the page as a browser does."""
    from django.core.management import call_command
    from django.test import Client

    from ctreport.accounts.access import Role
    from ctreport.accounts.actions import add_person

    call_command("migrate", verbosity=0)
    call_command("loaddata", "contest_strands", "city_of_london_2018_19", verbosity=0)
    client = Client()
    client.force_login(add_person(email="bench@ctreport.example", name="Bench", roles=[Role.LEADER], password="-"))

    def ask() -> int:
        response = client.get(PAGE, headers={"Accept-Encoding": "gzip"})
        if response.status_code != 200:
            raise RuntimeError(f"{PAGE} answered {response.status_code}.")
        return len(response.content)

    return ask


def _sizes(vendor: str) -> Any:
    """Bring the table to one size after another; give its name and how many figures there are."""
    from tests.bench.figures import empty_again, fill_up, make_figures

    yield SMALL_SIZE, make_figures(SMALL)
    yield SIZE, make_figures(MEASURES, already=SMALL)
    if vendor == "postgresql":
        # ``fill_up`` tidies after itself, which it could not finish while the server happens to look at the table, too.
        _run("ALTER TABLE outcomes_figure SET (autovacuum_enabled = false)")
        yield EARLIER, fill_up(MILLION, in_the_same_years=False)
        empty_again()
        _run("VACUUM FULL outcomes_figure")  # as if they had never been there
        yield DEEP, fill_up(MILLION, in_the_same_years=True)


def _run(statement: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)


def _processor_ms(ask: Callable[[], int], rounds: int) -> tuple[float, float]:
    """Return what our process works for an answer, and for its outermost template, in milliseconds."""
    from django.template.backends.django import Template

    render, drawn, depth = Template.render, [], []

    def timed_render(*args: Any, **more: Any) -> Any:
        depth.append(time.process_time())
        try:
            return render(*args, **more)
        finally:
            start = depth.pop()
            if not depth:  # a widget of a form is a template, too, within the page's
                drawn.append(1000 * (time.process_time() - start))

    worked = []
    Template.render = timed_render  # type: ignore[method-assign]
    try:
        for _ in range(rounds):
            start = time.process_time()
            ask()
            worked.append(1000 * (time.process_time() - start))
    finally:
        Template.render = render  # type: ignore[method-assign]
    return statistics.median(worked), statistics.median(drawn)


def _anew_ms(ask: Callable[[], int]) -> float:
    """Return what an answer takes right after a figure of the year changed, in milliseconds."""
    from django.utils import timezone

    from outcomes.models import Figure
    from tests.bench.figures import LAST

    key = Figure.objects.filter(year__start_year=LAST).order_by().values_list("pk", flat=True)[:1].get()
    taken = []
    for _ in range(7):
        Figure.objects.filter(pk=key).update(updated_at=timezone.now())
        taken.append(timed(ask, rounds=1).median)
    return 1000 * statistics.median(taken)


def _queries(ask: Callable[[], int]) -> tuple[list[dict[str, str]], int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        length = ask()
    return list(queries.captured_queries), length


def _profile(title: str, ask: Callable[[], int]) -> None:
    """Print where the time of one answer goes: into which functions of ours, queries and templates."""
    profile = cProfile.Profile()
    profile.runcall(ask)
    print(f"\n--- {title}", flush=True)
    told = pstats.Stats(profile, stream=sys.stdout).sort_stats("cumulative")
    told.print_stats(r"ctreport/|outcomes/|execute_sql|__iter__.*|backends/django.py.*render", 32)


def _explain(queries: list[dict[str, str]]) -> None:
    from django.db import connection

    for query in sorted(queries, key=lambda one: float(one["time"]), reverse=True)[:SLOWEST]:
        print(f"\n{query['time']} s: {query['sql'][:400]}", flush=True)
        if query["sql"].startswith("SELECT"):
            with connection.cursor() as cursor:
                plan = "EXPLAIN (ANALYZE, BUFFERS)" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
                cursor.execute(f"{plan} {query['sql']}")
                for row in cursor.fetchall():
                    print("   ", *row)


if __name__ == "__main__":
    main()
