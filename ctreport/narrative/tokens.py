"""Tokens: how a narrative refers to a figure, ``{{figure:feel-safe:online:day}}``, or to its change on the year."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Anything in double braces is read as a token, so that a mistyped one is found rather than printed.
TOKEN = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_FORM = re.compile(r"^\s*(figure|change)\s*:\s*([a-z0-9-]+(?:\s*:\s*[a-z0-9-]+)*)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """A reference to one cell. ``kind`` is "figure" or "change"; both are empty where the form is not a token's."""

    text: str
    kind: str = ""
    measure: str = ""
    categories: tuple[str, ...] = ()

    @property
    def is_formed(self) -> bool:
        """Whether the text between the braces has a token's form."""
        return bool(self.kind)


def read_token(text: str) -> Token:
    """Read one token, braces included."""
    match = _FORM.match(text.removeprefix("{{").removesuffix("}}"))
    if not match:
        return Token(text)
    measure, *categories = (part.strip().lower() for part in match[2].split(":"))
    return Token(text, match[1].lower(), measure, tuple(categories))


def split(text: str) -> list[str | Token]:
    """Split a narrative into plain text and tokens, in order; joined, they give the narrative again."""
    parts: list[str | Token] = []
    end = 0
    for match in TOKEN.finditer(text):
        if match.start() > end:
            parts.append(text[end : match.start()])
        parts.append(read_token(match[0]))
        end = match.end()
    if end < len(text):
        parts.append(text[end:])
    return parts


def tokens_in(text: str) -> list[Token]:
    """Return the tokens of a narrative, in order."""
    return [read_token(match[0]) for match in TOKEN.finditer(text)]
