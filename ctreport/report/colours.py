"""Contrast of colours, and what follows from it: which ink can be read on a ground.

Formulas: W3C, Web Content Accessibility Guidelines 2.2, "relative luminance" and "contrast ratio".
"""

from __future__ import annotations

WHITE, INK = "#ffffff", "#16202f"
NAVY, TEAL = "#14274e", "#0b6e72"  # the house's, as in styles/_palette.scss: a force has them until it chooses others
READABLE = 4.5  # success criterion 1.4.3: text of the usual size
VISIBLE = 3.0  # success criterion 1.4.11: lines and shapes that carry meaning, and large text


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours written "#rrggbb": 1 where they are the same, 21 at most."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(colour: str) -> str:
    """Return white or the house's ink, whichever reads better on a ground of this colour."""
    return WHITE if contrast(colour, WHITE) >= contrast(colour, INK) else INK


def readable_on_white(colour: str) -> str:
    """Return the colour where text in it can be read on white, and otherwise the house's ink."""
    return colour if contrast(colour, WHITE) >= READABLE else INK


def mixed(first: str, second: str, share: float) -> str:
    """Return the colour that lies between two, ``share`` (0 to 1) of the way from the first to the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    """Read "#rrggbb"; raise ValueError for anything else."""
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"“{colour}” is not a colour written as #rrggbb.")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
