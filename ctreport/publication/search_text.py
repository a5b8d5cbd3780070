"""The words of a report, section by section, for the search of the public site.

They are taken from the report's markup, so that exactly what is printed is found.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNREAD = ("script", "style", "svg", "template", "nav")
# What stands in a line of text. Between all others there is a space, or "Figure" and "600" would become one word.
_INLINE = frozenset(("a", "abbr", "b", "data", "em", "i", "span", "strong", "sub", "sup", "time"))


def search_json(body: str) -> bytes:
    """Return search.json: for each part that can be linked to, its anchor, title and text."""
    sections = [{"anchor": anchor, "title": title, "text": text} for anchor, title, text in _sections(body)]
    return (json.dumps({"sections": sections}, ensure_ascii=False, indent=1) + "\n").encode()


def _sections(body: str) -> Iterator[tuple[str, str, str]]:
    """Yield each section with an anchor and a heading. What a section within it says is left to that one."""
    import lxml.html

    top = lxml.html.fragment_fromstring(body, create_parent="main")
    for section in top.iter("section", "article"):
        heading = next((one for one in section.iter(*_HEADINGS) if _section_of(one) is section), None)
        anchor = section.get("id")
        if anchor and heading is not None:
            text = _squeezed(_words(section, heading))
            yield anchor, _squeezed(_words(heading, None)), text


def _section_of(element: Any) -> Any:
    return next(element.iterancestors("section", "article"), None)


def _words(element: Any, left_out: Any) -> Iterator[str]:
    if element.tag in _INLINE:
        yield element.text or ""
    else:
        yield f" {element.text or ''}"
    for child in element:
        if child is not left_out and isinstance(child.tag, str) and not _stands_alone(child):
            yield from _words(child, left_out)
        yield child.tail or ""
    if element.tag not in _INLINE:
        yield " "


def _stands_alone(element: Any) -> bool:
    is_section = element.tag in ("section", "article") and element.get("id")
    return element.tag in _UNREAD or bool(is_section)


def _squeezed(words: Iterator[str]) -> str:
    return " ".join("".join(words).split())
