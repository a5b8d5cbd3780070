"""One run: each thing measured at each size, printed as it comes in, held against the aims at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import Client

from objectives.models import ReportingYear
from tests.bench import dashboard, grid, imports, measures, rivals, site
from tests.bench.chromium import find_chromium
from tests.bench.multiply import multiply
from tests.bench.table import heading, print_row
from tests.bench.timing import Machine, Spell, measure_machine

VERDICTS = {True: "reached", False: "NOT REACHED", None: "not measured"}


@dataclass
class Findings:
    """What has been measured so far."""

    machine: Machine
    pages: list[measures.PageTime] = field(default_factory=list)
    pdfs: list[measures.PdfTime] = field(default_factory=list)
    grids: list[grid.GridTime] = field(default_factory=list)
    imports: list[imports.ImportTime] = field(default_factory=list)
    public_site: site.SiteTimes | None = None
    dashboards: list[dashboard.YearTime] = field(default_factory=list)
    rivals: list[rivals.Found] = field(default_factory=list)
    whole_process: Spell | None = None
    chromium: Spell | None = None

    @property
    def aims(self) -> list[measures.Aim]:
        of_grid = [measures.Aim(*one) for one in grid.judge_grid(self.grids)]
        of_imports = [measures.Aim(*one) for one in imports.judge_imports(self.imports)]
        of_site = [measures.Aim(*one) for one in site.judge_site(self.public_site)]
        of_year = [measures.Aim(*one) for one in dashboard.judge_dashboard(self.dashboards)]
        beside = [measures.Aim(*one) for one in rivals.judge_rivals(self.rivals)]
        own = measures.judge(self.pages, self.pdfs, self.chromium)
        return [*own, *of_grid, *of_imports, *of_site, *of_year, *beside]

    def as_json(self) -> dict[str, Any]:
        found = asdict(self)
        for pdf, one in zip(found["pdfs"], self.pdfs, strict=True):
            pdf["seconds_per_page"] = one.per_page
        return found | {"aims": [asdict(aim) for aim in self.aims]}


def run(prepared: tuple[ReportingYear, Client], folder: Path, sizes: Iterable[int], rounds: int) -> dict[str, Any]:
    """Measure everything at each size, print it and return it."""
    year, client = prepared
    found = Findings(measure_machine())
    machine = found.machine
    heading("Machine", f"{machine.processor}, {machine.cores} cores, Python {machine.python}, {machine.system}")
    print_row("Counting loop", f"{machine.counting_loop_ms:.1f} ms", "a million multiplications in Python")
    print_row("Text loop", f"{machine.text_loop_ms:.1f} ms", "JSON written, read and hashed")
    already = 1
    for times in sizes:
        multiply(year, times, already=already)
        already = times
        heading(f"{times} times the records", f"median of {rounds} for the pages")
        _measure_size(found, year, client, times, rounds)
        if times == 1:
            _measure_yardstick(found, year, folder)
            found.public_site = run_site(year, folder)
    _measure_grid(found, rounds)
    found.imports = imports.measure_imports()
    imports.print_imports(found.imports)
    found.dashboards = dashboard.measure_dashboard(rounds)
    dashboard.print_dashboard(found.dashboards)
    if rivals.PYTHON.exists():
        found.rivals = rivals.measure_rivals()
        rivals.print_rivals(found.rivals)
    again = measure_machine().counting_loop_ms
    print_row("Counting loop, again", f"{again:.1f} ms", "as at first, if the machine was left alone")
    heading("Aims")
    for aim in found.aims:
        print_row(aim.name, aim.measured, f"aim: {aim.aim}", VERDICTS[aim.is_reached])
    return found.as_json()


def run_site(year: ReportingYear, folder: Path) -> site.SiteTimes:
    """Measure the public site of the report and print it. The year is left as it was: it is to grow."""
    heading("The public site", f"gunicorn with {site.WORKERS} workers beside nginx, {site.CONNECTIONS} connections")
    with transaction.atomic():
        times = site.measure_site(year, folder)
        transaction.set_rollback(True)
    site.print_site(times)
    return times


def _measure_grid(found: Findings, rounds: int) -> None:
    heading("The yearly grid", f"median of {rounds}")
    client, already = grid.sign_in(), 0
    for size in (30, 300):
        year = grid.make_grid(size, already=already)
        already = size
        one = grid.measure_grid(client, year, size, rounds)
        found.grids.append(one)
        remark = f"{one.opening_queries} queries, {one.kilobytes:.0f} kB compressed"
        print_row(f"Grid, {one.cells} cells", f"{1000 * one.opening.median:.1f} ms", remark)
        print_row("A cell saved", f"{1000 * one.saving.median:.1f} ms", f"{one.saving_queries} queries")


def _measure_size(found: Findings, year: ReportingYear, client: Client, times: int, rounds: int) -> None:
    for name in measures.PAGES:
        page = measures.measure_page(client, name, times, rounds)
        found.pages.append(page)
        ms = 1000 * page.spell.median
        print_row(name, f"{ms:.1f} ms", f"{page.queries} queries, {page.kilobytes:.0f} kB compressed")
    pdf = measures.measure_pdf(year, times, 5 if times == 1 else 3 if times <= 10 else 1)
    found.pdfs.append(pdf)
    print_row("PDF", f"{pdf.spell.median:.2f} s", f"{pdf.pages} pages, median of {pdf.spell.rounds}")


def _measure_yardstick(found: Findings, year: ReportingYear, folder: Path) -> None:
    """What Chromium takes for the same report; and what we take when nothing is loaded or drawn yet."""
    if chromium := find_chromium():
        found.chromium = measures.measure_chromium(year, chromium, folder, 5)
        seconds = f"{found.chromium.median:.2f} s"
        print_row("Chromium's print", seconds, "the same report, the whole process, median of 5")
    found.whole_process = measures.measure_whole_process(folder, 3)
    seconds = f"{found.whole_process.median:.2f} s"
    print_row("PDF and HTML by a new process", seconds, "manage.py build_report, no chart drawn yet, median of 3")
