"""What the files of an edition hold, and what the records of its year would give now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Max

from ctreport.disclosure.figures import Told
from ctreport.disclosure.publishing import Editions, told_by
from ctreport.publication import storage
from ctreport.publication.freezing import FACTS, PICTURES
from ctreport.publication.models import Edition
from ctreport.report.build import build_report
from ctreport.report.facts import AnnualReport
from ctreport.report.pictures import pictures_of
from ctreport.report.reading import FactsError, report_from_json
from objectives.models import ReportingYear
from outcomes.models import Measure


def facts_of(edition: Edition) -> AnnualReport:
    """Return the facts that an edition was made from. Raises EditionDamagedError where they cannot be read."""
    try:
        return report_from_json(storage.read(edition.folder, FACTS))
    except FactsError as error:
        raise storage.EditionDamagedError(f"{FACTS} is not what was frozen: {error}.") from error


def pictures_in(edition: Edition) -> dict[str, bytes]:
    """Return the pictures in an edition's folder by name."""
    paths = [path for path in storage.files_in(edition.folder) if path.startswith(PICTURES)]
    return {path.removeprefix(PICTURES): storage.read(edition.folder, path) for path in paths}


def current_facts(year: ReportingYear) -> AnnualReport:
    """Return what the report of a year would say now, all of it as at one moment."""
    with _one_moment():
        return build_report(year, earlier=told_before())


def current_facts_and_pictures(year: ReportingYear) -> tuple[AnnualReport, dict[str, bytes]]:
    """Return what the report of a year would say and show now, all of it as at one moment."""
    with _one_moment():
        report = build_report(year, earlier=told_before())
        return report, pictures_of(report)


def told_before() -> Editions:
    """Return what the editions that readers can have told, by the start of their year: what is hidden in another must
    not be worked out from them. Nothing is read where no measure hides small counts."""
    if not Measure.objects.exclude(disclosure_rule=Measure.DisclosureRule.NONE).exists():
        return {}
    told: dict[int, list[Told]] = {}
    for edition in Edition.objects.readable().select_related("year"):
        told.setdefault(edition.year.start_year, []).append(told_by(facts_of(edition).figures))
    return told


def next_number(year: ReportingYear) -> int:
    """Return the number of a year's next edition: numbers that readers may have seen are not used again."""
    seen = Edition.objects.kept().exclude(state__in=Edition.IN_HAND).filter(year=year)
    return (seen.aggregate(last=Max("number"))["last"] or 0) + 1


def in_hand(year: ReportingYear) -> Edition | None:
    """Return the edition of a year that is on its way to publication."""
    return Edition.objects.in_hand().filter(year=year).first()


def published(year: ReportingYear) -> Edition | None:
    """Return the edition of a year that readers see."""
    return Edition.objects.published().filter(year=year).first()


def readable(year: ReportingYear) -> Edition | None:
    """Return the newest edition of a year that readers can still read: one that was withdrawn is none."""
    return Edition.objects.readable().of_year(year).first()


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as it stands at one moment, though others go on writing.

    SQLite's transactions see nothing of others anyway; PostgreSQL's do so only where they ask for it at their start.
    """
    asks = connection.vendor == "postgresql" and not connection.in_atomic_block
    with transaction.atomic():
        if asks:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
