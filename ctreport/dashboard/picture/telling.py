"""Records as the matrix and the lists name them."""

from __future__ import annotations

from dataclasses import dataclass

from ctreport.dashboard.picture.arrange import Arrangement
from ctreport.dashboard.picture.words import Value, Values, beyond_words, gap_words, marks_of
from ctreport.thread.threads import Node


@dataclass(frozen=True)
class Told:
    """A record with its marks, what it lacks, and what it leads back to that is not shown."""

    node: Node
    gaps: str
    marks: tuple[str, ...]
    beyond: str


@dataclass(frozen=True)
class Number:
    """A figure with its value."""

    told: Told
    value: Value


@dataclass(frozen=True)
class Counted:
    """A measure with its figures of the year, if it has any."""

    told: Told
    numbers: tuple[Number, ...]


class Teller:
    """Names the records of an arrangement."""

    def __init__(self, arrangement: Arrangement, values: Values, year_is_made_up: bool) -> None:
        self.arrangement, self.part = arrangement, arrangement.part
        self._values, self._year_is_made_up = values, year_is_made_up

    def told(self, node: Node) -> Told:
        """Name a record."""
        return Told(
            node,
            gap_words(self.arrangement, node),
            marks_of(node, year_is_made_up=self._year_is_made_up),
            beyond_words(self.arrangement, node),
        )

    def counted(self, measure: Node) -> Counted:
        """Name a measure with its figures."""
        figures = (tie.node for tie in self.part.below(measure, "figure"))
        return Counted(
            self.told(measure), tuple(Number(self.told(figure), self._values[figure.pk]) for figure in figures)
        )

    def counted_of(self, node: Node) -> tuple[Counted, ...]:
        """Name what was counted of an activity or an outcome."""
        measures = self.arrangement.in_order(tuple(tie.node for tie in self.part.below(node, "measure")))
        return tuple(self.counted(measure) for measure in measures)
