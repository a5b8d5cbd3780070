"""What stands before the first chapter: cover, correction notice, contents, and what changed."""

from __future__ import annotations

from collections.abc import Mapping

from ctreport.report.facts import AnnualReport, Run
from ctreport.report.imprint import correction_of, edition_of
from ctreport.report.parts import parts_of
from ctreport.report.places import WHAT_CHANGED
from ctreport.report.word.paper import Paper, bold, plain

_LOGO_HEIGHT, _LOGO_WIDTH = 25, 80  # millimetres at most


def add_front(paper: Paper, report: AnnualReport, pictures: Mapping[str, bytes]) -> None:
    """Add all that comes before the chapters."""
    _add_cover(paper, report, pictures)
    entries = []
    for part in parts_of(report):
        if part.anchor != "footnotes":  # they stand at the foot of the pages
            entries.append((part.title, part.anchor, 1))
            entries += [(title, anchor, 2) for anchor, title in part.inner]
    if entries:
        paper.contents(entries)
    if report.stamp and report.stamp.corrections:
        _add_changes(paper, report)


def _add_cover(paper: Paper, report: AnnualReport, pictures: Mapping[str, bytes]) -> None:
    logo = report.branding.logo if report.branding else None
    if logo:
        width = min(_LOGO_HEIGHT * logo.width / logo.height, _LOGO_WIDTH)
        paper.picture(pictures[logo.name], logo.alt, width=width)
    paper.paragraph(plain(report.force), "Subtitle")
    paper.paragraph(plain(report.title), "Title")
    paper.paragraph(plain(f"Annual report {report.year}"), "Subtitle")
    paper.paragraph(plain(f"Year ending {report.year_end}"))
    paper.paragraph(plain(edition_of(report)))
    if report.illustrative:
        paper.paragraph((*bold("Illustrative figures."), *plain(f" {report.illustrative}")), "Notice")
    if correction := correction_of(report):
        link = Run("text", "See what changed", address=f"#{WHAT_CHANGED}")
        paper.paragraph((*plain(f"{correction} "), link, *plain(".")), "Notice")


def _add_changes(paper: Paper, report: AnnualReport) -> None:
    paper.heading(plain("What changed"), 1, WHAT_CHANGED, on_new_page=True)
    paper.paragraph(plain("What this edition puts right, each with how it read before and how it reads now."), "Lead")
    for one in report.stamp.corrections if report.stamp else ():
        paper.heading(plain(one.where), 2)
        if one.what:
            paper.paragraph(plain(one.what))
        for label, text in (
            ("Before: ", one.old or "Not in the edition before"),
            ("Now: ", one.new or "Left out"),
            ("Why: ", one.reason),
            ("Corrected on ", one.date),
        ):
            if text:
                paper.paragraph((*bold(label), *plain(text)))
