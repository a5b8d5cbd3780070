"""Narratives with tokens: the figures of a statement give way to ``{{figure:code}}`` without a word being changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ctreport.importing.published.proposal import FoundFigure, Meaning
from ctreport.narrative.sentences import FigureBook, Piece, render
from ctreport.narrative.tokens import Token
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure
from outcomes.quantity import Quantity


@dataclass(frozen=True)
class Tokenised:
    """A narrative, and the figures that no token could stand for because it would read differently."""

    narrative: str
    left: tuple[FoundFigure, ...] = ()


def tokenised(
    text: str,
    figures: Sequence[FoundFigure],
    codes: Sequence[str],
    *,
    is_house_style: bool = False,
    places: Mapping[str, int] | None = None,
) -> Tokenised:
    """Put ``{{figure:code}}`` in place of each figure of a statement that has a code ("feel-safe:online:day" or "").

    The narrative reads exactly as the text does: a figure that the house would print in another way ("nearly 300",
    "2,748" in the plain style, "twelve") stays as it is typed. With ``is_house_style`` such figures get their token
    as well, and the sentence then follows the house's style. ``places`` are the decimal places that measures that
    there are already print, by the code of the figure; elsewhere a figure prints as many as it is written with.
    """
    places = places or {}
    narrative, left = text, []
    pairs = sorted(zip(figures, codes, strict=True), key=lambda pair: pair[0].start, reverse=True)
    for figure, code in pairs:
        if not code:
            continue
        token = f"{{{{figure:{code}}}}}"
        spot = _spot(text, figure, places.get(code)) or ((figure.start, figure.end) if is_house_style else None)
        if figure.meaning != Meaning.LEVEL or spot is None:
            left.append(figure)
            continue
        changed = narrative[: spot[0]] + token + narrative[spot[1] :]
        known = {given: one for one, given in pairs if given and one.start >= figure.start and one not in left}
        if is_house_style or reads(changed, known, places) == text:
            narrative = changed
        else:
            left.append(figure)
    return Tokenised(narrative, tuple(reversed(left)))


def reads(narrative: str, figures: Mapping[str, FoundFigure], places: Mapping[str, int] | None = None) -> str:
    """Return how a narrative reads once the figures that it refers to, by code, are recorded as they were found."""
    return "".join(piece.text for piece in pieces_of(narrative, figures, places))


def pieces_of(
    narrative: str, figures: Mapping[str, FoundFigure], places: Mapping[str, int] | None = None
) -> tuple[Piece, ...]:
    """Return the same in pieces: text, figures put in by token, and numbers that are typed."""
    return render(narrative, _Book(ReportingYear(start_year=1), found=figures, places=places or {}))


@dataclass
class _Book(FigureBook):
    """A book of figures that were found and are not recorded yet."""

    found: Mapping[str, FoundFigure] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)

    def find(self, token: Token) -> Figure | None:
        """Return a figure, not saved, of the amount that was found."""
        code = ":".join([token.measure, *token.categories])
        one = self.found.get(code)
        if one is None:
            return None
        quantity = quantity_of(one, self.places.get(code))
        return Figure(
            measure=Measure(unit=one.unit, decimals=quantity.decimals),
            unit=one.unit,
            value=one.value,
            qualifier=one.qualifier,
        )


def quantity_of(figure: FoundFigure, decimals: int | None = None) -> Quantity:
    """Return the quantity that a figure would be recorded with, to the measure's decimal places if they are given."""
    exponent = figure.value.as_tuple().exponent
    if decimals is None:
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return Quantity(unit=figure.unit, value=figure.value, qualifier=figure.qualifier, decimals=decimals)


def _spot(text: str, figure: FoundFigure, decimals: int | None) -> tuple[int, int] | None:
    """Where the figure is written as the house prints it: "just over 500" holds "over 500"."""
    written, printed = text[figure.start : figure.end], str(quantity_of(figure, decimals))
    if not written.casefold().endswith(printed.casefold()):
        return None
    return figure.end - len(printed), figure.end
