"""Load public statistics from a CSV file as reference measures: all of it, or nothing where a line is refused."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ctreport.importing.context.loading import ContextError, Loaded, load
from ctreport.importing.context.reading import COLUMNS, LARGEST, read

OURS = "context_series.csv"
MOST_SHOWN = 20


class Command(BaseCommand):
    help = (
        f"Load public statistics as reference measures, for context. The file is CSV with the columns "
        f"{', '.join(COLUMNS)}. All of it or nothing. Years that are not opened are left out and named; load it again "
        f"when they are. What is there already stays; what differs becomes a draft for the reviewers."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help=f"the file; without it, the {OURS} that comes along")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"] or Path(settings.FIXTURE_DIRS[0]) / OURS
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
        except OSError as error:
            raise CommandError(f"{path.name} cannot be read: {error.strerror}.") from error
        try:
            loaded = load(read(content), filename=path.name)
        except ContextError as error:
            raise CommandError("\n".join(_refusal(path.name, error))) from error
        self.stdout.write(_outcome(path.name, loaded))
        if loaded.left_out:
            years = ", ".join(f"{label} ({count})" for label, count in loaded.left_out.items())
            self.stdout.write(f"Left out, as these years are not opened: {years}.")


def _refusal(name: str, error: ContextError) -> list[str]:
    shown = [f"{f'Line {line}' if line else name}: {words}" for line, words in error.problems[:MOST_SHOWN]]
    left = len(error.problems) - len(shown)
    return [*shown, *([f"… and {left} more."] if left else []), "Nothing was loaded."]


def _outcome(name: str, loaded: Loaded) -> str:
    if not (loaded.added or loaded.changed):
        return f"Public statistics of {name}: all {loaded.unchanged} figures of opened years are there already."
    parts = [
        f"{loaded.added} figures added, in {loaded.measures} new reference measures",
        *([f"{loaded.changed} changed, as drafts for the reviewers"] if loaded.changed else []),
        *([f"{loaded.unchanged} unchanged"] if loaded.unchanged else []),
    ]
    return f"Public statistics of {name}: {'; '.join(parts)}."
