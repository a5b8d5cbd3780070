"""What a correction changed, shown word by word."""

from __future__ import annotations

import difflib
import re

_PART = re.compile(r"\s+|[^\s]+")

Pieces = tuple[tuple[str, bool], ...]


def old_and_new(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces, each with whether it is in one of the two only."""
    before, after = _PART.findall(old), _PART.findall(new)
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    removed: list[tuple[str, bool]] = []
    added: list[tuple[str, bool]] = []
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        removed.append(("".join(before[start:end]), what != "equal"))
        added.append(("".join(after[new_start:new_end]), what != "equal"))
    return _tidy(removed), _tidy(added)


def _tidy(pieces: list[tuple[str, bool]]) -> Pieces:
    return tuple(piece for piece in pieces if piece[0])
