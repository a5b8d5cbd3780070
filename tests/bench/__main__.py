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
from dataclasses import asdict
from pathlib import Path
from typing import Any


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measurements to FILE as well")
    parser.add_argument("--rounds", type=int, default=20, help="how often each page is asked for (20)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 50], help="times the records (1 10 50)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CTREPORT_DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        import django

        django.setup()
        found = run(Path(folder), sorted({1, *options.sizes}), options.rounds)
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n")


def run(folder: Path, sizes: list[int], rounds: int) -> dict[str, Any]:
    """Measure, print as the figures come in, and return them all."""
    from tests.bench import measures
    from tests.bench.chromium import find_chromium
    from tests.bench.multiply import multiply
    from tests.bench.table import heading, print_row
    from tests.bench.timing import measure_machine

    machine = measure_machine()
    heading("Machine", f"{machine.processor}, {machine.cores} cores, Python {machine.python}, {machine.system}")
    print_row("Counting loop", f"{machine.counting_loop_ms:.1f} ms", "a million multiplications in Python")
    print_row("Text loop", f"{machine.text_loop_ms:.1f} ms", "JSON written, read and hashed")
    year, client = _prepare()
    chromium_path = find_chromium()
    pages, pdfs, chromium, done = [], [], None, 1
    for times in sizes:
        multiply(year, times, already=done)
        done = times
        heading(f"{times} times the records", f"median of {rounds} for the pages")
        for name in measures.PAGES:
            one = measures.measure_page(client, name, times, rounds)
            pages.append(one)
            print_row(name, _ms(one.spell), f"{one.queries} queries, {one.kilobytes:.0f} kB compressed")
        pdf = measures.measure_pdf(year, times, 5 if times == 1 else 3 if times <= 10 else 1)
        pdfs.append(pdf)
        print_row("PDF", f"{pdf.spell.median:.2f} s", f"{pdf.pages} pages, median of {pdf.spell.rounds}")
        if times == 1 and chromium_path:
            chromium = measures.measure_chromium(year, chromium_path, folder, 5)
            print_row("Chromium's print", f"{chromium.median:.2f} s", "the same report, the whole process, median of 5")
    aims = list(measures.judge(pages, pdfs, chromium))
    heading("Aims")
    for aim in aims:
        word = {True: "reached", False: "NOT REACHED", None: "not measured"}[aim.is_reached]
        print_row(aim.name, aim.measured, f"aim: {aim.aim}", word)
    return {
        "machine": machine.as_json(),
        "pages": [asdict(one) for one in pages],
        "pdf": [asdict(one) | {"seconds_per_page": one.per_page} for one in pdfs],
        "chromium": asdict(chromium) if chromium else None,
        "aims": [asdict(one) for one in aims],
    }


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


def _ms(spell: Any) -> str:
    return f"{1000 * spell.median:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
