"""What a missing or unknown heading leaves open: settled by order, by gaps and by wording, and noted for the reader."""

from __future__ import annotations

import re
from itertools import accumulate

from ctreport.importing.published.gather import Block
from ctreport.importing.published.headings import Section
from ctreport.importing.published.layout import Layout, Part
from ctreport.importing.published.nesting import typical_gap

ORDER = tuple(Section)
# How an activity begins: "Worked", "Delivered", "We have made", "Took".
_DONE = re.compile(
    r"(?:we\s+)?(?:have\s+|also\s+|continued\s+to\s+)*(?:[a-z]{2,}ed|brought|built|began|gave|held|kept|led|made|met|ran|"
    r"sent|set|spent|sought|taught|took|undertook|won|wrote)\b",
    re.IGNORECASE,
)


def place_all(layout: Layout) -> None:
    """Give each list of the page its section, as far as its place and its gaps tell."""
    if any(part.section for part in layout.parts):
        _place_between(layout)
        _split_at_gap(layout, Section.ACTIVITIES, Section.OUTCOMES)
        if layout.of(Section.OUTCOMES):
            _split_at_gap(layout, Section.PLEDGES, Section.ACTIVITIES)
    else:
        _place_by_order(layout)
    for section in ORDER:
        if not layout.of(section):
            layout.notes.append(f"No {section.value} were found.")


def _is_list(part: Part) -> bool:
    if part.is_other:
        return False
    return any(block.marker for block in part.items) or (bool(part.heading) and len(part.items) >= 2)


def _place_by_order(layout: Layout) -> None:
    lists = [part for part in layout.parts if _is_list(part)]
    if len(lists) != len(ORDER):
        return
    for part, section in zip(lists, ORDER, strict=True):
        _place(part, section, layout, "by its place, since no heading was recognised")


def _place_between(layout: Layout) -> None:
    for at, part in enumerate(layout.parts):
        if part.section or not _is_list(part):
            continue
        before = next((one.section for one in reversed(layout.parts[:at]) if one.section), None)
        after = next((one.section for one in layout.parts[at:] if one.section), None)
        for rank, section in enumerate(ORDER):
            fits = before == (ORDER[rank - 1] if rank else None) and (
                after == ORDER[rank + 1] if rank + 1 < len(ORDER) else after is None
            )
            if fits and not layout.of(section):
                _place(part, section, layout, "by its place beside the others")


def _place(part: Part, section: Section, layout: Layout, why: str) -> None:
    part.section, part.confidence = section, 0.5
    title = f"The list under “{part.heading}”" if part.heading else "The list without a heading"
    layout.notes.append(f"{title} was taken for the {section.value} {why}. Check it.")
    if part.heading:
        layout.headings.append(part.heading)


def _split_at_gap(layout: Layout, first: Section, second: Section) -> None:
    """Where a list has no heading and follows another after a gap, divide the two."""
    parts = layout.of(first)
    if not parts or layout.of(second):
        return
    part = parts[-1]
    at = _gap_in(part.blocks)
    if at is None:
        return
    layout.parts.insert(layout.parts.index(part) + 1, Part(second, confidence=0.6, blocks=part.blocks[at:]))
    part.blocks = part.blocks[:at]
    layout.notes.append(f"The {second.value} have no heading; they were taken to begin after a gap. Check them.")


def _is_parted(block: Block, typical: int) -> bool:
    """Whether a wider gap than usual stands before a block; before a few words that may be a heading, any gap."""
    return block.gap > typical or (block.gap > 0 and block.kind != "item" and block.is_short)


def _gap_in(blocks: list[Block]) -> int | None:
    """Return where the list breaks: at the widest gap, and of several where the wording changes most."""
    items = [block for block in blocks if block.kind == "item"]
    typical = typical_gap(items)
    edge = min((block.indent for block in items), default=0) + 1
    places = [at for at, block in enumerate(blocks) if at and block.indent <= edge and _is_parted(block, typical)]
    places = [at for at in places if any(block.kind == "item" for block in blocks[:at])]
    widest_gap = max((blocks[at].gap for at in places), default=0)
    places = [at for at in places if blocks[at].gap == widest_gap]
    done = [0, *accumulate(block.kind == "item" and bool(_DONE.match(block.text)) for block in blocks)]
    count = [0, *accumulate(block.kind == "item" for block in blocks)]

    def contrast(at: int) -> float:
        """How much more often an item says what was done before the place than after it."""
        return done[at] / max(count[at], 1) - (done[-1] - done[at]) / max(count[-1] - count[at], 1)

    return max(places, key=lambda at: (contrast(at), -at), default=None)
