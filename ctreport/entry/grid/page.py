"""The whole grid of a year as a person asked for it: grouped, filtered, counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.http import QueryDict

from ctreport.entry.grid.build import build_rows, last_label, measures_of
from ctreport.entry.grid.facts import Cell, Group, Progress, Row
from ctreport.entry.grid.places import Place
from objectives.models import ReportingYear
from outcomes.models import ActivityMeasure, Measure, OutcomeMeasure

NO_PROGRAMME = "Not in a programme"
NO_STRAND = "Not linked to a strand"


class By(TextChoices):
    """How the measures are grouped."""

    PROGRAMME = "programme", "Programme"
    STRAND = "strand", "Strand"


class Show(TextChoices):
    """Which measures are shown."""

    ALL = "all", "All measures"
    EMPTY = "empty", "With figures missing"
    QUESTIONS = "questions", "With questions to answer"
    RETURNED = "returned", "Returned by a reviewer"

    def admits(self, row: Row) -> bool:
        """Say whether a row is shown."""
        if self == Show.EMPTY:
            return any(cell.is_expected and not cell.state for cell in row.cells)
        if self == Show.QUESTIONS:
            return any(cell.asks for cell in row.cells)
        return self == Show.ALL or any(cell.review_comment for cell in row.cells)


@dataclass(frozen=True)
class Choice:
    """What a person asked for, from the address; what is not known counts as not asked for."""

    by: By = By.PROGRAMME
    show: Show = Show.ALL
    programme: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> Choice:
        """Read the address."""
        by, show = query.get("by", ""), query.get("show", "")
        return cls(
            By(by) if by in By.values else By.PROGRAMME,
            Show(show) if show in Show.values else Show.ALL,
            query.get("programme", "")[:80],
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether some measures may be left out."""
        return self.show != Show.ALL or bool(self.programme)


@dataclass
class Grid:
    """A year's grid."""

    year: ReportingYear
    choice: Choice
    groups: list[Group]
    progress: Progress
    programmes: list[str]
    last_label: str
    hidden: int = 0

    @property
    def rows(self) -> list[Row]:
        """The rows that are shown."""
        return [row for group in self.groups for row in group.rows]

    @property
    def columns(self) -> int:
        """The greatest number of cells in a line."""
        return max((len(line) for row in self.rows for line in row.lines), default=1)

    @property
    def cells(self) -> dict[Place, Cell]:
        """The cells that are shown, by place."""
        return {cell.place: cell for row in self.rows for cell in row.cells}

    @property
    def is_read_only(self) -> bool:
        """Whether the year is closed, so that its figures change only for a reason, on their own pages."""
        return self.year.state == ReportingYear.State.CLOSED

    @property
    def shows_illustrative(self) -> bool:
        """Whether something made up is shown."""
        cells = (cell for row in self.rows for cell in row.cells)
        return self.year.illustrative or any(cell.illustrative or cell.last_is_illustrative for cell in cells)


def build_grid(year: ReportingYear, choice: Choice) -> Grid:
    """Return the grid of a year."""
    rows = build_rows(year, measures_of(year))
    progress = Progress()
    for row in rows:
        for cell in row.cells:
            progress.count(cell)
    shown = [row for row in rows if choice.show.admits(row) and _is_of(row.measure, choice.programme)]
    programmes = list(dict.fromkeys(row.measure.programme for row in rows if row.measure.programme))
    groups = _by_strand(year, shown) if choice.by == By.STRAND else _by_programme(shown)
    return Grid(year, choice, groups, progress, programmes, last_label(year), hidden=len(rows) - len(shown))


def _is_of(measure: Measure, programme: str) -> bool:
    return not programme or measure.programme == programme or (programme == NO_PROGRAMME and not measure.programme)


def _by_programme(rows: Iterable[Row]) -> list[Group]:
    groups: dict[str, Group] = {}
    for row in rows:
        title = row.measure.programme or NO_PROGRAMME
        groups.setdefault(title, Group(title, [])).rows.append(row)
    return list(groups.values())


def _by_strand(year: ReportingYear, rows: Sequence[Row]) -> list[Group]:
    """Group by the strand of the pledges to which the measures lead; the first in the house's order, where several."""
    titles = _strands_of(year)
    groups: dict[str, Group] = {}
    for row in rows:
        _, title = titles.get(row.measure.pk, (0, NO_STRAND))
        groups.setdefault(title, Group(title, [])).rows.append(row)
    order = {title: rank for rank, title in titles.values()}
    return sorted(groups.values(), key=lambda group: order.get(group.title, (10_000, "")))


def _strands_of(year: ReportingYear) -> dict[int, tuple[tuple[int, str], str]]:
    """Return, by measure, the rank and the name of its first strand, in three queries."""
    found: dict[int, tuple[tuple[int, str], str]] = {}
    roads = (
        (ActivityMeasure.objects.filter(activity__year=year), "activity__pledges__strand"),
        (OutcomeMeasure.objects.filter(outcome__year=year), "outcome__pledges__strand"),
        (OutcomeMeasure.objects.filter(outcome__year=year), "outcome__activities__pledges__strand"),
    )
    for links, road in roads:
        rows = links.filter(**{f"{road}__isnull": False}).order_by().distinct()
        for measure, order, name in rows.values_list("measure_id", f"{road}__order", f"{road}__name"):
            rank = ((order, name), name)
            if measure not in found or rank < found[measure]:
                found[measure] = rank
    return found
