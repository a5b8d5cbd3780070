"""Checks of what the report says: numbers, links, pictures, spelling, reading grade."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.urls import reverse

from ctreport.publication.checklist.context import Context
from ctreport.publication.checklist.findings import Finding, Level, check
from ctreport.publication.checklist.reading import grade_of
from ctreport.publication.checklist.spelling import DictionaryMissingError, unknown_words
from ctreport.report.markdown import addresses_in
from ctreport.report.models import ChapterKind, GlossaryTerm
from ctreport.report.places import anchors_of
from outcomes.models import Measure


@check(
    "missing",
    "Sentences whose figure is not approved",
    "Where a sentence refers to a figure that may not be printed, it would say “no figure”.",
    Level.ERROR,
)
def missing(context: Context) -> Iterable[Finding]:
    """Find tokens that find no figure."""
    for text in context.texts:
        for run in text.runs:
            if run.kind == "missing":
                words = f"{text.label} would say “{run.text}”."
                yield Finding(f"{text.key}:{run.text}", words, text.address, place=text.plain)


@check(
    "untraced",
    "Numbers that no figure stands behind",
    "Put in a figure, so that sentence and table cannot disagree, or say why the number needs none.",
    Level.ERROR,
    may_be_accepted=True,
)
def untraced(context: Context) -> Iterable[Finding]:
    """Find numbers typed by hand."""
    for text in context.texts:
        seen: dict[str, int] = defaultdict(int)
        for run in text.runs:
            if run.kind == "untraced":
                seen[run.text] += 1
                yield Finding(
                    subject=f"{text.key}:{run.text}:{seen[run.text]}",
                    text=f"{text.label} says “{run.text}”.",
                    about=text.plain,
                    address=text.address,
                    place=text.plain,
                )


@check("alt", "Pictures without words", "Readers who cannot see a picture need its words.", Level.ERROR)
def alt(context: Context) -> Iterable[Finding]:
    """Find portraits and logos that have no alternative text."""
    foreword, branding = context.report.foreword, context.report.branding
    if foreword and foreword.portrait and not foreword.portrait.alt.strip():
        address = reverse("report:foreword", args=[context.year.slug])
        yield Finding("portrait", "The portrait in the foreword has no alternative text.", address)
    if branding and branding.logo and not branding.logo.alt.strip():
        yield Finding("logo", "The logo has no text.", reverse("report:branding"))


@check("links", "Links that lead nowhere", "A reader who follows one is lost.", Level.ERROR)
def links(context: Context) -> Iterable[Finding]:
    """Find links to parts that the report does not have, and addresses that cannot be right."""
    anchors = anchors_of(context.report)
    for label, page, text in context.sources:
        for address in dict.fromkeys(addresses_in(text)):
            if address.startswith("#"):
                fault = "" if address[1:] in anchors else "which the report does not have"
            else:
                fault = "" if _is_possible(address) else "which is no complete address"
            if fault:
                yield Finding(f"{label}:{address}"[:200], f"{label} links to “{address}”, {fault}.", page)


def _is_possible(address: str) -> bool:
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        name, at, host = parts.path.partition("@")
        return bool(name and at and "." in host)
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "")


@check(
    "choices",
    "Choices that have no effect",
    "Something was chosen for the report that it cannot print.",
    Level.WARNING,
)
def choices(context: Context) -> Iterable[Finding]:
    """Find key figures without a figure, and chapters that were put in and are empty."""
    slug, report = context.year.slug, context.report
    printed = {figure.code for figure in report.figures}
    titles = dict(Measure.objects.filter(code__in=context.plan.key_figures).values_list("code", "title"))
    for code in context.plan.key_figures:
        if code not in printed:
            words = f"“{titles.get(code, code)}” is chosen as a key figure and has no approved figure."
            yield Finding(f"key_figure:{code}", words, reverse("report:key_figures", args=[slug]))
    shown = {chapter.kind for chapter in report.chapters}
    for key, row in context.chapters.items():
        if row.is_included and row.kind not in shown and row.introduction.strip():
            words = (
                f"The chapter “{row.title or ChapterKind(row.kind).label}” has a text and is not printed: it is empty."
            )
            yield Finding(f"chapter:{key}", words, row.get_absolute_url())


@check(
    "spelling",
    "Words that no dictionary knows",
    "Mend the spelling, or accept the word: it is then known for this year.",
    Level.WARNING,
)
def spelling(context: Context) -> Iterable[Finding]:
    """Find words that neither the British dictionary, nor the field's list, nor the glossary knows."""
    known = {word for term in GlossaryTerm.objects.values_list("term", flat=True) for word in term.split()}
    known |= set(context.report.force.split())
    places: dict[str, list[str]] = defaultdict(list)
    addresses: dict[str, str] = {}
    try:
        for text in context.texts:
            for word in unknown_words(text.plain, frozenset(known)):
                places[word].append(text.label)
                addresses.setdefault(word, text.address)
    except DictionaryMissingError as error:
        yield Finding("dictionary", str(error), reverse("publication:checklist", args=[context.year.slug]))
    for word, labels in places.items():
        more = f" and {len(labels) - 1} more" if len(labels) > 1 else ""
        yield Finding(f"word:{word}", f"“{word}” in {labels[0]}{more}.", addresses[word], about=word)


@check(
    "reading",
    "Reading grade",
    "The years of schooling that a text asks for (Flesch-Kincaid). Advice only: plain words reach more people.",
    Level.ADVICE,
)
def reading(context: Context) -> Iterable[Finding]:
    """Say the grade of each chapter with enough text to tell."""
    chapters: dict[str, list[str]] = defaultdict(list)
    addresses: dict[str, str] = {}
    for text in context.texts:
        chapters[text.chapter].append(text.plain)
        addresses.setdefault(text.chapter, text.address)
    for chapter, sentences in chapters.items():
        grade = grade_of(sentences)
        if grade is not None:
            yield Finding(f"chapter:{chapter}", f"{chapter}: grade {grade:.0f}.", addresses[chapter])
