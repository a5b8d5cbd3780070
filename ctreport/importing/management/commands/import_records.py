"""Import records from a CSV, XLSX or ODS file: all of them, or nothing where a row is refused."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ctreport.accounts.access import may
from ctreport.accounts.models import User
from ctreport.importing.records.actions import as_json, find_changes, import_records
from ctreport.importing.records.kinds import KINDS
from ctreport.importing.records.plan import Plan
from ctreport.importing.records.previewing import sections_of, words_of
from ctreport.importing.records.reading import RecordTable, read_records
from ctreport.importing.sheets import Limits, SheetError
from ctreport.review.actions import StaleRecordError

MOST_SHOWN = 20  # rows of a kind that are printed; --json prints all that are refused
IMPORTED = [kind.name for kind in KINDS.values() if kind.is_imported_here]


class Command(BaseCommand):
    help = (
        "Import records from a CSV, XLSX or ODS file, as export_records or a list's page writes them. All of it or "
        "nothing: the exit code is 1 where a row is refused. Records become drafts, made by the person of --by; "
        "without it by nobody, so that any reviewer may approve them. Figures have a command of their own."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file")
        parser.add_argument("--kind", choices=IMPORTED, help="what it holds; without it, as its headings say")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--json", action="store_true", help="print what came of it as JSON")
        parser.add_argument("--by", metavar="EMAIL", help="whose drafts the records become")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            kind = KINDS[options["kind"]] if options["kind"] else None
            table = read_records(self._content(path), filename=path.name, kind=kind)
        except SheetError as error:
            self._refuse_all(path, str(error), as_data=options["json"])
        by = self._person(options["by"], table) if options["by"] else None
        act = find_changes if options["dry_run"] else import_records
        try:
            plan = act(table, by=by, filename=path.name)
        except StaleRecordError as error:
            raise CommandError(
                "Somebody changed a record at the same moment. Nothing was written. Try again."
            ) from error
        written = not options["dry_run"] and not plan.problems and bool(plan.to_write)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(plan, written=written), ensure_ascii=False, indent=2))
        else:
            self._tell(plan, path, written=written)
        if plan.problems:
            sys.exit(1)

    @staticmethod
    def _content(path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                return file.read(Limits().size + 1)  # enough to see that it is too large
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise CommandError(f"{str(path)[:200]} cannot be read: {reason}.") from error

    @staticmethod
    def _person(email: str, table: RecordTable) -> User:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"There is nobody with the e-mail address {email}.")
        if not may(user, table.kind.list_view.write_act):
            raise CommandError(f"{user.name} may not enter {table.kind.plural}. Give the address of somebody who may.")
        return user

    def _refuse_all(self, path: Path, reason: str, *, as_data: bool) -> None:
        if not as_data:
            raise CommandError(f"{path.name[:200]}: {reason}")
        refused = [{"row": 0, "where": "", "reason": reason}]
        nothing = {"kind": "", "added": 0, "changed": 0, "unchanged": 0, "refused": refused, "notes": []}
        self.stdout.write(json.dumps({**nothing, "written": False}, ensure_ascii=False, indent=2))
        sys.exit(1)

    def _tell(self, plan: Plan, path: Path, *, written: bool) -> None:
        sections = sections_of(plan)
        for note in plan.table.notes:
            self.stdout.write(f"Note: {note}")
        for problem in sections["refused"][:MOST_SHOWN]:
            self.stdout.write(f"Refused: {problem['where']}: {problem['reason']}")
        self._say_more(len(sections["refused"]), "refused")
        for row in sections["changed"][:MOST_SHOWN]:
            told = [f"{heading}: {old or 'empty'} → {new or 'empty'}" for heading, old, new in row.get("changes", [])]
            told += [f"links to {link['heading'].lower()}" for link in row.get("links", [])]
            self.stdout.write(
                f"{'Changed' if written else 'Changes'}: row {row['row']}, {row['name']}: {'; '.join(told)}"
            )
        self._say_more(len(sections["changed"]), "changed")
        words = words_of({name: len(rows) for name, rows in sections.items()}, done=written)
        if plan.problems:
            self.stdout.write(f"{path.name} cannot be imported as written. Nothing was written. Mend it and try again.")
        elif not plan.to_write:
            self.stdout.write(f"There is nothing to import from {path.name}: {words}.")
        else:
            self.stdout.write(f"{'Imported ' if written else ''}{path.name}: {words}.")

    def _say_more(self, number: int, what: str) -> None:
        if number > MOST_SHOWN:
            self.stdout.write(f"… and {number - MOST_SHOWN:,} more {what}")
