"""``make bench``: how long the pages and the PDF take, and how that grows with the records.

Everything is measured warm and in this one process, on records in an SQLite database made for the occasion; only
Chromium, the yardstick of the PDF, is a process of its own, as it would be in its place. The machine's speed is
printed beside, so that two runs can be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("part", nargs="?", choices=["site"], help="measure this part alone")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measurements to FILE as well")
    parser.add_argument("--rounds", type=int, default=20, help="how often each page is asked for (20)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 50], help="times the records (1 10 50)")
    options = parser.parse_args()
    if min(options.sizes, default=1) < 1:
        parser.error("--sizes: once the records is the least")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CTREPORT_DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        import django

        django.setup()
        from tests.bench.run import run, run_site

        if options.part == "site":
            year, _ = _prepare()
            run_site(year, Path(folder))
            return
        found = run(_prepare(), Path(folder), sorted({1, *options.sizes}), options.rounds)
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n")


def _prepare() -> tuple[Any, Any]:
    """Load the records and sign a leader in."""
    from django.core.management import call_command
    from django.test import Client

    from ctreport.accounts.access import Role
    from ctreport.accounts.actions import add_person
    from objectives.models import ReportingYear

    call_command("migrate", verbosity=0)
    call_command("loaddata", "contest_strands", "city_of_london_2018_19", verbosity=0)
    client = Client()
    client.force_login(add_person(email="bench@ctreport.example", name="Bench", roles=[Role.LEADER], password="-"))
    return ReportingYear.objects.get(start_year=2018), client


if __name__ == "__main__":
    sys.exit(main())
