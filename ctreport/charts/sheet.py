"""A sheet to draw on, measured in points from its top left corner: matplotlib without its axes and layout rules."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ctreport.charts import house

WIDTH = 470.0  # points; the width of a column of the A4 report
REFERENCE_SAMPLE = 28.0  # the room of a piece of a reference line before its words
_TITLE_ROOM, _NOTE_ROOM = 9.5 / 12, 9.5 / 8  # of the width, as widths are measured in the usual size of type
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PROLOGUE = re.compile(r"<!DOCTYPE[^>]*>\s*")
_STYLE_ELEMENT = re.compile(r"<style[^>]*>.*?</style>\s*", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")  # text in between has its brackets escaped
_STYLE = re.compile(r' style="([^"]*)"')
_NO_TURN = re.compile(r' transform="rotate\(-0 [^"]*\)"')


@dataclass(frozen=True)
class Frame:
    """What stands over and beneath a picture that is seen without its page: its title, and what must be known."""

    title: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, title: str, notes: Sequence[str]) -> Frame:
        """Break the words into lines that fit."""
        lines = [line for note in notes for line in wrapped(note, WIDTH * _NOTE_ROOM, most=8)]
        return cls(tuple(wrapped(title, WIDTH * _TITLE_ROOM, bold=True)), tuple(lines))

    @property
    def above(self) -> float:
        """The height that the title needs."""
        return 16.0 * len(self.title) + 22.0 if self.title else 0.0

    @property
    def beneath(self) -> float:
        """The height that the notes need."""
        return 11.0 * len(self.notes) + 24.0 if self.title else 0.0

    @property
    def beside(self) -> float:
        """The margin at either side."""
        return 12.0 if self.title else 0.0


class Sheet:
    """Bars, lines, marks and words on white. A frame's words stand outside of the sheet's own measures."""

    def __init__(self, height: float, frame: Frame | None = None) -> None:
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        frame = frame or Frame()
        whole, across = frame.above + height + frame.beneath, WIDTH + 2 * frame.beside
        self._figure = Figure(figsize=(across / 72, whole / 72), dpi=72, facecolor=house.PAPER)
        FigureCanvasSVG(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set(xlim=(-frame.beside, WIDTH + frame.beside), ylim=(height + frame.beneath, -frame.above))
        for number, line in enumerate(frame.title):
            self.text(0, 18 - frame.above + 16 * number, line, fontsize=12, fontweight="bold")
        for number, line in enumerate(frame.notes):
            self.text(0, height + 16 + 11 * number, line, fontsize=8, color=house.MUTED)

    def bar(self, x: float, y: float, width: float, height: float, **look: Any) -> None:
        """Draw a bar; ``look`` goes to matplotlib's Rectangle."""
        from matplotlib.patches import Rectangle

        look = {"linewidth": 0, **look}
        self._axes.add_patch(Rectangle((x, y), width, height, **look))

    def shape(self, corners: Sequence[tuple[float, float]], **look: Any) -> None:
        """Draw a shape with these corners; ``look`` goes to matplotlib's Polygon."""
        from matplotlib.patches import Polygon

        self._axes.add_patch(Polygon(corners, closed=True, **{"linewidth": 0, **look}))

    def line(self, xs: Sequence[float], ys: Sequence[float], colour: str, **look: Any) -> None:
        """Draw a line through points; ``look`` goes to matplotlib's Line2D."""
        from matplotlib.lines import Line2D

        look = {"linewidth": 0.8, "solid_capstyle": "butt", **look}
        self._axes.add_line(Line2D(xs, ys, color=colour, **look))

    def text(self, x: float, y: float, words: str, **look: Any) -> None:
        """Write words, centred on the height ``y``; ``look`` goes to matplotlib's Text."""
        look = {"fontsize": 9.5, "color": house.INK, "va": "center_baseline", **look}
        self._axes.text(x, y, cleaned(words), parse_math=False, **look)

    def halo(self, x: float, y: float, words: str, *, size: float, zorder: float) -> None:
        """Draw white around where bold words will stand, centred on ``x`` and ``y``, so that no line runs through them.

        The outlines of the letters, and not the words once more: those would be read out, searched and copied twice.
        """
        from matplotlib.font_manager import FontProperties
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path
        from matplotlib.textpath import TextPath, text_to_path

        face = FontProperties(size=size, weight="bold")
        path = TextPath((0, 0), cleaned(words), prop=face)
        _, height, descent = text_to_path.get_text_width_height_descent("lp", face, ismath=False)
        left, foot = x - width_of(words, size=size, bold=True) / 2, y + (height - descent) / 2
        corners = [(left + across, foot - up) for across, up in path.vertices]
        look = {"facecolor": house.PAPER, "edgecolor": house.PAPER, "linewidth": 3, "joinstyle": "round"}
        self._axes.add_patch(PathPatch(Path(corners, path.codes), zorder=zorder, **look))

    def reference(
        self, xs: Sequence[float], ys: Sequence[float], words: str, key: tuple[float, float], *, zorder: float
    ) -> None:
        """Draw a dashed line, and its words beside a piece of it, which begins at ``key``."""
        look = {"linewidth": 1.4, "linestyle": (0, (4, 2.5)), "zorder": zorder}
        self.line(xs, ys, house.PAPER, linewidth=4, zorder=zorder)  # so that it is seen on a dark bar
        self.line(xs, ys, house.REFERENCE, **look)
        x, y = key
        self.line([x, x + 22], [y, y], house.REFERENCE, **look)
        self.text(x + REFERENCE_SAMPLE, y, wrapped(words, WIDTH - x - 30, most=1)[0], fontsize=9)

    def banner(self) -> None:
        """Say at the top right that the figures are illustrative."""
        self.text(WIDTH - 1, 8, house.ILLUSTRATIVE, ha="right", color=house.GAP, fontweight="bold")

    def to_svg(self) -> bytes:
        """Return the sheet as SVG, without a date, a program's name or a style in it."""
        out = io.BytesIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        self._figure.savefig(out, format="svg", metadata=nothing)
        return without_styles(out.getvalue().decode()).encode()

    def to_png(self, dots_an_inch: int = 200) -> bytes:
        """Return the sheet as PNG, without a date or a program's name in it."""
        out = io.BytesIO()
        self._figure.savefig(out, format="png", dpi=dots_an_inch, metadata={"Software": None})
        return out.getvalue()


