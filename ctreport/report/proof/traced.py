"""Numbers in sentences as a proof shows them: each a link to what stands behind it, or marked untraced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ctreport.report.chapters import FOOTNOTES
from ctreport.report.facts import AnnualReport, Block, Chapter, Run, Statement
from ctreport.report.markdown import NOTE
from ctreport.report.models import ChapterKind
from ctreport.report.places import with_runs

TRACED, UNTRACED = ("figure", "change"), "untraced"
_LINK = '<a class="ct-traced" href="{}" data-trace>{}</a>'
_MARK = '<mark class="ct-untraced">{} <a href="{}">untraced</a></mark>'
_MARK_ALONE = '<mark class="ct-untraced">{} untraced</mark>'


@dataclass(frozen=True)
class Sentence:
    """A paragraph, a heading, an item or a statement; ``label`` names the record or the word that it belongs to."""

    runs: tuple[Run, ...]
    label: str = ""


def show_run(slug: str) -> Callable[[Run], SafeString | None]:
    """Return how the runs of a year's report are shown: numbers as they are traced, anything else as ever."""
    checklist = _checklist(slug)

    def show(run: Run) -> SafeString | None:
        if run.kind in TRACED and run.figure_id is not None:
            return format_html(_LINK, reverse("report:trace", args=[run.figure_id]), run.text)
        if run.kind == UNTRACED:
            return format_html(_MARK, run.text, checklist) if checklist else format_html(_MARK_ALONE, run.text)
        return None

    return show


def with_numbers_free(report: AnnualReport) -> AnnualReport:
    """Return a report in which no number stands within a link, so that it can be one."""

    def free(run: Run) -> Run:
        return replace(run, address="") if run.address and (run.kind in TRACED or run.kind == UNTRACED) else run

    return with_runs(report, free)


def sentences_of(report: AnnualReport, chapter: Chapter) -> list[Sentence]:
    """Return what a chapter says in sentences, in order; marks of footnotes are plain, as they lead nowhere here."""
    found = [*_paragraphs(chapter.introduction), *_CONTENTS.get(chapter.kind, _nothing)(report)]
    return [replace(one, runs=tuple(_plain_note(run) for run in one.runs)) for one in found]


def count(sentences: Iterable[Sentence], *kinds: str) -> int:
    """Return how many runs of these kinds there are."""
    return sum(run.kind in kinds for one in sentences for run in one.runs)


def counted(report: AnnualReport) -> tuple[int, int]:
    """Return how many numbers in a report's sentences are traced, and how many are not."""
    sentences = [one for chapter in report.chapters for one in sentences_of(report, chapter)]
    return count(sentences, *TRACED), count(sentences, UNTRACED)


def _checklist(slug: str) -> str:
    """Return where untraced numbers are accepted or mended; the report works where nothing is published, too."""
    try:
        return reverse("publication:checklist", args=[slug]) + "#check-untraced"
    except NoReverseMatch:
        return ""


def _plain_note(run: Run) -> Run:
    return Run("text", f"[{run.text}]") if run.kind == NOTE else replace(run, address="")


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Sentence]:
    for block in blocks:
        if block.runs:
            yield Sentence(block.runs)
        yield from _paragraphs(block.blocks)
        for item in block.items:
            yield from _paragraphs(item)


def _statements(statements: Iterable[Statement]) -> Iterator[Sentence]:
    for one in statements:
        yield Sentence(one.runs, one.reference)
        yield from _statements(one.children)


def _said(report: AnnualReport) -> Iterator[Sentence]:
    yield from _statements(report.pledges)
    if report.is_by_thread:
        yield from _statements(report.activities)
        yield from _statements(report.outcomes)


def _foreword(report: AnnualReport) -> Iterator[Sentence]:
    return _paragraphs(report.foreword.blocks if report.foreword else ())


def _nothing(report: AnnualReport) -> Iterator[Sentence]:
    return iter(())


_CONTENTS: dict[str, Callable[[AnnualReport], Iterator[Sentence]]] = {
    ChapterKind.FOREWORD: _foreword,
    ChapterKind.SAID: _said,
    ChapterKind.DID: lambda report: _statements(report.activities),
    ChapterKind.OUTCOME: lambda report: _statements(report.outcomes),
    ChapterKind.CONTACT: lambda report: _paragraphs(report.contact),
    ChapterKind.GLOSSARY: lambda report: (Sentence(one.runs, one.term) for one in report.glossary),
    FOOTNOTES: lambda report: (Sentence(one.runs, f"[{one.number}]") for one in report.footnotes),
}
