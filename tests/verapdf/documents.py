"""The documents that veraPDF is shown. What the report can hold must stand in one of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.management import call_command

from ctreport.report.build import build_report
from ctreport.report.facts import AnnualReport
from ctreport.report.models import ReportPlan
from ctreport.report.pictures import pictures_of
from objectives.models import ReportingYear
from tests.bench.multiply import multiply
from tests.report.rich import rich_plan

TIMES = 18  # the records of a year, for a report of at least 150 pages


@dataclass(frozen=True)
class Document:
    """A report to be printed and checked. ``name`` is that of its file."""

    name: str
    about: str
    report: AnnualReport
    pictures: dict[str, bytes]
    least_pages: int = 1


def documents() -> list[Document]:
    """Return the documents, built from records that are loaded here, the real ones first."""
    year = _real_records()
    found = [_document("real", "the report of 2018/19", year)]
    call_command("loaddata", "illustrative_history", verbosity=0)
    found.append(_document("history", "with illustrative earlier years", year))
    rich_plan(year)
    for layout in ReportPlan.Layout:
        ReportPlan.objects.update(layout=layout)
        found.append(_document(f"rich-{layout.value}", "with all that can be planned for it", year))
    ReportPlan.objects.update(layout=ReportPlan.Layout.THREE_PART)
    multiply(year, TIMES)
    found.append(_document("long", f"with {TIMES} times the records", year, least_pages=150))
    return found


def _document(name: str, about: str, year: ReportingYear, *, least_pages: int = 1) -> Document:
    report = build_report(year)
    return Document(name, about, report, pictures_of(report), least_pages)


def _real_records() -> ReportingYear:
    call_command("migrate", verbosity=0)
    call_command("loaddata", "contest_strands", "city_of_london_2018_19", verbosity=0)
    return ReportingYear.objects.get(start_year=2018)
