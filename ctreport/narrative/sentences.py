"""Sentences: a narrative with its tokens put in from the year's figures."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ctreport.narrative.tokens import Token, split
from ctreport.narrative.untraced import find_untraced
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure, Target

NOT_PUBLISHED = "[figure not published]"
WHOLE = "all"  # how a token names the whole of a dimension
# The measure's code and the categories' codes, in the order of the measure's dimensions.
Cell = tuple[str, tuple[str, ...]]
_SENTENCE_START = re.compile(r"(?:^|(?<!\be\.g)(?<!\bi\.e)[.!?]\s+|\n\s*[-•*]?\s*)[“\"(]?$")


@dataclass(frozen=True)
class Piece:
    """A stretch of a rendered sentence.

    ``kind`` is "text"; "figure" or "change" where a token was put in; "untraced" for a number typed by hand; and
    "missing" for a token that finds no figure, whose ``text`` then says so.
    """

    kind: str
    text: str
    token: str = ""
    figure_id: int | None = None
    is_illustrative: bool = False


@dataclass
class FigureBook:
    """The figures of one year, found by measure and categories, and those of the year before for changes.

    ``is_public`` says that it holds only what may be published, so that nothing may be told of what it does not hold.
    """

    year: ReportingYear
    figures: dict[Cell, Figure] = field(default_factory=dict)
    earlier: dict[Cell, Figure] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    is_public: bool = False

    @classmethod
    def for_year(cls, year: ReportingYear, *, only_approved: bool = False, publishable: bool = False) -> FigureBook:
        """Load a year's figures in two queries: those that anybody entered, those approved, or those to be published.

        ``publishable`` leaves out what is not approved and what is OFFICIAL-SENSITIVE, here and in the year before.
        """
        years = (year.start_year, year.start_year - 1)
        rows = Figure.objects.with_cell().filter(year__start_year__in=years)
        measures = Measure.objects.only("code", "title")
        if publishable:
            rows, measures = rows.publishable(), measures.publishable()
        elif only_approved:
            rows, measures = rows.approved(), measures.approved()
        book = cls.of(year, rows, measures)
        book.is_public = publishable
        return book

    @classmethod
    def of(cls, year: ReportingYear, rows: Iterable[Figure], measures: Iterable[Measure]) -> FigureBook:
        """Make a book from figures of the year and the year before that are loaded already."""
        book = cls(year, titles={measure.code: measure.title for measure in measures})
        for figure in rows:
            shelf = book.figures if figure.year.start_year == year.start_year else book.earlier
            shelf[cell_of(figure)] = figure
        return book

    def find(self, token: Token) -> Figure | None:
        """Return the figure that a token refers to. Categories may stand in any order; "all" is the whole."""
        return self._find(token, self.figures)

    def find_earlier(self, token: Token) -> Figure | None:
        """Return the figure of the same cell in the year before."""
        return self._find(token, self.earlier)

    @staticmethod
    def _find(token: Token, shelf: dict[Cell, Figure]) -> Figure | None:
        codes = token.categories + (WHOLE,) * (2 - len(token.categories))
        # In the dimensions' order first: two dimensions may each have a category of the same code.
        return shelf.get((token.measure, codes)) or shelf.get((token.measure, codes[::-1]))

    def objection(self, token: Token) -> str:
        """Return why a token cannot be put in and how to mend it; empty where it can."""
        if not token.is_formed:
            return f"“{token.text}” is not a token. Write {{{{figure:measure-code}}}}, or choose from the list."
        if token.measure not in self.titles:
            return f"{token.text}: there is no measure “{token.measure}”.{self._suggestion(token.measure)}"
        if self.find(token):
            return ""
        known = sorted(figure.token for (code, _), figure in self.figures.items() if code == token.measure)
        if known:
            return f"{token.text}: the measure has no such figure in {self.year}. It has {', '.join(known)}."
        return f"{token.text}: “{self.titles[token.measure]}” has no figure in {self.year} yet. Enter the figure first."

    def _suggestion(self, code: str) -> str:
        close = difflib.get_close_matches(code, self.titles, n=1)
        return f" Did you mean “{close[0]}”?" if close else " Choose a figure from the list, or add the measure first."


def cell_of(row: Figure | Target) -> Cell:
    """Return the cell in which a figure or a target stands, by the codes of its measure and categories."""
    codes = (category.code if category else WHOLE for category in (row.category_1, row.category_2))
    return row.measure.code, tuple(codes)


def render(text: str, book: FigureBook) -> tuple[Piece, ...]:
    """Put a year's figures into a narrative, and mark the numbers that no figure stands behind."""
    pieces: list[Piece] = []
    before = ""
    for part in split(text):
        new = _text_pieces(part) if isinstance(part, str) else [_token_piece(part, book, before)]
        pieces += new
        before += "".join(piece.text for piece in new)
    return tuple(pieces)


def plain(text: str, book: FigureBook) -> str:
    """Return the narrative as it reads, with the figures put in."""
    return "".join(piece.text for piece in render(text, book))


def _text_pieces(text: str) -> list[Piece]:
    pieces, end = [], 0
    for start, stop in find_untraced(text):
        if start > end:
            pieces.append(Piece("text", text[end:start]))
        pieces.append(Piece("untraced", text[start:stop]))
        end = stop
    if end < len(text):
        pieces.append(Piece("text", text[end:]))
    return pieces


def _token_piece(token: Token, book: FigureBook, before: str) -> Piece:
    figure = book.find(token) if token.is_formed else None
    if figure is None and book.is_public and token.measure not in book.titles:
        return Piece("missing", NOT_PUBLISHED)  # the token would name a measure that may be OFFICIAL-SENSITIVE
    if figure is None:
        return Piece("missing", f"[no figure for {token.text.strip('{} ')}]", token.text)
    earlier = book.find_earlier(token) if token.kind == "change" else None
    if token.kind == "change":
        words = figure.change_from(earlier).text if earlier else "no earlier figure to compare with"
    else:
        words = str(figure.quantity)
    if _SENTENCE_START.search(before):
        words = words[:1].upper() + words[1:]
    is_made_up = figure.illustrative or (earlier is not None and earlier.illustrative)
    return Piece(token.kind, words, token.text, figure.pk, is_made_up)
