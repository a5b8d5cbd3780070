"""What the page of a year's publication shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ctreport.accounts.access import may
from ctreport.accounts.models import User
from ctreport.publication.checklist.run import Checklist
from ctreport.publication.models import Edition, EditionEvent
from ctreport.publication.staff.steps import STEPS, Step
from objectives.models import ReportingYear

# The way of an edition as the page draws it.
_WAY = (
    ("Checklist", ()),
    ("Proof", (Edition.State.PROOF,)),
    ("Signed off", (Edition.State.SIGNED_OFF,)),
    ("Scheduled", (Edition.State.SCHEDULED,)),
    ("Published", (Edition.State.PUBLISHED,)),
)


@dataclass(frozen=True)
class Stage:
    """One stage of the way: done, the present one, or still to come."""

    name: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True)
class YearPage:
    """A year with its editions: the one in hand, the one that is public, and what was done."""

    year: ReportingYear
    editions: tuple[Edition, ...]
    events: tuple[EditionEvent, ...]

    @classmethod
    def of(cls, year: ReportingYear) -> YearPage:
        """Load a year's editions and their log; two queries."""
        events = EditionEvent.objects.filter(edition__year=year).select_related("edition").order_by("-at", "-pk")
        editions = Edition.objects.filter(year=year).order_by("-number", "-pk")
        for edition in editions:
            edition.year = year
        return cls(year, tuple(editions), tuple(events))

    @property
    def in_hand(self) -> Edition | None:
        """The edition that is on its way to publication."""
        return next((one for one in self.editions if one.state in Edition.IN_HAND), None)

    @property
    def published(self) -> Edition | None:
        """The edition that the public reads."""
        return next((one for one in self.editions if one.state == Edition.State.PUBLISHED), None)

    @property
    def kept(self) -> tuple[Edition, ...]:
        """The editions that were not discarded."""
        return tuple(one for one in self.editions if one.state != Edition.State.DISCARDED)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The way from checklist to publication, with the stage that the edition in hand has reached."""
        edition = self.in_hand or self.published
        reached = next((n for n, (_, states) in enumerate(_WAY) if edition and edition.state in states), 0)
        return tuple(
            Stage(name, number < reached or (number == reached == len(_WAY) - 1), number == reached)
            for number, (name, _) in enumerate(_WAY)
        )


def steps_for(edition: Edition, user: User) -> Sequence[Step]:
    """Return the steps that a person may take with an edition now."""
    return [step for step in STEPS if edition.state in step.states and may(user, step.act)]


def summary_of(checklist: Checklist) -> str:
    """Say in a sentence what the checklist comes to."""
    if not checklist.blocking:
        return "Nothing on the checklist keeps the report from being published."
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((checklist.errors, "error"), (checklist.warnings, "warning"))
        if number
    ]
    return f"The checklist has {' and '.join(parts)} to see to before a proof can be made."
