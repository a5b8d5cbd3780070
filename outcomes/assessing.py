"""What figures say about targets, in words that help a person to judge and never judge for them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from objectives.models import Pledge, ReportingYear
from outcomes.models import Figure, Measure, Target
from outcomes.vocabulary import Verdict

_WORDS = {
    Verdict.MET: "The figure, {figure}, meets the target of {target}.",
    Verdict.WITHIN_TOLERANCE: "The figure, {figure}, misses the target of {target}, but by no more than the tolerance.",
    Verdict.MISSED: "The figure, {figure}, misses the target of {target}.",
    Verdict.UNDECIDED: "The figure, {figure}, does not decide whether the target of {target} is met.",
}


@dataclass(frozen=True)
class Suggestion:
    """What one figure says about one target. ``verdict`` is None where there is no figure to hold against it."""

    measure: Measure
    cell: str
    text: str
    verdict: Verdict | None = None
    illustrative: bool = False
    figure_id: int | None = None
    figure_text: str = ""  # as it stands in ``text``


def suggest_for_measure(measure: Measure, year: ReportingYear) -> list[Suggestion]:
    """Return what the figures of a measure say about its targets in a year; empty where it has no target."""
    return _suggest([measure], year)


def suggest_for_pledge(pledge: Pledge) -> list[Suggestion]:
    """Return the same for the measures of the activities and outcomes that are linked to a pledge."""
    measures = Measure.objects.filter(
        Q(activity_links__activity__pledge_links__pledge=pledge)
        | Q(outcome_links__outcome__pledge_links__pledge=pledge)
        | Q(outcome_links__outcome__activity_links__activity__pledge_links__pledge=pledge)
    )
    return _suggest(list(measures.distinct()), pledge.year)


def _suggest(measures: list[Measure], year: ReportingYear) -> list[Suggestion]:
    targets = Target.objects.for_year(year).filter(measure__in=measures).with_cell()
    rows = Figure.objects.for_year(year).filter(measure__in=measures).with_cell()
    figures = {_cell(figure): figure for figure in rows}
    return [_hold(target, figures.get(_cell(target))) for target in targets]


def _cell(row: Figure | Target) -> tuple[int | None, int | None, int | None]:
    return row.measure_id, row.category_1_id, row.category_2_id


def _hold(target: Target, figure: Figure | None) -> Suggestion:
    cell = ", ".join([str(target.measure), *(str(one) for one in target.categories)])
    if figure is None or not figure.quantity.is_known:
        why = f"is {figure.get_shorthand_display()}" if figure and figure.shorthand else "has not been entered"
        text = f"The target is {target.text}; the figure {why}."
        return Suggestion(target.measure, cell, text, illustrative=target.illustrative)
    verdict = figure.quantity.held_against(
        comparator=target.comparator, target=target.value, tolerance=target.tolerance
    )
    text = _WORDS[verdict].format(figure=figure.quantity, target=target.text)
    is_made_up = target.illustrative or figure.illustrative
    return Suggestion(target.measure, cell, text, verdict, is_made_up, figure.pk, str(figure.quantity))
