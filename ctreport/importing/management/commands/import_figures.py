"""Import figures from a CSV, XLSX or ODS file: all of them, or nothing where a row is refused."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ctreport.accounts.access import Act, may
from ctreport.accounts.models import User
from ctreport.importing.figures.actions import as_json, ask, find_changes, import_figures
from ctreport.importing.figures.applying import NotWrittenError
from ctreport.importing.figures.checking import Checked
from ctreport.importing.figures.previewing import found_row, summary_words
from ctreport.importing.sheets import Limits, SheetError

MOST_SHOWN = 20  # rows of a kind that are printed; --json prints all that are refused


class Command(BaseCommand):
    help = (
        "Import figures from a CSV, XLSX or ODS file, in long form or as the grid is downloaded. All of it or nothing: "
        "the exit code is 1 where a row is refused. Figures become drafts, made by the person of --by; without it by "
        "nobody, so that any reviewer may approve them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--json", action="store_true", help="print what came of it as JSON")
        parser.add_argument("--by", metavar="EMAIL", help="whose drafts the figures become")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        by = self._person(options["by"]) if options["by"] else None
        try:
            checked = self._import(path, by=by, is_dry=options["dry_run"])
        except (SheetError, NotWrittenError) as error:
            self._refuse_all(path, str(error), as_data=options["json"])
        written = not options["dry_run"] and not checked.is_refused and not checked.is_idle
        if options["json"]:
            self.stdout.write(json.dumps(as_json(checked, written=written), ensure_ascii=False, indent=2))
        else:
            self._tell(checked, path, written=written, is_dry=options["dry_run"])
        if checked.is_refused:
            sys.exit(1)

    def _import(self, path: Path, *, by: User | None, is_dry: bool) -> Checked:
        content = self._content(path)
        if is_dry:
            return ask(find_changes(content, filename=path.name))
        return import_figures(content, filename=path.name, by=by)

    @staticmethod
    def _content(path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                return file.read(Limits().size + 1)  # enough to see that it is too large
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise CommandError(f"{str(path)[:200]} cannot be read: {reason}.") from error

    @staticmethod
    def _person(email: str) -> User:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"There is nobody with the e-mail address {email}.")
        if not may(user, Act.ENTER):
            raise CommandError(f"{user.name} may not enter figures. Give an analyst’s or a reviewer’s address.")
        return user

    def _refuse_all(self, path: Path, reason: str, *, as_data: bool) -> None:
        if not as_data:
            raise CommandError(f"{path.name[:200]}: {reason}")
        refused = [{"row": 0, "column": "", "reason": reason}]
        nothing = {"added": 0, "changed": 0, "unchanged": 0, "refused": refused, "questions": [], "notes": []}
        self.stdout.write(json.dumps({**nothing, "written": False}, ensure_ascii=False, indent=2))
        sys.exit(1)

    def _tell(self, checked: Checked, path: Path, *, written: bool, is_dry: bool) -> None:
        for note in checked.reading.notes:
            self.stdout.write(f"Note: {note}")
        for problem in checked.problems[:MOST_SHOWN]:
            self.stdout.write(f"Refused: {problem.where}: {problem.reason}")
        self._say_more(len(checked.problems), "refused")
        for one in checked.changed[:MOST_SHOWN]:
            row = found_row(one)
            changes = "; ".join(f"{label}: {old or 'empty'} → {new or 'empty'}" for label, old, new in row["changes"])
            self.stdout.write(f"{'Changed' if written else 'Changes'}: row {one.row}, {one.figure}: {changes}")
        self._say_more(len(checked.changed), "changed")
        asked = sum(len(one.questions) for one in checked.to_write)
        if asked:
            self.stdout.write(f"The checks ask {asked:,} question{'' if asked == 1 else 's'}; answer them in the grid.")
        self.stdout.write(self._outcome(checked, path, written=written, is_dry=is_dry))

    def _say_more(self, number: int, what: str) -> None:
        if number > MOST_SHOWN:
            self.stdout.write(f"… and {number - MOST_SHOWN:,} more {what}")

    @staticmethod
    def _outcome(checked: Checked, path: Path, *, written: bool, is_dry: bool) -> str:
        counts = {name: len(getattr(checked, name)) for name in ("added", "changed", "unchanged")}
        if checked.is_refused:
            rows = len({problem.row for problem in checked.problems})
            told = f"{rows:,} row{'' if rows == 1 else 's'} of {path.name} cannot be imported as written"
            return f"{told}. Nothing was written. Mend the file and try again."
        if checked.is_idle:
            return f"There is nothing to import from {path.name}: {summary_words(counts)}."
        if written:
            return f"Imported {path.name}: {summary_words(counts, done=True)}. They are drafts until they are approved."
        return f"{path.name}: {summary_words(counts)}. Nothing was written{' (dry run)' if is_dry else ''}."
