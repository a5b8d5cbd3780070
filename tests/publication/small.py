"""A year of few records, and an edition of few files: what happens to them is what happens to large ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctreport.publication import freezing, gate, verifying
from ctreport.publication.corrections import blocking
from ctreport.report.facts import AnnualReport, as_json
from objectives.models import Pledge, ReportingYear

FILES = ("charts/one.svg", "facts.json", "page.html")


def small_files(
    report: AnnualReport, pictures: Mapping[str, bytes], *, note: freezing.Note | None = None
) -> Iterator[tuple[str, bytes]]:
    """Stands for ``freezing.files_of``: three files, made of the facts as the real ones are."""
    for path in FILES:
        if note:
            note(f"Writing {path}")
        words = "; ".join(one.text for one in report.pledges)
        yield path, as_json(report).encode() + b"\n" if path == "facts.json" else f"{path}: {words}\n".encode()


def use_small_files(put=setattr) -> None:
    """Let editions be made of few files, held back by corrections without a reason and nothing else."""
    put(freezing, "files_of", small_files)
    put(verifying, "files_of", small_files)
    put(gate, "BLOCKERS", [blocking])
    put(gate, "FILE_CHECKS", [])


def small_year(start_year: int = 2018) -> ReportingYear:
    """Make a year with two approved pledges."""
    year = ReportingYear.objects.create(start_year=start_year)
    for number, statement in enumerate(("Engage with our communities.", "Work with our partners."), start=1):
        Pledge.objects.create(
            year=year, reference=f"P{number}", statement=statement, order=number, state="approved", approved_version=1
        )
    return year
