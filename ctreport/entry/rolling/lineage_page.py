"""From which earlier pledges a year's pledges go on: what a person sees before confirming it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator

from ctreport.entry.models import LineageDecision
from ctreport.review.models import PENDING, Revision
from ctreport.ui.words import shortened
from objectives.lineage import Proposal, compare, propose_lineage
from objectives.models import Pledge, ReportingYear

NEW, LATER = "new", "later"
ROWS_A_PAGE = 25
ALL_LISTED = 40  # up to so many earlier pledges, each select lists them all; beyond, the likest
IN_WORDS = (
    (0.995, "The same words"),
    (0.75, "Nearly the same words"),
    (0.55, "Similar words"),
    (0.0, "Some words in common: look closely"),
)


def in_words(confidence: float) -> str:
    """Return how sure a proposal is: 0.8 is "Nearly the same words"."""
    return next(words for least, words in IN_WORDS if confidence >= least)


@dataclass
class LineageRow:
    """A pledge with the earlier pledge from which it goes on, or seems to."""

    pledge: Pledge
    earlier: Pledge | None
    chosen: str  # the key of an earlier pledge, NEW or LATER
    confidence: str
    decision: LineageDecision | None
    options: list[tuple[str, str]] = field(default_factory=list)
    error: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to look at it any more."""
        return self.decision is not None or self.pledge.rolled_forward_from_id is not None

    @property
    def is_illustrative(self) -> bool:
        """Whether something made up is shown."""
        return self.pledge.illustrative or bool(self.earlier and self.earlier.illustrative)


@dataclass(frozen=True)
class LineagePage:
    """One page of a year's pledges, those that wait for a person first."""

    year: ReportingYear
    before: ReportingYear | None
    rows: list[LineageRow]
    page: Page[Pledge] | None = None
    waiting: int = 0
    total: int = 0

    @property
    def settled(self) -> int:
        """How many pledges of the year are settled."""
        return self.total - self.waiting


def build_page(year: ReportingYear, number: str | int) -> LineagePage:
    """Return a page of the pledges of a year with their proposals, in a number of queries that does not grow."""
    pledges = as_edited_all(list(Pledge.objects.for_year(year).order_by("order", "reference")))
    before = year_before(year)
    if before is None or not pledges:
        return LineagePage(year, before, [], total=len(pledges), waiting=len(pledges))
    earlier = list(Pledge.objects.for_year(before).order_by("order", "reference"))
    decisions = {one.pledge_id: one for one in LineageDecision.objects.filter(pledge__year=year)}
    waiting = [one for one in pledges if one.rolled_forward_from_id is None and one.pk not in decisions]
    open_keys = {one.pk for one in waiting}
    taken = {one.rolled_forward_from_id for one in pledges}
    proposed = {
        one.pledge.pk: one for one in propose_lineage(waiting, [each for each in earlier if each.pk not in taken])
    }
    page = Paginator([*waiting, *(one for one in pledges if one.pk not in open_keys)], ROWS_A_PAGE).get_page(number)
    rows = _rows(list(page.object_list), earlier, proposed, decisions)
    return LineagePage(year, before, rows, page, len(waiting), len(pledges))


def _rows(
    shown: list[Pledge],
    earlier: list[Pledge],
    proposed: Mapping[int, Proposal[Pledge]],
    decisions: Mapping[int, LineageDecision],
) -> list[LineageRow]:
    stored = _stored(shown, earlier)
    near = compare(shown, earlier)
    rows = []
    for place, pledge in enumerate(shown):
        likest = near.nearest(place)
        if pledge.pk in proposed:
            source, confidence = proposed[pledge.pk].earlier, proposed[pledge.pk].confidence
        else:
            source = stored.get(pledge.rolled_forward_from_id or 0)
            confidence = next((score for one, score in likest if one == source), 0.0)
        row = LineageRow(
            pledge,
            source,
            chosen=str(source.pk) if source else NEW,
            confidence=in_words(confidence) if source else "",
            decision=decisions.get(pledge.pk),
            options=_options(source, [one for one, _ in likest], earlier),
        )
        rows.append(row)
    return rows


def year_before(year: ReportingYear) -> ReportingYear | None:
    """Return the latest earlier year that has pledges."""
    years = ReportingYear.objects.filter(start_year__lt=year.start_year, pledges__isnull=False)
    return years.order_by("-start_year").first()


def _stored(pledges: Sequence[Pledge], earlier: Sequence[Pledge]) -> dict[int, Pledge]:
    """Return the pledges from which these go on, those of still earlier years too."""
    found = {one.pk: one for one in earlier}
    older = {one.rolled_forward_from_id for one in pledges if one.rolled_forward_from_id} - found.keys()
    if older:
        found |= {one.pk: one for one in Pledge.objects.filter(pk__in=older).select_related("year")}
    return found


def _options(chosen: Pledge | None, nearest: Sequence[Pledge], earlier: Sequence[Pledge]) -> list[tuple[str, str]]:
    listed: Mapping[int, Pledge] = {
        one.pk: one
        for one in [*([chosen] if chosen else []), *nearest, *(earlier if len(earlier) <= ALL_LISTED else [])]
    }
    return [
        *((str(one.pk), f"{one.reference} {shortened(one.statement, 90)}") for one in listed.values()),
        (NEW, "It is new: it goes on from none"),
        (LATER, "Decide later"),
    ]


def as_edited_all(pledges: list[Pledge]) -> list[Pledge]:
    """Let the drafts beside approved pledges take the place of what is approved, in one query for all.

    The pledges are for reading: what is saved goes through ``history.as_edited`` once more.
    """
    waiting = [one.pk for one in pledges if one.has_separate_draft]
    if waiting:
        content_type = ContentType.objects.get_for_model(Pledge)
        rows = Revision.objects.filter(content_type=content_type, object_id__in=waiting, state__in=PENDING)
        data = dict(rows.order_by("number").values_list("object_id", "data"))
        for pledge in pledges:
            if pledge.pk in data:
                pledge.take_over(data[pledge.pk])
    return pledges
