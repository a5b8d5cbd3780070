"""The comparisons that ``changes.between`` consists of, each for one part of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ctreport.charts.description import Chart
from ctreport.publication.changes import Change
from ctreport.publication.comparing_figures import compare_figures, compare_key_figures, compare_tables
from ctreport.publication.reading_aloud import (
    block_words,
    branding_words,
    footnote_words,
    picture_words,
    plain,
    point_words,
    statement_words,
    thread_words,
)
from ctreport.report.facts import AnnualReport, Foreword, Statement

LAYOUTS = {"three_part": "In three parts", "golden_thread": "By golden thread"}


def compare(old: AnnualReport, new: AnnualReport) -> Iterator[Change]:
    """Yield all changes. The same place may come twice; the first one holds."""
    for part in (
        _head,
        _foreword,
        _chapters,
        compare_figures,
        compare_key_figures,
        _statements,
        _charts,
        _threads,
        compare_tables,
        _notes,
        _words,
        _look,
    ):
        yield from part(old, new)


def compare_named(
    kind: str, place: str, label: Callable[[str], str], old: Mapping[str, str], new: Mapping[str, str]
) -> Iterator[Change]:
    """Yield a change for each name whose text differs, in the new order, what was taken out at the end."""
    for name in (*new, *(name for name in old if name not in new)):
        was, is_now = old.get(name, ""), new.get(name, "")
        if was != is_now:
            yield Change(kind, f"{place} {name}"[:200], label(name), was, is_now)


def _head(old: AnnualReport, new: AnnualReport) -> Iterator[Change]:
    for name, label in (
        ("title", "Title"),
        ("force", "Name of the force"),
        ("period", "Period"),
        ("illustrative", "What is made up"),
    ):
        yield from _one("text", name, label, getattr(old, name), getattr(new, name))
    layouts = [LAYOUTS.get(one.layout, one.layout) for one in (old, new)]
    yield from _one("text", "layout", "Layout", *layouts)


def _foreword(old: AnnualReport, new: AnnualReport) -> Iterator[Change]:
    yield from _one("text", "foreword", "Foreword", _foreword_words(old.foreword), _foreword_words(new.foreword))
    portraits = [picture_words(one.foreword.portrait if one.foreword else None) for one in (old, new)]
    yield from _one("picture", "portrait", "Portrait", *portraits)


def _foreword_words(foreword: Foreword | None) -> str:
    if foreword is None:
        return ""
    return "\n".join(one for one in (block_words(foreword.blocks), foreword.name, foreword.post) if one)


def _chapters(old: AnnualReport, new: AnnualReport) -> Iterator[Change]:
    titles = [{one.anchor: one.title for one in report.chapters} for report in (old, new)]
    yield from _one("text", "chapters", "Chapters and their order", *("; ".join(one.values()) for one in titles))
    introductions = [{one.anchor: block_words(one.introduction) for one in report.chapters} for report in (old, new)]

    def label(anchor: str) -> str:
        return f"Introduction to “{titles[1].get(anchor) or titles[0].get(anchor)}”"

    yield from compare_named("text", "chapter", label, *introductions)


def _statements(old: AnnualReport, new: AnnualReport) -> Iterator[Change]:
    for kind, name in (("pledge", "pledges"), ("activity", "activities"), ("outcome", "outcomes")):
        before, after = (_by_reference(getattr(one, name)) for one in (old, new))

        def label(reference: str, kind: str = kind) -> str:
            return f"{kind.capitalize()} {reference}"

        yield from compare_named(
            "sentence", kind, label, *_readings(before, after, lambda one: statement_words(one, is_marked=False))
        )
        yield from compare_named(
            "sentence", kind, label, *_readings(before, after, lambda one: statement_words(one, is_marked=True))
        )
        stay = [[name for name in one if name in other] for one, other in ((before, after), (after, before))]
        yield from _one("text", f"order of {name}", f"Order of the {name}", *(", ".join(one) for one in stay))


def _by_reference(statements: Iterable[Statement]) -> dict[str, Statement]:
    found = {}
    for one in statements:
        found[one.reference] = one
        found |= _by_reference(one.children)
    return found


def _readings(
    old: Mapping[str, Statement], new: Mapping[str, Statement], words: Callable[[Statement], str]
) -> tuple[dict[str, str], dict[str, str]]:
    return {name: words(one) for name, one in old.items()}, {name: words(one) for name, one in new.items()}


def _charts(old: AnnualReport, new: AnnualReport) -> Iterator[Change]:
    before, after = ({one.name: one for one in report.all_charts} for report in (old, new))
    for name in (*after, *(name for name in before if name not in after)):
        was, is_now = before.get(name), after.get(name)
        label = f"Chart “{(is_now or was).title}”"  # type: ignore[union-attr]
        yield from _one("chart", f"chart {name}", label, *_chart_words(was, is_now))


def _chart_words(old: Chart | None, new: Chart | None) -> tuple[str, str]:
    """Return what differs: the values, else all that is said of the chart."""
    if old is None or new is None:
        return (old.alt if old else "", new.alt if new else "")
    before, after = point_words(old), point_words(new)
    if before == after:
        return _said_of(old), _said_of(new)
    lines = [
        [f"{name}: {text}" for name, text in one.items() if other.get(name) != text]
        for one, other in ((before, after), (after, before))
    ]
    return ("; ".join(lines[0]) or "Without these values", "; ".join(lines[1]) or "Without these values")


def _said_of(chart: Chart) -> str:
    line = chart.reference.words if chart.reference else ""
    return " ".join(one for one in (f"{chart.alt.rstrip('.')}.", line, *chart.notes) if one)


def _threads(old: AnnualReport, new: AnnualReport) -> Iterator[Change]:
    before, after = ({one.reference: thread_words(one) for one in report.threads} for report in (old, new))
    both = [{name: words for name, words in one.items() if name in before and name in after} for one in (before, after)]
    yield from compare_named("text", "thread", lambda reference: f"Golden thread of pledge {reference}", *both)
    ends = [
        [one for one in report.loose_ends if one not in other.loose_ends] for report, other in ((old, new), (new, old))
    ]
    yield from _one("text", "loose ends", "Loose ends", *(" ".join(one) for one in ends))


def _notes(old: AnnualReport, new: AnnualReport) -> Iterator[Change]:
    texts = [
        {f"{group.name} {note.term}": " ".join(note.texts) for group in report.notes for note in group.notes}
        for report in (old, new)
    ]
    yield from compare_named("text", "note", lambda name: f"Note on “{name.split(' ', 1)[1]}”", *texts)


def _words(old: AnnualReport, new: AnnualReport) -> Iterator[Change]:
    terms = [{one.term: plain(one.runs) for one in report.glossary} for report in (old, new)]
    yield from compare_named("text", "glossary", lambda term: f"Glossary, “{term}”", *terms)
    notes = [footnote_words(report.footnotes) for report in (old, new)]
    yield from compare_named("text", "footnote", lambda name: "Footnote", *notes)
    yield from _one("text", "contact", "Contact", block_words(old.contact), block_words(new.contact))


def _look(old: AnnualReport, new: AnnualReport) -> Iterator[Change]:
    yield from _one("text", "look", "Colours", branding_words(old.branding), branding_words(new.branding))
    logos = [picture_words(one.branding.logo if one.branding else None) for one in (old, new)]
    yield from _one("picture", "logo", "Logo", *logos)


def _one(kind: str, place: str, label: str, *both: str) -> Sequence[Change]:
    old, new = both
    return [] if old == new else [Change(kind, place, label, old, new)]
