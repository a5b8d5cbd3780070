"""The picture of the thread: four columns of boxes, with a line for each link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ctreport.dashboard.picture.arrange import COLUMNS, Arrangement, Band
from ctreport.dashboard.picture.boxes import BOX_WIDTH, CHANNEL, INDENT, OPEN_END, Area, Shape, shape_of
from ctreport.dashboard.picture.stacking import stacked
from ctreport.dashboard.picture.untangle import Slot, Wire
from ctreport.dashboard.picture.words import Values
from ctreport.thread.threads import Key, Node

WIDTH = len(COLUMNS) * BOX_WIDTH + (len(COLUMNS) - 1) * CHANNEL + OPEN_END + 8  # an open end has room
HEADINGS = (
    ("Pledges", "what we said"),
    ("Activities", "what we did"),
    ("Outcomes", "what came of it"),
    ("Figures", "what was counted"),
)
HEAD_HEIGHT = 58
_SECTION_HEIGHT = 46
_BETWEEN = 14  # boxes of a column
_BENEATH = 8  # outcomes listed beneath another
_BETWEEN_BANDS = 34
_LANE = 12
_SWEEPS = 4


@dataclass(frozen=True)
class Box:
    """A box in its place. Its areas are measured from its own corner."""

    node: Node
    x: int
    y: int
    shape: Shape

    @property
    def areas(self) -> tuple[Area, ...]:
        """What leads to a record: the box, and each figure in it."""
        return self.shape.areas

    @property
    def port(self) -> int:
        """How high lines meet its sides, in the picture."""
        return self.y + self.shape.port


@dataclass(frozen=True)
class Curve:
    """The line of a link."""

    top: Node
    bottom: Node
    path: str


@dataclass(frozen=True)
class Column:
    """A column with its heading."""

    kind: str
    title: str
    about: str
    x: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Mark:
    """Where a section begins: a line across, and its title."""

    title: str
    y: int


@dataclass(frozen=True)
class Drawing:
    """The whole picture, in units of a pixel at its full width."""

    height: int
    columns: tuple[Column, ...]
    curves: tuple[Curve, ...]
    marks: tuple[Mark, ...]
    width: int = WIDTH

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All boxes, column by column."""
        return tuple(box for column in self.columns for box in column.boxes)


