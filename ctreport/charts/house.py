"""The house's look of charts, on screen and in print. Colours are those of the styles (``_palette.scss``).

Each colour has a contrast of 3:1 or more with white, and with the colour before and after it in the list, dark and
light by turns, so that series beside one another differ however somebody sees colours. No meaning hangs on colour
alone: each bar bears its name, each line a dash and a mark of its own.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from outcomes.quantity import Unit, format_number

COLOURS = ("#14274e", "#3d8fd1", "#4a2004", "#b97f12", "#5a1846")
INK, MUTED, GRID, PAPER, TRACK, GAP = "#16202f", "#4a5668", "#c9d2df", "#ffffff", "#eef2f7", "#8a3b06"
REFERENCE = INK  # the colour of a reference line, which is dashed and bears its words
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
FONT_FAMILY = "Arimo, Arial, 'Liberation Sans', sans-serif"
ILLUSTRATIVE = "Illustrative figures"

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def ticks(maximum: Decimal, unit: str, *, most: int = 5, minimum: Decimal = Decimal(0)) -> list[Decimal]:
    """Return round tick values from zero to at least ``maximum``; percentages always run to 100.

    They begin at or below a ``minimum`` that lies below zero, which is always one of them.
    """
    if unit == Unit.PERCENTAGE:
        return [Decimal(number) for number in (0, 25, 50, 75, 100)]
    least, greatest = min(minimum, Decimal(0)), max(maximum, Decimal(0))
    if least == greatest:
        return [Decimal(0), Decimal(1)]
    rough = (greatest - least) / (most - 1)
    power = Decimal(10) ** rough.adjusted()
    step = next(one * power for one in _STEPS if one * power >= rough)
    if unit == Unit.COUNT:
        step = max(Decimal(1), step.to_integral_value(ROUND_CEILING))
    first = int((least / step).to_integral_value(ROUND_FLOOR))
    last = int((greatest / step).to_integral_value(ROUND_CEILING))
    return [step * number for number in range(first, last + 1)]


def tick_text(value: Decimal, unit: str, *, groups_digits: bool) -> str:
    """Return a tick's label; ``groups_digits`` writes 2,748 instead of 2748."""
    decimals = max(0, -int(value.normalize().as_tuple().exponent)) if value else 0
    return format_number(value, unit=unit, decimals=decimals, groups_digits=groups_digits)
