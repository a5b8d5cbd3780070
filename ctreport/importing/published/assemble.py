"""Parts to lists: pledges, activities and outcomes with their sub-outcomes, and all that is none of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from ctreport.importing.published.gather import Block
from ctreport.importing.published.headings import Section
from ctreport.importing.published.layout import Layout, Part
from ctreport.importing.published.nesting import Item, is_generic_lead_in, nest
from ctreport.importing.published.proposal import Outcome, Statement, Unparsed

_SURE = {"item": 0.95, "unmarked": 0.8, "text": 0.5}


@dataclass
class Lists:
    """The three lists, and what is left."""

    pledges: list[Statement] = field(default_factory=list)
    activities: list[Statement] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    unparsed: list[Unparsed] = field(default_factory=list)


def assemble(layout: Layout) -> Lists:
    """Make the lists. Headings and notes that turn up on the way are added to the layout."""
    lists = Lists()
    for part in layout.parts:
        if part.section is None:
            if part.heading:
                lists.unparsed.append(Unparsed(part.heading, part.place))
            lists.unparsed += [Unparsed(block.text, block.place) for block in part.blocks]
            continue
        items = nest(_listed(part, layout, lists), has_parents=part.section == Section.OUTCOMES)
        if part.section == Section.OUTCOMES:
            _add_outcomes(items, part, layout, lists)
        else:
            own = lists.pledges if part.section == Section.PLEDGES else lists.activities
            own += [Statement(_with_sub_items(item, part, layout), _confidence(item.block, part)) for item in items]
    lists.unparsed += [Unparsed(text, place) for place, text in layout.aside]
    return lists


def _listed(part: Part, layout: Layout, lists: Lists) -> list[Block]:
    """The blocks of a part that are items, in order; headings, lead-ins and loose lines go where they belong."""
    kept: list[Block] = []
    for at, block in enumerate(part.blocks):
        following = part.blocks[at + 1].kind if at + 1 < len(part.blocks) else ""
        where = _fate(block, part, has_items=bool(kept), following=following)
        if where == "item":
            kept.append(block)
        elif where == "heading":
            layout.headings.append(block.text)
            if not is_generic_lead_in(block):
                layout.subheadings.append((block.place, block.text))
            if not block.is_lead_in:
                layout.notes.append(f"“{block.text}” was taken for a heading within the {part.section}.")
        else:
            lists.unparsed.append(Unparsed(block.text, block.place))
    return kept


def _fate(block: Block, part: Part, *, has_items: bool, following: str) -> str:
    """Whether a block is an "item", a "heading" within the section, or "unparsed"."""
    if block.kind == "item":
        # Without bullets, a line that only announces the list is known by its colon.
        return "heading" if not block.marker and is_generic_lead_in(block) and following else "item"
    if block.kind == "heading":
        return "heading" if following else "unparsed"
    if has_items:
        return _fate_after(block, part, following)
    is_first_item = part.begins_at_once and block is part.blocks[0]
    if not block.is_lead_in and (is_first_item or not part.items):
        return "item"
    if block.is_lead_in or block.is_short:
        return "heading"
    return "item" if part.section == Section.OUTCOMES else "unparsed"


def _fate_after(block: Block, part: Part, following: str) -> str:
    """A line without a bullet after the first item: a sentence is an item, a few words head what follows."""
    if block.is_lead_in:
        is_parent = part.section == Section.OUTCOMES and not is_generic_lead_in(block)
        return "heading" if following and not is_parent else "item"
    if block.is_short:
        return "heading" if following == "item" else "unparsed"
    return "item"


def _confidence(block: Block, part: Part) -> float:
    kind = block.kind if block.kind == "text" or block.marker else "unmarked"
    return round(min(part.confidence, _SURE[kind]), 2)


def _with_sub_items(item: Item, part: Part, layout: Layout) -> str:
    """Pledges and activities have no level beneath them, so sub-items stay in the text, one a line."""
    if not item.children:
        return item.text
    layout.notes.append(
        f"The items beneath “{_short(item.text)}” were kept in its text: {part.section} have no sub-items."
    )
    return "\n".join([item.text, *(f"• {child.text}" for child in item.children)])


def _add_outcomes(items: list[Item], part: Part, layout: Layout, lists: Lists) -> None:
    for item in items:
        children = tuple(Statement(child.text, _confidence(child, part)) for child in item.children)
        lists.outcomes.append(Outcome(item.text, children, _confidence(item.block, part)))
        if item.depth > 1:
            layout.notes.append(
                f"Items more than one level beneath “{_short(item.text)}” were put one level beneath it."
            )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"
