"""What the grid shows, as plain facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ctreport.entry.grid.places import Place
from ctreport.review.models import SUBMITTABLE, State
from outcomes.checks import Question, unanswered
from outcomes.models import Measure


@dataclass(slots=True)
class Cell:
    """One cell: its newest content, what is approved, last year's figure, and what is asked about it."""

    place: Place
    label: str
    is_expected: bool = False
    figure_id: int | None = None
    version: int = 0
    state: str = ""
    text: str = ""  # the newest content as it is shown and typed; empty for an empty cell
    approved_text: str = ""
    last_text: str = ""
    last_figure_id: int | None = None
    last_is_draft: bool = False
    last_is_illustrative: bool = False
    change_text: str = ""
    explanations: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    review_comment: str = ""
    reviewed_by: str = ""
    illustrative: bool = False

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions that nobody has answered."""
        return unanswered(self.explanations, self.questions)

    @property
    def asks(self) -> bool:
        """Whether somebody should answer before the figure is submitted."""
        return self.state != State.APPROVED and bool(self.open_questions)

    @property
    def is_submittable(self) -> bool:
        """Whether it is a draft, or was returned, so that it can be handed to the reviewers."""
        return self.state in SUBMITTABLE


@dataclass(slots=True)
class Row:
    """A measure with its cells in lines."""

    measure: Measure
    lines: list[list[Cell]]

    @property
    def cells(self) -> Iterator[Cell]:
        """All cells, line by line."""
        for line in self.lines:
            yield from line


@dataclass(slots=True)
class Group:
    """The measures of a programme or a strand."""

    title: str
    rows: list[Row]


@dataclass(slots=True)
class Progress:
    """How far the year is: of the figures that are expected, how many are there, and in which state."""

    expected: int = 0
    entered: int = 0
    drafts: int = 0
    submitted: int = 0
    approved: int = 0
    asking: int = 0
    returned: int = 0

    def count(self, cell: Cell) -> None:
        """Take a cell into the counts."""
        is_there = bool(cell.state)
        self.expected += cell.is_expected or is_there
        self.entered += is_there
        self.drafts += cell.is_submittable
        self.returned += cell.state == State.RETURNED
        self.submitted += cell.state == State.SUBMITTED
        self.approved += cell.state == State.APPROVED
        self.asking += cell.asks
