"""The figures of a draft's statements: found, matched to measures, and decided about as far as the wording tells."""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils.text import capfirst, slugify

from ctreport.importing.published import FoundFigure, Meaning, Place, Section, match_categories, match_measure
from ctreport.importing.published.figures import figures_in
from ctreport.importing.published.tokenising import Tokenised, pieces_of, tokenised
from ctreport.importing.report.draft import Draft, DraftFigure, DraftStatement, Kind
from ctreport.importing.report.standing import EARLIER_YEARS, Standing, cell_for, dimensions_of
from ctreport.narrative.sentences import Piece
from objectives.financial_year import label_of, parse_label
from outcomes.quantity import QuantityError

MAX_CODE = 60
MAX_TITLE = 200
LIKE, SURE = 0.42, 0.8  # a measure less like than the first is not proposed
_LOOSE_END = re.compile(r"(?:-(?:a|an|and|at|by|during|for|from|in|of|on|or|the|to|with))+$")
_SECTIONS = {Kind.PLEDGE: Section.PLEDGES, Kind.ACTIVITY: Section.ACTIVITIES}


def find_figures(draft: Draft, statement: DraftStatement, standing: Standing) -> None:
    """Find the figures of a statement, and keep what was decided about those that stood in it before."""
    known = draft.figures_of(statement.id)
    draft.figures = [one for one in draft.figures if one.statement != statement.id]
    if statement.kind == Kind.OUT:
        draft.figures += [replace(one, is_recorded=False) for one in known]
        return
    for found in figures_in(
        statement.text,
        place=Place(_SECTIONS.get(statement.kind, Section.OUTCOMES), 0),
        year=label_of(standing.start_year),
        parent=_above(draft, statement),
    ):
        written = statement.text[found.start : found.end]
        before = next((one for one in known if one.written == written), None)
        if before is not None:
            known.remove(before)
            draft.figures.append(replace(before, start=found.start, end=found.end))
        else:
            draft.figures.append(_new_figure(draft, statement, found, standing))


def _new_figure(draft: Draft, statement: DraftStatement, found: FoundFigure, standing: Standing) -> DraftFigure:
    figure = DraftFigure(
        id=draft.next_id("f"),
        statement=statement.id,
        written=statement.text[found.start : found.end],
        start=found.start,
        end=found.end,
        value=f"{found.value:f}",
        qualifier=str(found.qualifier),
        unit=str(found.unit),
        label=found.label[:MAX_TITLE],
        period=found.period,
        confidence=found.confidence,
        meaning=str(found.meaning),
        base=int(found.base) if found.base else None,
        start_year=year_of(found.period, standing),
    )
    _match(draft, statement, figure, standing)
    figure.is_recorded = _is_worth_recording(figure, standing)
    there = standing.figure_for(figure)
    is_doubtful = there is not None and figure.match < SURE and there.quantity != figure.quantity
    if is_doubtful or _stands_against_another(draft, figure):
        _as_new_measure(draft, statement, figure, standing)
    return figure


def year_of(period: str, standing: Standing) -> int | None:
    """Return the financial year of a period, where it is one that figures are kept of."""
    try:
        start = parse_label(period)
    except ValueError:
        return None
    is_near = standing.start_year - EARLIER_YEARS <= start <= standing.start_year
    return start if start == standing.start_year or (is_near and start in standing.years) else None


def _match(draft: Draft, statement: DraftStatement, figure: DraftFigure, standing: Standing) -> None:
    found = replace(figure.found, sentence=statement.text)
    match = match_measure(found, standing.measures.values(), context=_above(draft, statement))
    if match.confidence < LIKE:
        _as_new_measure(draft, statement, figure, standing)
        return
    named = match_categories(
        found, [[(one.code, one.name) for one in row] for row in dimensions_of(standing.measures[match.code])]
    )
    figure.measure, figure.match, figure.is_new = match.code, match.confidence, False
    figure.categories = [*named, "", ""][:2]


def _as_new_measure(draft: Draft, statement: DraftStatement, figure: DraftFigure, standing: Standing) -> None:
    """Give a figure a new measure, the same for each figure of the draft that counts the same in the same unit."""
    figure.label = capfirst(figure.label or statement.text)[:MAX_TITLE]
    figure.is_new, figure.match, figure.categories = True, 0.0, ["", ""]
    stem = _code(figure.label)
    for number in range(1, len(draft.figures) + 3):
        figure.measure = stem if number == 1 else f"{stem[: MAX_CODE - 4]}-{number}"
        others = [one for one in draft.figures if one.is_new and one.measure == figure.measure]
        is_taken = figure.measure in standing.measures or any(one.unit != figure.unit for one in others)
        if not is_taken and not _stands_against_another(draft, figure):
            return


def _code(label: str) -> str:
    code = slugify(label.replace("’", "").replace("'", ""))
    words = re.sub(r"[^a-z0-9-]", "", code).strip("-") or "figure"
    while len(words) > MAX_CODE - 4 and "-" in words:
        words = words.rsplit("-", 1)[0]
    return _LOOSE_END.sub("", words[: MAX_CODE - 4].strip("-")) or words


def _stands_against_another(draft: Draft, figure: DraftFigure) -> bool:
    """Whether another figure of the draft gives the same cell another amount."""
    cell = cell_for(figure)
    others = (one for one in draft.figures if one.id != figure.id and cell is not None and cell_for(one) == cell)
    return any(one.quantity != figure.quantity for one in others)


def _is_worth_recording(figure: DraftFigure, standing: Standing) -> bool:
    """Whether a figure is proposed to be recorded: an amount of a year that is open, possible for its unit."""
    if figure.meaning != Meaning.LEVEL or figure.start_year is None:
        return False
    try:
        figure.quantity.check()
    except QuantityError:
        return False
    if figure.start_year == standing.start_year:
        return True
    year = standing.years[figure.start_year]
    there = standing.figure_for(replace(figure, is_recorded=True))
    return year.state == year.State.OPEN and (there is None or there.quantity == figure.quantity)


def _above(draft: Draft, statement: DraftStatement) -> str:
    parent = draft.parent_of(statement) if statement.kind == Kind.SUB_OUTCOME else None
    return parent.text if parent else ""


def narrative_of(draft: Draft, statement: DraftStatement, standing: Standing) -> Tokenised:
    """Return the statement with tokens in place of the figures of the year that are to be recorded."""
    if statement.kind in (Kind.PLEDGE, Kind.OUT):  # a pledge has no figures put in
        return Tokenised(statement.text)
    rows = draft.figures_of(statement.id)
    codes = [one.code if one.start_year == standing.start_year else "" for one in rows]
    return tokenised(
        statement.text,
        [one.found for one in rows],
        codes,
        is_house_style=draft.is_house_style,
        places=_places(rows, standing),
    )


def sentence_of(draft: Draft, statement: DraftStatement, standing: Standing) -> tuple[Piece, ...]:
    """Return how the statement will read, in pieces: text, figures put in by token, and numbers that stay typed."""
    rows = draft.figures_of(statement.id)
    known = {one.code: one.found for one in rows if one.code}
    return pieces_of(narrative_of(draft, statement, standing).narrative, known, _places(rows, standing))


def _places(rows: list[DraftFigure], standing: Standing) -> dict[str, int]:
    places = ((one.code, standing.places_of(one)) for one in rows)
    return {code: number for code, number in places if code and number is not None}
