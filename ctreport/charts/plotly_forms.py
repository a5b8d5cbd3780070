"""The forms in which the screen shows a chart: one for a telephone, and others for as much room as there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_LETTER = 0.55  # of the size of the type: the width of a letter or a digit, with some air
_WIDE, _THIN = {"%": 0.95, "m": 0.89, "w": 0.8, "M": 0.89, "W": 0.95}, dict.fromkeys(" .,:;!'|()[]/ijlftI", 0.34)


@dataclass(frozen=True)
class Form:
    """A form of a chart: how many pixels its plot has at least, and the size of its type.

    The script of the page chooses among forms by the same widths (``scripts/charts.js``); a telephone has the least.
    """

    name: str
    width: int
    size: int

    @property
    def is_narrow(self) -> bool:
        """Whether it is the form for a telephone."""
        return self.name == "narrow"

    def columns(self, panels: int) -> int:
        """Return in how many columns panels of lines stand beside one another."""
        if panels > 4 and self.width >= 1100:
            return 3
        return 2 if panels > 1 and self.width >= 700 else 1


FORMS = (Form("narrow", 245, 13), Form("wide", 440, 15), Form("broad", 700, 15), Form("across", 1100, 15))
USUAL = "wide"  # the form of which the chart itself consists
TICKS = 13  # the size of the type of the axes


def width_of(text: str, size: int) -> float:
    """Return about how many pixels a text takes up, bold or not."""
    return sum(_WIDE.get(one) or _THIN.get(one) or (0.7 if one.isupper() else 0.58) for one in text) * size


def letters_in(room: float, size: int) -> int:
    """Return how many letters stand beside one another in so many pixels."""
    return max(8, int(room / (_LETTER * size)))


@dataclass(frozen=True)
class Band:
    """A row of panels as Plotly takes it, in shares of the whole from its foot: where its words begin, and its plot."""

    top: float
    plot: tuple[float, float]


def bands(rows: Sequence[tuple[float, float]], axis: float, between: float) -> tuple[float, list[Band]]:
    """Return the height of all rows in pixels, and each as a band.

    A row is the pixels of its words and those of its plot; ``axis`` are those of the numbers beneath each plot.
    """
    height = sum(over + plot + axis for over, plot in rows) + between * (len(rows) - 1)
    found, top = [], 0.0
    for over, plot in rows:
        start, end = 1 - (top + over) / height, 1 - (top + over + plot) / height
        found.append(Band(1 - top / height, (max(0.0, end), min(1.0, start))))
        top += over + plot + axis + between
    return height, found