def draw(arrangement: Arrangement, values: Values, *, year_is_made_up: bool = False) -> Drawing:
    """Give every box, line and heading its place."""
    boxes: list[Box] = []
    curves: list[Curve] = []
    marks: list[Mark] = []
    y = HEAD_HEIGHT
    for section in arrangement.sections:
        if section.title:
            marks.append(Mark(section.title, y))
            y += _SECTION_HEIGHT
        for place, band in enumerate(section.bands):
            if place and not section.title:
                marks.append(Mark("", y - _BETWEEN_BANDS // 2))
            laid = _BandLayout(arrangement, band, values, year_is_made_up)
            boxes += laid.boxes(y)
            curves += laid.curves(y)
            y += laid.height + (_BETWEEN if section.title and place < len(section.bands) - 1 else _BETWEEN_BANDS)
    order = arrangement.place
    columns = tuple(
        Column(
            kind,
            *HEADINGS[number],
            _left(number),
            tuple(sorted((box for box in boxes if box.node.kind == kind), key=lambda box: order[box.node.key])),
        )
        for number, kind in enumerate(COLUMNS)
    )
    return Drawing(y - _BETWEEN_BANDS + 4, columns, tuple(curves), tuple(marks))


class _BandLayout:
    """The places of a band's boxes and lanes, measured from the band's top."""

    def __init__(self, arrangement: Arrangement, band: Band, values: Values, year_is_made_up: bool) -> None:
        self.part, self.band = arrangement.part, band
        self.shapes: dict[Key, Shape] = {}
        self.offsets: dict[Key, int] = {}  # from the top of its slot to the top of each box
        for column in band.columns:
            for slot in column:
                y = 0
                for number, key in enumerate(() if slot.is_lane else slot.keys):
                    node = self.part.nodes[key]
                    shape = shape_of(arrangement, node, values, indented=number > 0, year_is_made_up=year_is_made_up)
                    self.shapes[key], self.offsets[key] = shape, y
                    y += shape.height + _BENEATH
        self.tops: dict[Slot, float] = {}
        self._stack()
        self.height = round(max(self.tops[slot] + self._height(slot) for column in band.columns for slot in column))

    def boxes(self, y: int) -> Iterable[Box]:
        for number, column in enumerate(self.band.columns):
            for slot in column:
                for place, key in enumerate(() if slot.is_lane else slot.keys):
                    x = _left(number) + (INDENT if place else 0)
                    top = y + round(self.tops[slot]) + self.offsets[key]
                    yield Box(self.part.nodes[key], x, top, self.shapes[key])

    def curves(self, y: int) -> Iterable[Curve]:
        slots = {key: slot for column in self.band.columns for slot in column for key in slot.keys}
        heights = {key: y + round(self.tops[slot]) + self._port(key) for key, slot in slots.items()}
        nodes = self.part.nodes
        for wire in self.band.wires:
            indent = INDENT if slots[wire.bottom].keys[0] != wire.bottom else 0
            yield Curve(nodes[wire.top], nodes[wire.bottom], _path(wire, heights, indent))
        for slot in dict.fromkeys(slots.values()):
            for key in slot.keys[1:]:
                top = y + round(self.tops[slot]) + self.shapes[slot.keys[0]].height
                x = _left(COLUMNS.index(key[0])) + INDENT // 2
                yield Curve(nodes[slot.keys[0]], nodes[key], f"M{x} {top}V{heights[key]}H{x + INDENT // 2}")

    def _height(self, slot: Slot) -> int:
        return _LANE if slot.is_lane else self.offsets[slot.keys[-1]] + self.shapes[slot.keys[-1]].height

    def _port(self, key: Key) -> int:
        return self.offsets[key] + self.shapes[key].port if key in self.shapes else _LANE // 2

    def _stack(self) -> None:
        """Stack each column, then move what stands in it towards what it is linked to, as far as there is room."""
        columns = self.band.columns
        for column in columns:
            self._settle(column, dict.fromkeys(column, 0.0))
        hops = [hop for wire in self.band.wires for hop in pairwise(wire.stops)]
        before: dict[Key, list[Key]] = {}
        after: dict[Key, list[Key]] = {}
        for start, end in hops:
            before.setdefault(end, []).append(start)
            after.setdefault(start, []).append(end)
        for _ in range(_SWEEPS):
            for sequence, linked in ((columns[1:], before), (columns[-2::-1], after)):
                for column in sequence:
                    self._settle(column, self._wished(column, linked))
        least = min(self.tops.values())
        self.tops = {slot: top - least for slot, top in self.tops.items()}

    def _wished(self, column: Sequence[Slot], linked: dict[Key, list[Key]]) -> dict[Slot, float]:
        heights = {
            key: self.tops[slot] + self._port(key) for one in self.band.columns for slot in one for key in slot.keys
        }
        wished = {}
        for slot in column:
            pulls = [heights[other] - self._port(key) for key in slot.keys for other in linked.get(key, ())]
            wished[slot] = sum(pulls) / len(pulls) if pulls else self.tops[slot]
        return wished

    def _settle(self, column: Sequence[Slot], wished: dict[Slot, float]) -> None:
        sizes = [self._height(slot) for slot in column]
        tops = stacked([wished[slot] for slot in column], sizes, _BETWEEN)
        self.tops.update(zip(column, tops, strict=True))


def _left(column: int) -> int:
    return column * (BOX_WIDTH + CHANNEL)


def _path(wire: Wire, heights: dict[Key, int], indent: int) -> str:
    """Return the path of a wire: a curve through each channel, straight across the columns that it passes."""
    first = COLUMNS.index(wire.top[0])
    last = len(wire.stops) - 1
    x, y = _left(first) + BOX_WIDTH, heights[wire.top]
    path = f"M{x} {y}"
    for number, stop in enumerate(wire.stops[1:], start=1):
        middle = x + CHANNEL // 2
        x, y = _left(first + number) + (indent if number == last else 0), heights[stop]
        path += f"C{middle} {heights[wire.stops[number - 1]]} {middle} {y} {x} {y}"
        if number < last:
            x += BOX_WIDTH
            path += f"H{x}"
    return path
