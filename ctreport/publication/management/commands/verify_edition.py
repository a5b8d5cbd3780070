"""``manage.py verify_edition 2018-19``: proves that editions are what was frozen, or names what differs."""

from __future__ import annotations

from argparse import BooleanOptionalAction
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ctreport.publication.models import Edition
from ctreport.publication.storage import EditionDamagedError
from ctreport.publication.verifying import Finding, NotComparableError, rebuild, verify
from objectives.financial_year import parse_label


class Command(BaseCommand):
    """Ends with 1 where an edition is not what was frozen."""

    help = (
        "Hold the editions of a year against their manifests, and those against the database; then make each again "
        "from its own facts and compare every byte. Who has only an edition’s folder can check it there with "
        "“sha256sum -c SHA256SUMS”."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("year", help="the financial year, such as 2018-19 or 2018/19")
        parser.add_argument("--edition", type=int, metavar="N", help="only this one; otherwise all that were kept")
        parser.add_argument(
            "--rebuild", action=BooleanOptionalAction, default=True, help="make it again and compare (takes seconds)"
        )

    def handle(self, *, year: str, edition: int | None, rebuild: bool, **options: Any) -> None:
        """Say of each edition how it stands; fail, naming what differs, where one is not what was frozen."""
        damaged = [one for one in _editions(year, edition) if not self._is_sound(one, with_rebuild=rebuild)]
        if damaged:
            raise CommandError(f"Not what was frozen: {'; '.join(map(str, damaged))}.")

    def _is_sound(self, edition: Edition, *, with_rebuild: bool) -> bool:
        findings = verify(edition)
        self._tell(edition, "its files are those that were frozen", findings)
        if with_rebuild and not findings:
            try:
                findings = rebuild(edition)
            except NotComparableError as error:
                self.stdout.write(f"{edition}: its bytes are not comparable here. {error}")
            except EditionDamagedError as error:  # pragma: no cover - the files were found sound a moment ago
                findings = [Finding(edition.folder, str(error))]
            else:
                self._tell(edition, "made again from its facts, every byte is the same", findings)
        return not findings

    def _tell(self, edition: Edition, words: str, findings: Sequence[Finding]) -> None:
        if not findings:
            self.stdout.write(f"{edition} ({edition.get_state_display().lower()}): {words}.")
        for one in findings:
            self.stderr.write(f"{edition}: {one}")


def _editions(year: str, number: int | None) -> list[Edition]:
    try:
        start = parse_label(year)
    except ValueError as error:
        raise CommandError(str(error)) from error
    found = Edition.objects.kept().filter(year__start_year=start).select_related("year").order_by("number")
    if number is not None:
        found = found.filter(number=number)
    if not found:
        which = "no edition" if number is None else f"no edition {number}"
        raise CommandError(f"There is {which} of {year}.")
    return list(found)
