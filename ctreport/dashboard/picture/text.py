"""Text in a picture: how wide it is, and where it breaks so that it fits its box."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate, takewhile

# Widths of Arial's letters in thousandths of the size of the type. What is not here is taken as wide as it is high.
_WIDTHS = {
    letter: width
    for width, letters in (
        (191, "'"),
        (222, "ijl‘’|"),
        (278, " !,./:;I[]\\ft"),
        (333, "()-`r“”•"),
        (355, '"'),
        (500, "Jckszvxy*"),
        (556, "#$0123456789?L_abdeghnopqu£–€"),
        (584, "+<=>~"),
        (611, "FTZ"),
        (667, "&ABEKPSVXY"),
        (722, "CDHNRUw"),
        (778, "GOQ"),
        (833, "Mm"),
        (889, "%"),
        (944, "W"),
    )
    for letter in letters
}
SIZE = 16
_ROOM = 1.03  # a reader's Arial may be another's Liberation Sans
_BOLD = 1.08
ELLIPSIS = "…"


def width_of(text: str, *, bold: bool = False) -> float:
    """Return the width of a text in the picture's units, with a little room."""
    letters = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    width = sum(_WIDTHS.get(letter, 1000) for letter in letters)
    return width * SIZE / 1000 * _ROOM * (_BOLD if bold else 1)


def wrapped(text: str, width: float, *, most: int, indent: float = 0, bold: bool = False) -> list[str]:
    """Return a text in at most ``most`` lines of a width, the first shorter by ``indent``. What is cut ends in "…"."""
    lines: list[str] = [""]
    words = text.split()
    for place, word in enumerate(words):
        room = width - (indent if len(lines) == 1 else 0)
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, bold=bold) <= room:
            lines[-1] = longer
        elif len(lines) == most:
            return [*lines[:-1], _cut(" ".join([lines[-1], *words[place:]]).strip(), room, bold=bold)]
        else:
            lines.append(word if width_of(word, bold=bold) <= width else _cut(word, width, bold=bold))
    return lines


def _cut(text: str, width: float, *, bold: bool) -> str:
    """Return as much of a text as fits a width with its "…", at the end of a word if that keeps most of it."""
    room = width - width_of(ELLIPSIS, bold=bold)
    taken = accumulate(width_of(letter, bold=bold) for letter in text)
    kept = text[: sum(1 for _ in takewhile(lambda end: end <= room, taken))]
    at_word = kept if text[len(kept) : len(kept) + 1].isspace() else kept.rpartition(" ")[0]
    kept = at_word if len(at_word) > len(kept) / 2 else kept
    return kept.rstrip(" ,.;:(‘“-–") + ELLIPSIS


def listed(names: Sequence[str], most: int) -> str:
    """Return names with a last "and", and how many more there are than are named."""
    shown = [*names[:most], f"{len(names) - most} more"] if len(names) > most else list(names)
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)