def without_styles(svg: str) -> str:
    """Return matplotlib's SVG with its styles turned into plain attributes.

    The pages' content security policy forbids styles within a document, and an SVG opened by itself is a document.
    """
    svg = _PROLOGUE.sub("", _STYLE_ELEMENT.sub("", svg), count=1)
    svg = svg.replace("<g id=", '<g stroke-linejoin="round" id=', 1)
    return _TAG.sub(lambda tag: _STYLE.sub(_as_attributes, _NO_TURN.sub("", tag[0])), svg)


def _as_attributes(style: re.Match[str]) -> str:
    pairs = (pair.split(": ", 1) for pair in style[1].rstrip("; ").split("; "))
    return "".join(f' {name}="{value}"' for name, value in pairs)


def cleaned(words: str) -> str:
    """Return words without the characters that XML forbids."""
    return _NOT_XML.sub("", words)


def width_of(words: str, *, size: float = 9.5, bold: bool = False) -> float:
    """Return the width of words in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    face = FontProperties(size=size, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(cleaned(words), face, ismath=False)
    return float(width)


def wrapped(words: str, room: float, *, bold: bool = False, most: int = 3) -> list[str]:
    """Break words into lines that fit ``room``; a longer word is cut, and so is what a last line cannot hold."""
    lines: list[str] = []
    for word in cleaned(words).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, bold=bold) <= room:
            lines[-1] = longer
        elif len(lines) == most:
            lines[-1] = _cut(f"{lines[-1]} …", room, bold)
            break
        else:
            lines.append(_cut(word, room, bold))
    return lines or [""]


def _cut(word: str, room: float, bold: bool) -> str:
    if width_of(word, bold=bold) <= room:
        return word
    while len(word) > 1 and width_of(f"{word}…", bold=bold) > room:
        word = word[:-1]
    return f"{word}…"
