"""Import a published report in the form "What we said, What we did, Outcome" as draft records."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ctreport.accounts.access import Act, may
from ctreport.accounts.models import User
from ctreport.importing.published import Proposal, PublishedReportError, read_published_report
from ctreport.importing.published.limits import MAX_BYTES, TOO_LONG
from ctreport.importing.report.applying import NotWrittenError, Written, write_draft
from ctreport.importing.report.beginning import begin
from ctreport.importing.report.standing import Standing
from objectives.financial_year import label_of, parse_label

NO_YEAR = (
    "Say which financial year the report is of, such as --year 2017/18. It is not taken from the file: the name or "
    "the address of a report often gives another year."
)
_KINDS = {
    "pledge": ("pledge", "pledges"),
    "activity": ("activity", "activities"),
    "outcome": ("outcome", "outcomes"),
    "measure": ("measure", "measures"),
    "figure": ("figure", "figures"),
}


class Command(BaseCommand):
    help = (
        "Import a published report in the form What we said, What we did, Outcome, from text, Markdown, HTML or Word "
        "(.docx): its pledges, activities, outcomes, figures and links, as drafts."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the file, or - for standard input")
        parser.add_argument("--year", help="the financial year that the report is of, such as 2017/18")
        parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
        parser.add_argument("--json", action="store_true", help="print the proposal as JSON, and nothing else")
        parser.add_argument("--by", metavar="EMAIL", help="the person in whose name the history is written")

    def handle(self, *args: Any, **options: Any) -> None:
        start_year = self._year(options["year"])
        by = self._person(options["by"]) if options["by"] else None
        try:
            proposal = read_published_report(self._content(options["file"]), year=label_of(start_year))
        except PublishedReportError as error:
            raise CommandError(str(error)) from error
        written = None if options["dry_run"] else self._write(proposal, start_year, by)
        if options["json"]:
            self.stdout.write(json.dumps(proposal.to_json(), ensure_ascii=False, indent=2))
            return
        self._describe(proposal)
        self._conclude(written, start_year)

    def _year(self, text: str | None) -> int:
        if not text:
            raise CommandError(NO_YEAR)
        try:
            return parse_label(text)
        except ValueError as error:
            raise CommandError(str(error)) from error

    def _person(self, email: str) -> User:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"There is no person with the address {email}. Add them with add_person.")
        if not may(user, Act.ENTER):
            raise CommandError(f"{user.name} may not {Act.ENTER.value}. Give them the role of an analyst first.")
        return user

    def _content(self, name: str) -> bytes:
        try:
            if name == "-":
                data = sys.stdin.buffer.read(MAX_BYTES + 1)
            else:
                with Path(name).open("rb") as file:
                    data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{name} cannot be read: {error.strerror or error}.") from error
        if len(data) > MAX_BYTES:
            raise CommandError(TOO_LONG)
        return data

    def _write(self, proposal: Proposal, start_year: int, by: User | None) -> Written:
        try:
            return write_draft(draft=begin(proposal, Standing.load(start_year)), start_year=start_year, by=by)
        except NotWrittenError as error:
            reasons = "\n".join(f"- {problem.text}" for problem in error.problems)
            raise CommandError(f"Nothing was written:\n{reasons}") from error

    def _describe(self, proposal: Proposal) -> None:
        outcomes = proposal.outcomes
        self.stdout.write(f"{proposal.title or 'A page without a title'}, {proposal.year}")
        self.stdout.write(
            f"Read: {counted(len(proposal.pledges), 'pledge')}, {counted(len(proposal.activities), 'activity')}, "
            f"{counted(len(outcomes), 'outcome')}, "
            f"{counted(sum(len(one.children) for one in outcomes), 'sub-outcome')}, "
            f"{counted(len(proposal.figures), 'figure')}."
        )
        for place, text in proposal.statements():
            self.stdout.write(f"  {place.words}: {text}")
        for figure in proposal.figures:
            self.stdout.write(f"  figure: {figure.qualifier.label} {figure.value:f} ({figure.unit}), {figure.label}")
        for note in proposal.notes:
            self.stdout.write(f"  to check: {note}")
        for piece in (*proposal.unparsed, *proposal.headed, *proposal.unread):
            self.stdout.write(f"  not understood, {piece}")

    def _conclude(self, written: Written | None, start_year: int) -> None:
        if written is None:
            self.stdout.write("Nothing was written, as asked.")
            return
        made = [counted(len(rows), kind) for kind, rows in written.created.items() if kind in _KINDS]
        opened = f" {label_of(start_year)} was opened for them." if written.is_new_year else ""
        there = f" There already: {counted(written.there, 'part')} of it." if written.there else ""
        links = f" and {counted(written.links, 'link')}" if written.links else ""
        self.stdout.write(
            f"Written as drafts: {', '.join(made)}{links}.{opened}{there}" if made else f"Nothing new to write.{there}"
        )


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 activity", "6 activities"."""
    plural = _KINDS.get(noun, (noun, f"{noun}s"))[1]
    return f"{number} {noun if number == 1 else plural}"
