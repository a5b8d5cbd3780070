"""Lines to parts: the page is divided at its headings, its title is found and its furniture set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ctreport.importing.published.furniture import is_furniture, without_running_heads
from ctreport.importing.published.gather import Block, ends_sentence, gather, words_of
from ctreport.importing.published.headings import Section, is_other, normalised, recognise
from ctreport.importing.published.lines import Line, widest, with_numerals_told

_GENERAL_TITLE = re.compile(
    r"(?:the )?(?:overview|introduction|summary|background|(?:.* )?annual report.*|.* police(?: force| service)?"
    r"|.* constabulary|(?:.* )?policing plan.*|our performance|performance \d.*|\d{4}[/–-]\d{2,4})"
)


_NOTE = re.compile(r"(?:notes?|sources?|footnotes?)\s*:\s", re.IGNORECASE)
_STAR = re.compile(r"[\w.,)%]\*(?!\w)")
MOST_WORDS_OF_A_LINK = 3  # in the list of a page's footer: "Terms and conditions"


@dataclass
class Part:
    """The blocks under one heading. ``section`` is None before the first heading and under one that is not known."""

    section: Section | None
    heading: str = ""
    place: str = ""
    confidence: float = 0.0
    level: int = 0
    is_other: bool = False
    begins_at_once: bool = False  # its first item stands on the heading's line
    lines: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def items(self) -> list[Block]:
        """The blocks that are items of a list."""
        return [block for block in self.blocks if block.kind == "item"]


@dataclass
class Layout:
    """A page laid out: its parts in order, the headings met, what belongs to the page, and notes for the reader."""

    parts: list[Part] = field(default_factory=lambda: [Part(None)])
    title: str = ""
    headings: list[str] = field(default_factory=list)
    subheadings: list[tuple[str, str]] = field(default_factory=list)  # within a list: place and text
    aside: list[tuple[str, str]] = field(default_factory=list)  # place and text
    notes: list[str] = field(default_factory=list)

    def of(self, section: Section) -> list[Part]:
        """The parts of a section that hold something."""
        return [
            part for part in self.parts if part.section == section and any(b.kind != "heading" for b in part.blocks)
        ]


def lay_out(lines: Sequence[Line]) -> Layout:
    """Divide a page at the headings of its sections and, where markup shows them, at other headings."""
    lines = with_numerals_told(lines)
    layout = Layout()
    _divide(without_running_heads(lines, layout.aside), layout)
    words, width = words_of(lines), min(widest(lines), 160)
    first, *others = layout.parts
    first.blocks = gather(first.lines, words=words, width=width)
    before = list(_subdivide(first))
    layout.title = _take_title(before, layout.headings)
    for part in others:
        part.lines = [line for line in part.lines if not _repeats_title(line, layout)]
        part.blocks = gather(part.lines, words=words, width=width)
    layout.parts = before + [piece for part in others for piece in _subdivide(part)]
    return layout


def _divide(lines: Sequence[Line], layout: Layout) -> None:
    was_furniture = was_heading = False
    has_stars = _has_stars(lines)
    for line in lines:
        is_item = line.marker and layout.parts[-1].section and len(line.text.split()) > MOST_WORDS_OF_A_LINK
        if not is_item and is_furniture(line.text):
            was_furniture = True
            if layout.parts[-1].section and is_other(line.text):
                layout.parts.append(Part(None, line.text, line.place, is_other=True))
            else:
                layout.aside.append((line.place, line.text))
            continue
        if was_furniture:
            line = _after_furniture(line, layout.parts[-1].lines)  # noqa: PLW2901
            was_furniture = False
        if _is_footnote(line, has_stars=has_stars):
            layout.aside.append((line.place, line.text))
            continue
        heading = recognise(line.text, is_marked_up=bool(line.heading) or line.strong)
        if heading is None or (not was_heading and _is_within_a_sentence(line, layout)):
            layout.parts[-1].lines.append(line)
            was_heading = False
            continue
        text = line.text.removesuffix(heading.rest).rstrip() if heading.rest else line.text
        layout.headings.append(text)
        if not (was_heading and layout.parts[-1].section == heading.section):
            layout.parts.append(Part(heading.section, text, line.place, heading.confidence, line.heading))
        if heading.rest:
            layout.parts[-1].begins_at_once = not layout.parts[-1].lines
            layout.parts[-1].lines.append(replace(line, text=heading.rest, heading=0, strong=False))
        was_heading = True


def _after_furniture(line: Line, before: Sequence[Line]) -> Line:
    """The gap that a page number leaves parts nothing; what begins afresh behind it goes on with nothing."""
    begins = bool(before) and ends_sentence(before[-1].text) and line.text[:1].isupper()
    return replace(line, gap=min(line.gap, 1), closed=line.closed or begins)


def _is_footnote(line: Line, *, has_stars: bool) -> bool:
    """Whether a line explains the others: "Note: …", or "* …" where a star marks something in the text."""
    return has_stars if line.marker == "*" else not line.marker and bool(_NOTE.match(line.text))


def _has_stars(lines: Sequence[Line]) -> bool:
    """Whether a star marks a footnote on this page, and is not its bullet."""
    styles = [line.marker for line in lines if line.marker]
    return styles.count("*") * 2 < len(styles) and any(_STAR.search(line.text) for line in lines)


def _is_within_a_sentence(line: Line, layout: Layout) -> bool:
    """Whether a line that reads like a heading is the end of a wrapped sentence: "… the best possible / outcome"."""
    before = layout.parts[-1].lines
    if any(heading[:1].islower() for heading in layout.headings):
        return False  # this page writes its headings small
    if line.heading or line.strong or line.closed or line.gap or line.marker or not line.text[:1].islower():
        return False
    return bool(before) and not ends_sentence(before[-1].text) and not line.text.startswith("what we")


def _repeats_title(line: Line, layout: Layout) -> bool:
    if line.marker or not layout.title or normalised(line.text) != normalised(layout.title):
        return False
    layout.headings.append(line.text)
    return True


def _subdivide(part: Part) -> Iterator[Part]:
    current = replace(part, blocks=[])
    for at, block in enumerate(part.blocks):
        if _opens_something(block, part, part.blocks[at + 1 : at + 2]):
            yield current
            current = Part(None, block.text, block.place, level=block.level, is_other=is_other(block.text))
        else:
            current.blocks.append(block)
    yield current


def _opens_something(block: Block, part: Part, following: Sequence[Block]) -> bool:
    """Whether a block is a heading that ends its part: one known to be of another kind, or of the part's own rank."""
    if block.marker:
        return False
    if block.is_short and is_other(block.text):
        return True
    if block.kind == "heading":
        return part.section is None or 0 < block.level <= (part.level or 6)
    return part.section is None and block.kind == "text" and block.is_short and bool(following)


def _take_title(parts: list[Part], headings: list[str]) -> str:
    """Take the title out of what stands before the first section: a heading, or the last short line.

    Where it is repeated there, the repetitions are kept among the headings.
    """
    headed = sorted((part for part in parts if part.heading and not part.is_other), key=lambda part: part.level or 7)
    marked_up = [part for part in headed if part.level]
    texts = [block for part in parts for block in part.blocks if block.is_short and not block.marker]
    lines = [part.heading for part in headed if not part.level] + [block.text for block in texts]
    candidates = [part.heading for part in marked_up] + list(reversed(lines))
    special = [text for text in candidates if not _GENERAL_TITLE.fullmatch(normalised(text))]
    title = (special or candidates or [""])[0]
    repeated = 0
    for part in parts:
        repeated += sum(block.text == title for block in part.blocks) + (bool(title) and part.heading == title)
        part.blocks = [block for block in part.blocks if block.text != title]
        part.heading = "" if part.heading == title else part.heading
    headings += [title] * (repeated - 1)
    return title
