"""``manage.py build_report 2018-19 --out DIR``: writes the report of a year as one HTML file and as PDF."""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import Any

import pikepdf
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ctreport.report.build import build_report
from ctreport.report.pdf import PdfError, pdf_of
from ctreport.report.pictures import pictures_of
from ctreport.report.render import AssetsMissingError, file_html
from objectives.financial_year import label_of, parse_label
from objectives.models import ReportingYear


class Command(BaseCommand):
    help = "Write the annual report of a year as report.html, which needs nothing else, and report.pdf (PDF/UA-1)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", help="the financial year, such as 2018-19 or 2018/19")
        parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder to write into")

    def handle(self, *args: Any, **options: Any) -> None:
        report = build_report(_year(options["year"]))
        if report.is_empty:
            raise CommandError(
                f"There is nothing to report for {report.year} yet: no pledge, activity or outcome is recorded. "
                "Add them first."
            )
        folder: Path = options["out"]
        _make(folder)
        start = time.perf_counter()
        try:
            pictures = pictures_of(report)
            page = file_html(report, pictures).encode()
            drawn = time.perf_counter()
            pdf = pdf_of(report, pictures)
        except (AssetsMissingError, PdfError) as error:
            raise CommandError(str(error)) from error
        printed = time.perf_counter()
        _write(folder / "report.html", page)
        _write(folder / "report.pdf", pdf)
        with pikepdf.open(io.BytesIO(pdf)) as document:
            pages = len(document.pages)
        self.stdout.write(f"{folder / 'report.html'}  {len(page) // 1024} kB, {drawn - start:.2f} seconds")
        self.stdout.write(
            f"{folder / 'report.pdf'}  {len(pdf) // 1024} kB, {pages} pages, {printed - drawn:.2f} seconds"
        )
        if report.illustrative:
            self.stdout.write(self.style.WARNING(f"Illustrative figures. {report.illustrative}"))


def _year(text: str) -> ReportingYear:
    try:
        start = parse_label(text)
    except ValueError as error:
        raise CommandError(str(error)) from error
    year = ReportingYear.objects.filter(start_year=start).first()
    if year is None:
        known = ", ".join(str(one) for one in ReportingYear.objects.latest_first())
        raise CommandError(f"There is no year {label_of(start)}. Years there are: {known or 'none'}.")
    return year


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"The folder {folder} cannot be made: {error.strerror}.") from error


def _write(path: Path, content: bytes) -> None:
    """Write whole or not at all, so that a reader never meets half a report."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
