"""Load the City of London Police records for 2018/19 and, if asked, an illustrative history and demo people."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ctreport.accounts.demo import add_demo_people, demo_sign_ins
from objectives.models import ReportingYear
from outcomes.loading import LoadError, has_records, load_fixtures

HISTORY_YEARS = range(2014, 2018)


class Command(BaseCommand):
    help = "Load the City of London Police records for 2018/19 into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--history", action="store_true", help="also load four earlier years of illustrative (made-up) figures"
        )
        parser.add_argument(
            "--demo-people", action="store_true", help="also add one person for each role; only with CTREPORT_DEBUG=1"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["demo_people"] and not settings.DEBUG:
            raise CommandError("Demo people have a password that is no secret. To add them, set CTREPORT_DEBUG=1.")
        try:
            with transaction.atomic():
                self._load_report()
                if options["history"]:
                    self._load_history()
        except LoadError as error:
            raise CommandError(f"{error}\nNothing was loaded.") from error
        if options["demo_people"]:
            self._add_people()

    def _load_report(self) -> None:
        if has_records():
            years = ", ".join(str(year) for year in ReportingYear.objects.order_by("start_year")) or "but no year"
            self.stdout.write(f"There are records already ({years}): left as they are.")
            return
        loaded = load_fixtures(
            "contest_strands", "city_of_london_2018_19", reason="From the published report for 2018/19"
        )
        self.stdout.write(f"Loaded the City of London Police records for 2018/19: {loaded}.")

    def _load_history(self) -> None:
        present = list(ReportingYear.objects.filter(start_year__in=HISTORY_YEARS).order_by("start_year"))
        if present:
            years = ", ".join(str(year) for year in present)
            is_ours = all(year.illustrative for year in present)
            self.stdout.write(
                f"The illustrative history is there already ({years})."
                if is_ours
                else f"Illustrative history not loaded, since there are records of earlier years: {years}."
            )
            return
        loaded = load_fixtures("illustrative_history", reason="Made up to show trends")
        self.stdout.write(f"Loaded an illustrative history, 2014/15 to 2017/18, with made-up figures: {loaded}.")

    def _add_people(self) -> None:
        added = add_demo_people()
        sign_ins = demo_sign_ins()
        if not sign_ins:
            self.stdout.write("There are people already: no demo people were added.")
            return
        rows = [("Role", "E-mail", "Password"), *sign_ins]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        self.stdout.write("\nDemo sign-ins" if added else "\nDemo sign-ins (with the passwords as first given)")
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write(f"  {'  '.join(cells)}".rstrip())
