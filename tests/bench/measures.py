"""What is measured, and against which aims."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ctreport.report.build import build_report
from ctreport.report.pdf import pdf_of
from ctreport.report.render import file_html
from objectives.models import ReportingYear
from tests.bench.chromium import print_with_chromium
from tests.bench.timing import Spell, timed

PAGES = {"Report": "/report/2018-19/", "Dashboard": "/years/2018-19/", "Pledge list": "/pledges/?year=2018-19"}
PAGE_AIM_MS = 60
CHROMIUM_AIM = 1.2
GROWTH_AIM = 1.15


@dataclass(frozen=True)
class PageTime:
    """A page at a size: server time, and how many queries it takes."""

    page: str
    times: int
    spell: Spell
    queries: int
    kilobytes: float


@dataclass(frozen=True)
class PdfTime:
    """The PDF at a size."""

    times: int
    spell: Spell
    pages: int

    @property
    def per_page(self) -> float:
        """Seconds a page."""
        return self.spell.median / self.pages


@dataclass(frozen=True)
class Aim:
    """What was wanted, what was measured and whether it is enough; None where it could not be measured."""

    name: str
    aim: str
    measured: str
    is_reached: bool | None


def measure_page(client: Client, page: str, times: int, rounds: int) -> PageTime:
    """Time a page as a signed-in browser asks for it, compression included."""

    def ask() -> bytes:
        response = client.get(PAGES[page], headers={"Accept-Encoding": "gzip"})
        if response.status_code != 200:
            raise RuntimeError(f"{PAGES[page]} answered {response.status_code}.")
        return response.content

    spell = timed(ask, rounds=rounds, warm_up=3)
    with CaptureQueriesContext(connection) as queries:
        size = len(ask())
    return PageTime(page, times, spell, len(queries), size / 1024)


def measure_pdf(year: ReportingYear, times: int, rounds: int) -> PdfTime:
    """Time the PDF from the records to the bytes; the pictures of unchanged charts are kept, as in production."""

    def make() -> bytes:
        return pdf_of(build_report(year))

    pages = len(pikepdf.open(io.BytesIO(make())).pages)
    return PdfTime(times, timed(make, rounds=rounds), pages)


def measure_chromium(year: ReportingYear, chromium: str, folder: Path, rounds: int) -> Spell:
    """Time Chromium's print of the report as one file, from the start of its process to its end."""
    page = folder / "report.html"
    page.write_text(file_html(build_report(year)), encoding="utf-8")
    return timed(lambda: print_with_chromium(chromium, page, folder / "chromium.pdf"), rounds=rounds, warm_up=1)


def measure_whole_process(folder: Path, rounds: int) -> Spell:
    """Time ``manage.py build_report`` from the start of its process to its end, with no picture drawn beforehand."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "build_report", "2018-19", "--out", str(folder)]
    return timed(lambda: subprocess.run(command, check=True, capture_output=True), rounds=rounds)


def judge(pages: list[PageTime], pdfs: list[PdfTime], chromium: Spell | None) -> Iterable[Aim]:
    """Hold the measurements against the aims."""
    for one in pages:
        if one.times == 1:
            ms = 1000 * one.spell.median
            yield Aim(f"{one.page}, server time", f"{PAGE_AIM_MS} ms", f"{ms:.1f} ms", ms <= PAGE_AIM_MS)
    for name in PAGES:
        counts = {one.queries for one in pages if one.page == name}
        told = " to ".join(str(count) for count in sorted({min(counts), max(counts)}))
        yield Aim(f"{name}, queries at any size", "the same", told, len(counts) == 1)
    name, aim = "PDF against Chromium's print", f"{CHROMIUM_AIM} times"
    if chromium is None:
        yield Aim(name, aim, "no Chromium here", None)
    else:
        ratio = pdfs[0].spell.median / chromium.median
        yield Aim(name, aim, f"{ratio:.2f} times", ratio <= CHROMIUM_AIM)
    short, long = (min(pdfs, key=lambda one, near=near: abs(one.pages - near)) for near in (10, 100))
    name = f"PDF, time a page, from {short.pages} to {long.pages} pages"
    if short is long:
        yield Aim(name, f"{GROWTH_AIM} times", "one size only", None)
    else:
        growth = long.per_page / short.per_page
        yield Aim(name, f"{GROWTH_AIM} times", f"{growth:.2f} times", growth <= GROWTH_AIM)
