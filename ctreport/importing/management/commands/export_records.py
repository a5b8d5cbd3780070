"""Write a list of records, or the grid of a year, as CSV, XLSX or ODS."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ctreport.importing.records.exporting import Export, export_all, export_grid
from ctreport.importing.records.kinds import KINDS
from ctreport.importing.sheets import KINDS as FORMATS
from objectives.financial_year import parse_label
from objectives.models import ReportingYear

GRID = "grid"


class Command(BaseCommand):
    help = (
        "Write a list of records, or the grid of a year, to a file that import_records (or import_figures, for figures "
        "and the grid) reads again. To fill an empty database, import the kinds in the order in which they are listed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=[*KINDS, GRID], help=f"what to write: {', '.join(KINDS)} or {GRID}")
        parser.add_argument("format", choices=FORMATS, help="csv, xlsx or ods")
        parser.add_argument("--year", metavar="YEAR", help="the records of one year, such as 2018/19; all without it")
        parser.add_argument(
            "--output", type=Path, metavar="FILE", help="the file; without it, one named after the list"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        year = self._year(options["year"]) if options["year"] else None
        table = self._table(options["kind"], year)
        path: Path = options["output"] or Path(f"{table.filename}.{options['format']}")
        content = table.content(options["format"])
        try:
            path.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Wrote {table.title} to {path}.")

    @staticmethod
    def _table(kind: str, year: ReportingYear | None) -> Export:
        if kind == GRID:
            if year is None:
                raise CommandError("A grid belongs to a year. Add it, such as --year 2018/19.")
            return export_grid(year)
        if year is not None and not KINDS[kind].is_yearly:
            raise CommandError(f"{KINDS[kind].plural.capitalize()} belong to no year. Leave --year out.")
        return export_all(KINDS[kind], year)

    @staticmethod
    def _year(label: str) -> ReportingYear:
        try:
            year = ReportingYear.objects.filter(start_year=parse_label(label)).first()
        except ValueError as error:
            raise CommandError(str(error)) from error
        if year is None:
            raise CommandError(f"There is no year {label}.")
        return year
