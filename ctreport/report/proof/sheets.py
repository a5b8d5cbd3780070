"""Sheets: chapters that share pages. A sheet begins on a new page, so it prints the same alone as in its report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ctreport.report.facts import AnnualReport, Chapter, NoteGroup
from ctreport.report.models import ChapterKind

# print.css lets these go on where the chapter before them ends: ".ct-part--glossary, .ct-part--contact".
_GO_ON = (ChapterKind.GLOSSARY, ChapterKind.CONTACT)
# Somewhat more than fill the pages that a proof shows.
_MOST = {"pledges": 80, "activities": 60, "outcomes": 45, "threads": 18, "tables": 240, "notes": 90, "charts": 14}


@dataclass(frozen=True)
class Sheet:
    """Chapters that share pages. ``report`` holds what stands in them, ``chapters`` says which of it is printed.

    ``is_first`` says that the sheet goes on where the contents end; ``is_cut`` that the report was cut, so that its
    last page is not as it will be.
    """

    report: AnnualReport
    chapters: tuple[Chapter, ...]
    is_first: bool = False
    is_cut: bool = False


def sheets_of(report: AnnualReport) -> list[Sheet]:
    """Return the sheets of a report in order."""
    groups: list[list[Chapter]] = []
    for chapter in report.chapters:
        if chapter.kind in _GO_ON and groups:
            groups[-1].append(chapter)
        else:
            groups.append([chapter])
    return [
        Sheet(report, tuple(group), is_first=number == 0 and group[0].kind in _GO_ON)
        for number, group in enumerate(groups)
    ]


def shortened_for(sheet: Sheet, anchor: str) -> Sheet:
    """Return a sheet with no more in it than is needed to print the first pages of a chapter that begins it.

    Where the chapter stands depends on all that stands before it; so one further down is printed with all of it.
    """
    if sheet.chapters[0].anchor != anchor:
        return sheet
    report = _cut(sheet.report, sheet.chapters[0].kind)
    if report is sheet.report:
        return sheet
    return replace(sheet, report=report, chapters=sheet.chapters[:1], is_cut=True)


def _cut(report: AnnualReport, kind: str) -> AnnualReport:
    cuts: dict[str, Callable[[], dict[str, Any]]] = {
        ChapterKind.SAID: lambda: _heads(report, "threads" if report.is_by_thread else "pledges"),
        ChapterKind.DID: lambda: _heads(report, "activities"),
        ChapterKind.OUTCOME: lambda: _heads(report, "outcomes"),
        ChapterKind.THREAD: lambda: _heads(report, "threads"),
        ChapterKind.CHARTS: lambda: _heads(report, "charts"),
        ChapterKind.TRENDS: lambda: _heads(report, "trends"),
        ChapterKind.TABLES: lambda: _tables(report),
        ChapterKind.NOTES: lambda: _notes(report),
    }
    changed = cuts[ChapterKind(kind)]() if kind in cuts else {}
    return replace(report, **changed) if changed else report


def _heads(report: AnnualReport, name: str) -> dict[str, Any]:
    rows, most = getattr(report, name), _MOST["charts" if name == "trends" else name]
    return {name: rows[:most]} if len(rows) > most else {}


def _tables(report: AnnualReport) -> dict[str, Any]:
    kept, room = _filled([(table, len(table.rows)) for table in report.tables], _MOST["tables"])
    if len(kept) == len(report.tables) and room >= 0:
        return {}
    last = kept[-1]
    return {"tables": (*kept[:-1], replace(last, rows=last.rows[: room + len(last.rows)]))}


def _notes(report: AnnualReport) -> dict[str, Any]:
    kept: list[NoteGroup]
    kept, room = _filled([(group, len(group.notes)) for group in report.notes], _MOST["notes"])
    if len(kept) == len(report.notes) and room >= 0:
        return {}
    last = kept[-1]
    return {"notes": (*kept[:-1], replace(last, notes=last.notes[: room + len(last.notes)]))}


def _filled(counted: Sequence[tuple[Any, int]], room: int) -> tuple[list[Any], int]:
    """Return what goes into so much room, and the room that is left: below 0 by what of the last does not fit."""
    kept = []
    for one, size in counted:
        if room <= 0:
            break
        kept.append(one)
        room -= size
    return kept, room
