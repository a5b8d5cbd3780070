"""Makes the Word document of a report: the same bytes for the same facts and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ctreport.charts.sheet import cleaned
from ctreport.report.archive import rezipped
from ctreport.report.facts import AnnualReport
from ctreport.report.imprint import PROOF, moment_of

_APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>ctreport</Application></Properties>"
)
_NOT_NEEDED = ("stylesWithEffects", "webSettings", "fontTable", "customXml", "thumbnail")


def word_of(report: AnnualReport, pictures: Mapping[str, bytes]) -> bytes:
    """Return the report as DOCX; ``pictures`` are those that its facts name."""
    from docx import Document

    from ctreport.report.word.chapters import add_chapter
    from ctreport.report.word.front import add_front
    from ctreport.report.word.paper import Paper

    document = Document()
    _begin(document, report)
    paper = Paper(document, report)
    add_front(paper, report, pictures)
    for chapter in report.chapters:
        add_chapter(paper, report, chapter, pictures)
    return rezipped(document.save)


def _begin(document: Any, report: AnnualReport) -> None:
    """Put the report's look in place of python-docx's, and say what the document is."""
    from ctreport.report.word import styles

    part = document.part
    for relations in (part.rels, part.package.rels):
        for key in [key for key, one in relations.items() if one.reltype.rsplit("/", 1)[-1] in _NOT_NEEDED]:
            del relations[key]
    package_parts = {one.reltype.rsplit("/", 1)[-1]: one.target_part for one in part.package.rels.values()}
    package_parts["extended-properties"]._blob = _APPLICATION.encode()
    part._styles_part._element = styles.styles_of(report)
    part._settings_part._element = styles.settings()
    part.numbering_part._element = styles.numbering()
    _set_properties(document, report)
    _set_page(document, report)


def _set_properties(document: Any, report: AnnualReport) -> None:
    made_at = moment_of(report).replace(tzinfo=None, microsecond=0)  # UTC, as the format has it
    properties = document.core_properties
    properties.title = cleaned(f"{report.title}, annual report {report.year}")[:255]
    properties.author = properties.last_modified_by = cleaned(report.force)[:255]
    properties.subject = f"Annual report {report.year}"
    properties.language = "en-GB"
    properties.comments = properties.keywords = properties.category = ""
    properties.created = properties.modified = made_at
    properties.revision = report.stamp.edition if report.stamp else 1


def _set_page(document: Any, report: AnnualReport) -> None:
    from docx.shared import Mm

    from ctreport.report.word.markup import field, run_of, w

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(22)
    warnings = [PROOF] if report.stamp is None else []
    warnings += ["Illustrative figures"] if report.illustrative else []
    head, foot = section.header.paragraphs[0]._p, section.footer.paragraphs[0]._p
    for paragraph, style in ((head, "Header"), (foot, "Footer")):
        paragraph.clear()
        paragraph.append(w("pPr", w("pStyle", val=style)))
    head.append(run_of(" · ".join(warnings)))
    foot.append(run_of(f"{report.title}, annual report {report.year} – {report.force}"))
    foot.append(w("r", w("tab")))
    foot.append(run_of("Page "))
    foot.extend(field("PAGE", [run_of("1")]))
