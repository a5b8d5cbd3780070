"""Which item stands beneath which: by indentation, by the style of bullet, or beneath a line that announces a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ctreport.importing.published.gather import Block

# A line that announces a whole list and is no outcome itself: "We have also:", "In addition:".
_GENERIC_LEAD_IN = re.compile(
    r"(?:(?:in|over|during|this|as|by|through|throughout)\b[^:]{0,60}?,?\s*)?(?:we|the force|city police|officers)?\s*"
    r"(?:have|had|has|also|were|are|did|will|would|include[ds]?|following|results?|outcomes?|key|main|other|some|the|of|"
    r"our|work|this|these|that|in|addition|additionally|furthermore|as|follows|achieved|delivered|and|year|\W)*:",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Item:
    """An item with the items beneath it. ``depth`` is the deepest level that was found under it."""

    block: Block
    children: list[Block] = field(default_factory=list)
    depth: int = 0

    @property
    def text(self) -> str:
        """The item's own text."""
        return self.block.text


def is_generic_lead_in(block: Block) -> bool:
    """Whether a line only announces a list."""
    return block.is_lead_in and bool(_GENERIC_LEAD_IN.fullmatch(block.text.strip()))


def nest(blocks: Sequence[Block], *, has_parents: bool) -> list[Item]:
    """Put items beneath their parents; levels below the second count as the second.

    ``has_parents`` says that a line without a bullet that ends with a colon is the parent of the list it announces.
    """
    items: list[Item] = []
    stack: list[tuple[int, str]] = []
    typical = typical_gap(blocks)
    parent_line = False
    for before, block in zip([None, *blocks], blocks, strict=False):
        is_announced = before is not None and before.is_lead_in
        if block.kind == "text" or (block.gap > typical and not is_announced and not _is_deeper(block, stack)):
            stack, parent_line = [], False
        if block.kind == "text":
            items.append(Item(block))
            parent_line = has_parents and block.is_lead_in
            continue
        level = _level(block, stack) + parent_line
        if level == 0 or not items:
            items.append(Item(block))
        else:
            items[-1].children.append(block)
            items[-1].depth = max(items[-1].depth, level)
    return items


def _is_deeper(block: Block, stack: list[tuple[int, str]]) -> bool:
    return bool(stack) and block.indent > stack[0][0] + 1


def _level(block: Block, stack: list[tuple[int, str]]) -> int:
    """Return the level of an item, 0 for the first, and keep the way down to it in ``stack``."""
    style = "beneath" if block.is_child else block.marker
    while len(stack) > 1 and block.indent < stack[-1][0] - 1:
        stack.pop()
    if not stack or block.indent < stack[-1][0] - 1:
        stack[:] = [(block.indent, style)]
        return 0
    indent = stack[-1][0]
    if block.indent > indent + 1 or (block.is_child and stack[-1][1] != "beneath"):
        stack.append((block.indent, style))
        return len(stack) - 1
    same = [at for at, (left, known) in enumerate(stack) if known == style and abs(left - block.indent) <= 1]
    if same:
        del stack[same[-1] + 1 :]
    else:
        stack.append((block.indent, style))
    return len(stack) - 1


def typical_gap(blocks: Sequence[Block]) -> int:
    """Return the number of blank lines that usually part two items."""
    gaps = sorted(block.gap for block in blocks[1:])
    return gaps[(len(gaps) - 1) // 2] if gaps else 0
