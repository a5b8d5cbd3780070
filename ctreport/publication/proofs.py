"""Makes the proof of a year: its facts frozen as an edition, on the disk first and then in the database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from ctreport.accounts.models import User
from ctreport.jobs.registry import Progress
from ctreport.publication import software, storage
from ctreport.publication.corrections import corrections_in
from ctreport.publication.editions import current_facts_and_pictures, in_hand, next_number
from ctreport.publication.errors import PublicationError
from ctreport.publication.events import log
from ctreport.publication.freezing import FreezingError, Frozen, freeze, stamp_time, steps_of
from ctreport.publication.gate import what_blocks
from ctreport.publication.models import Edition, EditionEvent
from ctreport.report.facts import AnnualReport, Stamp
from ctreport.report.pdf import PdfError
from ctreport.report.render import AssetsMissingError
from ctreport.review.actions import lock
from objectives.models import ReportingYear

SHOWN = 5  # of what stands in the way; the checklist has all of it


class Steps:
    """Tells a job's progress in words which step of the making comes next."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress, self._begun = progress, 0

    def of(self, total: int) -> None:
        """Say how many steps there are."""
        if self._progress:
            self._progress.of(total, "Gathering the facts")

    def __call__(self, words: str) -> None:
        """Say what comes next."""
        if self._progress:
            self._progress.at(self._begun, words)
        self._begun += 1


@dataclass(frozen=True)
class Asked:
    """A proof that was asked for. ``at`` tells it from the next one, and gives all attempts at it the same bytes."""

    year: ReportingYear
    by: User | None
    by_name: str
    at: datetime


def make_proof(asked: Asked, note: Steps) -> Edition:
    """Freeze what the records of a year say now. Safe to do again after it was cut off anywhere.

    Raises PublicationError where something stands in the way.
    """
    year = asked.year
    with storage.year_held(year.slug) as is_ours:
        if not is_ours:
            raise PublicationError(f"A proof of {year} is being made already. Wait until it is done.")
        made = Edition.objects.filter(year=year, made_at=asked.at).first()
        if made:
            return made
        remove_orphans(year.slug)
        refuse_what_blocks(year)
        report, pictures = current_facts_and_pictures(year)
        stamp = _stamp(year, report, asked.at)
        report = replace(report, stamp=stamp)
        note.of(steps_of(report))
        try:
            frozen = freeze(report, pictures, note=note)
        except (AssetsMissingError, FreezingError, PdfError) as error:
            raise PublicationError(str(error)) from error
        return _record(asked, frozen, stamp)


def refuse_what_blocks(year: ReportingYear) -> None:
    """Raise PublicationError where no proof of a year can be made now, saying why."""
    held = in_hand(year)
    if held:
        raise PublicationError(
            f"Edition {held.number} of {year} is on its way already ({held.get_state_display().lower()}). "
            "Discard it before you make another proof."
        )
    blocks = what_blocks(year)
    if blocks:
        more = f" And {len(blocks) - SHOWN} more: see the checklist." if len(blocks) > SHOWN else ""
        raise PublicationError(f"The report is not ready. {' '.join(blocks[:SHOWN])}{more}")


def remove_orphans(slug: str) -> int:
    """Take away the folders of a year that no edition needs; return how many. Only for who holds the year's lock."""
    known = set(Edition.objects.kept().filter(folder__startswith=f"{slug}/").values_list("folder", flat=True))
    found = storage.orphans(slug, known)
    for path in found:
        storage.remove(path)
    return len(found)


def _stamp(year: ReportingYear, report: AnnualReport, made_at: datetime) -> Stamp:
    return Stamp(next_number(year), stamp_time(made_at), software.name(), corrections_in(year, report))


@transaction.atomic
def _record(asked: Asked, frozen: Frozen, stamp: Stamp) -> Edition:
    """Let the database speak of an edition that stands on the disk."""
    year = lock(asked.year)
    if stamp.edition != next_number(year) or in_hand(year):
        raise PublicationError(f"The editions of {year} changed while the proof was made. Make it again.")
    edition = Edition.objects.create(
        year=year,
        number=stamp.edition,
        folder=frozen.folder,
        manifest_sha256=frozen.manifest_sha256,
        facts_sha256=frozen.facts_sha256,
        software=frozen.software,
        made_at=asked.at,
        made_by=asked.by,
        made_by_name=asked.by_name,
    )
    log(edition, EditionEvent.Act.FROZEN, by=asked.by)
    return edition
