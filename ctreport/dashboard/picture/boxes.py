"""What stands in each box of the picture, measured from the box's own top left corner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ctreport.dashboard.picture.arrange import Arrangement
from ctreport.dashboard.picture.text import SIZE, width_of, wrapped
from ctreport.dashboard.picture.words import BACKWARD, Values, beyond_words, full_name, gap_words, marks_of
from ctreport.thread.threads import Node

BOX_WIDTH = 230
CHANNEL = 78  # between two columns
INDENT = 18  # of an outcome that is listed beneath another
LINE = 20
PADDING = 9
EDGE = 14  # from the box's left edge to its text; the coloured bar stands between
OPEN_END = 20  # how far what is lacking reaches out of the box
_TEXT_LINES = 2
_BASELINE = 15


@dataclass(frozen=True)
class Line:
    """A line of text: ``look`` is ref, text, mark, beyond, gap, names or value."""

    look: str
    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Area:
    """What leads to one record: the box itself, or the line of a figure within its measure's box."""

    node: Node
    name: str
    y: int
    height: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class End:
    """The open end of what a record lacks: a dashed line out of the box's side, with a ring at its end."""

    start: int
    ring: int
    y: int


@dataclass(frozen=True)
class Shape:
    """A box before it has its place. Where it lacks nothing, the stripe that tells it begins at the box's foot."""

    areas: tuple[Area, ...]
    width: int
    height: int
    port: int  # where lines meet its sides
    gap_top: int
    ends: tuple[End, ...]

    @property
    def inner_width(self) -> int:
        """The width of the stripe that tells the gaps, within the box's line."""
        return self.width - 2

    @property
    def row_width(self) -> int:
        """The width of a figure's line, beside the box's bar."""
        return self.width - 8

    @property
    def gap_height(self) -> int:
        """The height of the stripe that tells the gaps; 0 where there is none."""
        return max(self.height - self.gap_top - 1, 0)


class _Text:
    """Lines of a box, written one under another."""

    def __init__(self, width: int, y: int) -> None:
        self.inner, self.y = width - EDGE - PADDING, y
        self.lines: list[Line] = []

    def write(self, look: str, texts: list[str], *, x: int = EDGE) -> None:
        for text in texts:
            self.lines.append(Line(look, text, x, self.y + _BASELINE))
            self.y += LINE

    def taken(self) -> tuple[Line, ...]:
        lines, self.lines = tuple(self.lines), []
        return lines


def shape_of(
    arrangement: Arrangement, node: Node, values: Values, *, indented: bool = False, year_is_made_up: bool = False
) -> Shape:
    """Measure the box of a record: its text, its marks, its figures and what it lacks."""
    width = BOX_WIDTH - (INDENT if indented else 0)
    text = _Text(width, PADDING)
    _write_label(text, node)
    port = text.y - (LINE if len(text.lines) < 3 else LINE * 3 // 2) + LINE // 4
    text.write("mark", list(marks_of(node, year_is_made_up=year_is_made_up)))
    if beyond := beyond_words(arrangement, node):
        text.write("beyond", wrapped(beyond, text.inner, most=2))
    head_height, lines = text.y + PADDING, text.taken()
    rows = _figure_rows(arrangement, node, values, text, year_is_made_up)
    height = gap_top = text.y + PADDING
    ends: tuple[End, ...] = ()
    if gaps := gap_words(arrangement, node):
        if node.kind == "pledge" and not arrangement.part.below(node):
            lines += (Line("gap", gaps, BOX_WIDTH + CHANNEL + EDGE, port + LINE // 4),)  # nothing else stands there
            ends = (End(width, BOX_WIDTH + CHANNEL, port),)
        else:
            text.y = gap_top + PADDING // 2
            ends = tuple(_ends(arrangement, node, width, text.y + LINE // 2))
            text.write("gap", wrapped(gaps, text.inner, most=3, bold=True))
            height = text.y + PADDING // 2
            lines += text.taken()
    name = full_name(arrangement, node, year_is_made_up=year_is_made_up)
    head = Area(node, name, 0, head_height if rows else height, lines)
    return Shape((head, *rows), width, height, port, gap_top, ends)


def _ends(arrangement: Arrangement, node: Node, width: int, y: int) -> Iterable[End]:
    """Return an open end at each side where something is lacking."""
    sides = {gap.kind in BACKWARD for gap in arrangement.part.gaps_of(node)}
    if True in sides:
        yield End(0, -OPEN_END, y)
    if False in sides:
        yield End(width, width + OPEN_END, y)


def _write_label(text: _Text, node: Node) -> None:
    """Write the reference, and the text behind it and beneath."""
    indent = round(width_of(node.reference, bold=True)) + SIZE // 2 if node.reference else 0
    if node.reference:
        text.lines.append(Line("ref", node.reference, EDGE, text.y + _BASELINE))
    first, *others = wrapped(node.text, text.inner, most=_TEXT_LINES, indent=indent)
    text.write("text", [first], x=EDGE + indent)
    text.write("text", others)


def _figure_rows(
    arrangement: Arrangement, measure: Node, values: Values, text: _Text, year_is_made_up: bool
) -> tuple[Area, ...]:
    rows: list[Area] = []
    if measure.kind == "measure":
        for tie in arrangement.part.below(measure, "figure"):
            text.y += PADDING if not rows else 0
            top = text.y
            _write_figure(arrangement, tie.node, values, text, year_is_made_up)
            text.y += PADDING // 2
            name = full_name(arrangement, tie.node, year_is_made_up=year_is_made_up)
            rows.append(Area(tie.node, name, top - PADDING // 2, text.y - top, text.taken()))
    return tuple(rows)


def _write_figure(arrangement: Arrangement, node: Node, values: Values, text: _Text, year_is_made_up: bool) -> None:
    value = values[node.pk]
    room = text.inner - round(width_of(value.text, bold=True)) - SIZE
    if value.names and room > text.inner / 3:
        names = wrapped(value.names, room, most=2)
        text.lines.append(Line("value", value.text, EDGE + text.inner, text.y + _BASELINE))
        text.write("names", names)
    else:
        text.write("names", wrapped(value.names, text.inner, most=2) if value.names else [])
        text.write("value", wrapped(value.text, text.inner, most=2, bold=True), x=EDGE + text.inner)
    text.write("mark", list(marks_of(node, year_is_made_up=year_is_made_up)))
    if gaps := gap_words(arrangement, node):
        text.write("gap", [gaps])
