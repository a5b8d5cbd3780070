"""What stands in the years already: records with the same wording, measures, figures, last year's pledges."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from activities.models import Activity
from ctreport.importing.report.draft import Draft, DraftFigure, DraftStatement, Kind
from ctreport.narrative.sentences import FigureBook, plain
from ctreport.review.history import as_edited
from ctreport.review.models import Record
from objectives.models import Pledge, ReportingYear
from outcomes.models import Category, Figure, Measure, Outcome

EARLIER_YEARS = 3  # how far back a report's "in 2015/16" is looked up
# A measure's code, the codes of up to two categories, and the first year of the financial year.
Cell = tuple[str, str, str, int]
_WORD = re.compile(r"\w+")


def wording(text: str) -> str:
    """Return the words of a text alone, so that bullets, quotes and commas tell nothing apart."""
    flat = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORD.findall(re.sub(r"(?<=\d),(?=\d{3})", "", flat)))


@dataclass
class Standing:
    """What there is already. ``records`` are found by their kind, the wording above them, and their own wording."""

    start_year: int
    years: dict[int, ReportingYear] = field(default_factory=dict)
    records: dict[tuple[Kind, str, str], Record] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    figures: dict[Cell, Figure] = field(default_factory=dict)
    earlier: list[Pledge] = field(default_factory=list)

    @classmethod
    def load(cls, start_year: int) -> Standing:
        """Read what there is, in as many queries however much it is. Figures of the last few years are enough."""
        standing = cls(start_year, {year.start_year: year for year in ReportingYear.objects.all()})
        measures = Measure.objects.with_dimensions().prefetch_related(
            "dimension_1__categories", "dimension_2__categories"
        )
        standing.measures = {measure.code: measure for measure in measures}
        rows = list(Figure.objects.with_cell().filter(year__start_year__range=(start_year - EARLIER_YEARS, start_year)))
        standing.figures = {cell_of(figure): figure for figure in rows}
        pledges = list(
            Pledge.objects.filter(year__start_year__in=(start_year, start_year - 1))
            .select_related("year")
            .order_by("order")
        )
        standing.earlier = [pledge for pledge in pledges if pledge.year.start_year == start_year - 1]
        if (year := standing.years.get(start_year)) is not None:
            wanted = [one for one in rows if one.year.start_year in (start_year, start_year - 1)]
            book = FigureBook.of(year, wanted, standing.measures.values())
            standing._add(Kind.PLEDGE, [one for one in pledges if one.year_id == year.pk], book)
            standing._add(Kind.ACTIVITY, Activity.objects.filter(year=year).order_by("order"), book)
            standing._add(
                Kind.OUTCOME, Outcome.objects.filter(year=year).select_related("parent").order_by("order"), book
            )
        return standing

    @property
    def year(self) -> ReportingYear | None:
        """The year of the report, if it was opened."""
        return self.years.get(self.start_year)

    def _add(self, kind: Kind, records: Iterable[Record], book: FigureBook) -> None:
        for record in records:
            for text in {_text(record), _text(as_edited(record))}:
                parent = getattr(record, "parent", None)
                above = wording(plain(parent.narrative, book)) if parent else ""
                own = Kind.SUB_OUTCOME if parent else kind
                self.records.setdefault((own, above, wording(plain(text, book))), record)

    def record_for(self, draft: Draft, statement: DraftStatement) -> Record | None:
        """Return the record that says the same in the year already."""
        parent = draft.parent_of(statement) if statement.kind == Kind.SUB_OUTCOME else None
        return self.records.get((statement.kind, wording(parent.text) if parent else "", wording(statement.text)))

    def figure_for(self, figure: DraftFigure) -> Figure | None:
        """Return the figure that stands in the same cell already."""
        cell = cell_for(figure)
        return self.figures.get(cell) if cell else None

    def places_of(self, figure: DraftFigure) -> int | None:
        """How many decimal places an existing measure prints; None for a new one."""
        measure = None if figure.is_new else self.measures.get(figure.measure)
        return measure.decimals if measure else None


def _text(record: Record) -> str:
    return record.statement if isinstance(record, Pledge) else str(getattr(record, "narrative", ""))


def cell_of(figure: Figure) -> Cell:
    """Return the cell of a figure that is recorded."""
    first, second = (category.code if category else "" for category in (figure.category_1, figure.category_2))
    return figure.measure.code, first, second, figure.year.start_year


def cell_for(figure: DraftFigure) -> Cell | None:
    """Return the cell that a figure of a draft is to be recorded in; None where it is not to be recorded."""
    if not (figure.is_recorded and figure.measure and figure.start_year is not None):
        return None
    return figure.measure, figure.categories[0], figure.categories[1], figure.start_year


def dimensions_of(measure: Measure | None) -> list[list[Category]]:
    """Return the categories of each dimension of a measure."""
    dimensions = (measure.dimension_1, measure.dimension_2) if measure else ()
    return [list(dimension.categories.all()) for dimension in dimensions if dimension]
