"""What the page of a year's thread shows, in a number of queries that does not grow with the records."""

from __future__ import annotations

from dataclasses import dataclass

from ctreport.dashboard.picture.arrange import Arrangement, arrange
from ctreport.dashboard.picture.drawing import Drawing, draw
from ctreport.dashboard.picture.lists import Listing, listings_of
from ctreport.dashboard.picture.matrix import Matrix, matrix_of
from ctreport.dashboard.picture.part import Part, Wish, parts_of
from ctreport.dashboard.picture.text import listed
from ctreport.dashboard.picture.words import PLURALS, Values, values_of
from ctreport.narrative.sentences import FigureBook
from ctreport.thread.threads import Node, Thread, build_thread
from objectives.models import ReportingYear
from outcomes.models import Measure


@dataclass(frozen=True)
class Facts:
    """The thread of a year with what else a reader may choose from."""

    thread: Thread
    values: Values
    programmes: dict[int, str]
    year_is_made_up: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the year is approved."""
        return not self.thread.nodes

    @property
    def summary(self) -> str:
        """How many pledges have a complete thread, as a sentence."""
        complete, pledges = len(self.thread.complete_pledges), len(self.thread.of_kind("pledge"))
        thread = "a complete thread: an activity, an outcome and a figure"
        if pledges < 2:
            word = "has" if complete else "does not have"
            return f"The only pledge {word} {thread}." if pledges else "No pledge is approved yet."
        if complete in (0, pledges):
            return f"{f'All {pledges} pledges have' if complete else f'None of the {pledges} pledges has'} {thread}."
        return f"{complete} of {pledges} pledges {'has' if complete == 1 else 'have'} {thread}."

    @property
    def strands(self) -> tuple[str, ...]:
        """The strands of the year's pledges, in their order; empty text where a pledge has none."""
        return tuple(dict.fromkeys(node.strand for node in self.thread.of_kind("pledge")))


@dataclass(frozen=True)
class Shown:
    """A part of the thread in one of its views. Only what the view needs is there."""

    arrangement: Arrangement
    number: int
    numbers: int
    records: int  # in all parts
    drawing: Drawing | None = None
    matrix: Matrix | None = None
    listings: tuple[Listing, ...] = ()

    @property
    def part(self) -> Part:
        """The records that are shown."""
        return self.arrangement.part

    @property
    def is_sensitive(self) -> bool:
        """Whether anything that is shown is OFFICIAL-SENSITIVE."""
        return any(node.is_sensitive for node in self.part.nodes.values())

    @property
    def is_illustrative(self) -> bool:
        """Whether anything that is shown is made up."""
        return any(node.is_illustrative for node in self.part.nodes.values())

    @property
    def content(self) -> str:
        """What is shown, in words: "10 pledges, 6 activities and 12 figures"."""
        told = [_counted(len(self.part.of_kind(kind)), kind) for kind in PLURALS if self.part.of_kind(kind)]
        return listed(told, len(told))

    @property
    def previous(self) -> int:
        """The number of the part before."""
        return self.number - 1

    @property
    def next(self) -> int:
        """The number of the part after."""
        return self.number + 1

    @property
    def near(self) -> tuple[int | None, ...]:
        """The numbers of the parts that are offered: the first, the last and those nearby; None stands for a leap."""
        wanted = sorted({1, self.numbers, *range(max(self.number - 1, 1), min(self.number + 1, self.numbers) + 1)})
        found: list[int | None] = []
        for number in wanted:
            if found and number != wanted[wanted.index(number) - 1] + 1:
                found.append(None)
            found.append(number)
        return tuple(found)


def facts_of(year: ReportingYear) -> Facts:
    """Load the approved thread of a year."""
    book = FigureBook.for_year(year, only_approved=True)
    named = Measure.objects.approved().linked_or_recorded_in(year).exclude(programme="").order_by("programme", "pk")
    programmes = dict(named.values_list("pk", "programme"))
    return Facts(build_thread(year, book, only_approved=True), values_of(book), programmes, year.illustrative)


def show(facts: Facts, wish: Wish, view: str, number: int = 1) -> Shown:
    """Return a part of what was asked for in a view: picture, matrix or list. A number too high gives the last part."""
    parts = parts_of(facts.thread, wish, facts.programmes)
    number = min(max(number, 1), len(parts))
    arrangement = arrange(parts[number - 1])
    is_drawn = bool(arrangement.part.nodes) and not arrangement.part.is_too_large
    about = {"values": facts.values, "year_is_made_up": facts.year_is_made_up}
    return Shown(
        arrangement,
        number,
        len(parts),
        len({key for part in parts for key in part.nodes}),
        drawing=draw(arrangement, **about) if is_drawn and view == "picture" else None,  # type: ignore[arg-type]
        matrix=matrix_of(arrangement, **about) if is_drawn and view == "matrix" else None,  # type: ignore[arg-type]
        # The picture's own form on a telephone, and what is left where no drawing could be read.
        listings=() if is_drawn and view == "matrix" else listings_of(arrangement, **about),  # type: ignore[arg-type]
    )


def _counted(number: int, kind: str) -> str:
    return f"{number} {kind if number == 1 else PLURALS[kind]}"


def title_of(node: Node) -> str:
    """Return a pledge as a choice names it."""
    return f"{node.reference} {node.text}" if len(node.text) <= 60 else f"{node.reference} {node.text[:57].rstrip()}…"
