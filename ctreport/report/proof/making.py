"""Makes the proof of what a form holds, saved or not: pages, sentences with their numbers, and what is wrong."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from ctreport.report.build import build_report
from ctreport.report.editor.fields import PictureField
from ctreport.report.editor.uploads import Drawn
from ctreport.report.facts import Chapter
from ctreport.report.models import Picture
from ctreport.report.pictures import pictures_of
from ctreport.report.proof.images import MEDIA_TYPE, PageImage, images_of
from ctreport.report.proof.layout import Laid, cover_of, lay_out
from ctreport.report.proof.subject import subject_of
from ctreport.report.proof.traced import TRACED, UNTRACED, Sentence, count, sentences_of
from ctreport.review.models import Record
from objectives.models import ReportingYear

PATIENCE = 0.3  # seconds for the numbers of pages while somebody types
LONG_PATIENCE = 2.0  # while nobody does


@dataclass(frozen=True)
class ProofPage:
    """A page as a picture that a page of the workspace holds; ``alt`` says which it is."""

    source: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Problem:
    """Something wrong with what was typed; ``field`` is the id of the field that mends it, empty where none does."""

    words: str
    field: str = ""


@dataclass(frozen=True)
class Proof:
    """What a form's content will look like in print. Without ``pages``, ``remark`` or a problem says why."""

    year: ReportingYear
    pages: tuple[ProofPage, ...] = ()
    words: str = ""
    remark: str = ""
    problems: tuple[Problem, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    is_numbered: bool = True
    traced: int = 0
    untraced: int = 0


def proof_of(form: forms.ModelForm, kind: str, year: ReportingYear, *, patience: float = PATIENCE) -> Proof:
    """Return the proof of the report of a year with what a bound form holds, in whatever state that is.

    Nothing is written. ``kind`` says which part of a plan the form edits: see ``subject_of``.
    """
    record, chosen, problems = _filled(form)
    report = build_report(year, edited=record)
    if report.is_empty:
        return Proof(year, remark=f"There is nothing to print for {year} yet.", problems=problems)
    subject = subject_of(record, kind, report, year)
    chapter = next((one for one in report.chapters if one.anchor == subject.anchor), None)
    if chapter is None:
        return Proof(year, remark=subject.remark, problems=problems)
    pictures = pictures_of(report) | chosen
    laid = lay_out(report, pictures, subject.anchor, patience=patience)
    cover = cover_of(report, pictures) if subject.has_cover else None
    sentences = tuple(sentences_of(report, chapter))
    faults = dict.fromkeys(fault for one in (cover, laid) if one for fault in one.faults)
    return Proof(
        year,
        pages=(*(_pages(cover, "the cover") if cover else ()), *_pages(laid, chapter.title)),
        words=_words(chapter, laid, has_cover=cover is not None),
        remark=subject.remark,
        problems=(*problems, *(Problem(f"This would keep the PDF from being made: {one}.") for one in faults)),
        sentences=sentences,
        is_numbered=laid.first is not None,
        traced=count(sentences, *TRACED),
        untraced=count(sentences, UNTRACED),
    )


def _filled(form: forms.ModelForm) -> tuple[Record, dict[str, bytes], tuple[Problem, ...]]:
    """Return the form's record with what was typed, the picture that was chosen, and what is wrong with any of it.

    A text is taken as it was typed even where it is refused, so that what is wrong can be seen on the page.
    """
    chosen, refusal = _chosen_picture(form)
    form.is_valid()
    record: Record = form.instance
    for name in set(form.errors) & set(getattr(form, "text_fields", ())):
        setattr(record, name, str(form.data.get(form.add_prefix(name), "")).replace("\r\n", "\n"))
    if chosen is not None:
        setattr(record, getattr(form, "PICTURE", ""), chosen)
    problems = dict.fromkeys([*([refusal] if refusal else []), *_problems(form)])
    return record, {chosen.file_name: bytes(chosen.content)} if chosen is not None else {}, tuple(problems)


def _chosen_picture(form: forms.ModelForm) -> tuple[Picture | None, Problem | None]:
    """Return the picture that was chosen, as it would be kept; the form no longer sees its file, and keeps nothing."""
    field = form.fields.get("file")
    if not isinstance(field, PictureField):
        return None, None
    del form.fields["file"]
    try:
        drawn = field.clean(form.files.get(form.add_prefix("file")))
    except ValidationError as error:
        return None, Problem(" ".join(error.messages), form.auto_id % "file" if isinstance(form.auto_id, str) else "")
    return _as_row(drawn) if isinstance(drawn, Drawn) else None, None


def _as_row(drawn: Drawn) -> Picture:
    """Return the row that saving would make of a picture."""
    return Picture(
        sha256=hashlib.sha256(drawn.content).hexdigest(),
        media_type=drawn.media_type,
        width=drawn.width,
        height=drawn.height,
        content=drawn.content,
    )


def _problems(form: forms.ModelForm) -> Iterable[Problem]:
    """Return what is wrong with what was typed; what is still missing is asked for when it is saved."""
    for name, errors in form.errors.as_data().items():
        place = form[name].id_for_label if name in form.fields else ""
        for error in errors:
            if name not in ("version", getattr(form, "REASON_FIELD", "")) and error.code != "required":
                yield from (Problem(words, place) for words in error.messages)


def _pages(laid: Laid, what: str) -> Iterable[ProofPage]:
    of = f" of {laid.total}" if laid.total else ""
    for number, image in enumerate(images_of(laid.pdf), start=1):
        yield _page(image, f"Page {number}{of} of the proof: {what}")


def _page(image: PageImage, alt: str) -> ProofPage:
    content = base64.b64encode(image.content).decode()
    return ProofPage(f"data:{MEDIA_TYPE};base64,{content}", image.width, image.height, alt)


def _words(chapter: Chapter, laid: Laid, *, has_cover: bool) -> str:
    """Say which pages are shown."""
    before = "The cover, and " if has_cover else ""
    if laid.total is None or laid.total > laid.pages:
        of = f" of {laid.total}" if laid.total else ""
        shown = f"the first {laid.pages}{of} pages of “{chapter.title}”"
    else:
        shown = f"the {'one page' if laid.pages == 1 else f'{laid.pages} pages'} of “{chapter.title}”"
    if laid.first is not None:
        last = laid.first + laid.pages - 1
        shown += f", {f'page {last}' if laid.pages == 1 else f'pages {laid.first} to {last}'} of the report"
    words = before + shown
    return f"{words[0].upper()}{words[1:]}."
