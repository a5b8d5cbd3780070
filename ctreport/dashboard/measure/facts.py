"""What the page of one measure shows: plain facts, in a number of queries that does not grow with the years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ctreport.charts.description import Chart, Point
from ctreport.charts.history import CellHistory, MeasureHistory, history_of
from ctreport.charts.points import point_of
from ctreport.charts.ratio_charts import peers_chart, ratio_title, ratios_chart
from ctreport.charts.year_words import MOST_CELLS, compared_with, signal_words, summary
from ctreport.charts.years import control_of, lines_of, years_chart, years_table
from ctreport.dashboard.key_figures import Movement, movement_of
from objectives.financial_year import label_of
from objectives.models import ReportingYear
from outcomes.control import FEWEST
from outcomes.models import Assessment, Figure, Measure, Target
from outcomes.quantity import Qualifier, Verdict
from outcomes.ratios import Ratio, definition_check
from outcomes.sureness import interval_words
from outcomes.targets import TargetVersion


@dataclass(frozen=True)
class CellNow:
    """One cell in the year looked at: its figure, where it moved, and its target; what is not known is None.

    ``is_usual`` says that the movement lies within how the figures vary from year to year, so that it is called
    neither better nor worse.
    """

    name: str
    figure: Figure | None
    movement: Movement | None = None
    since: str = ""
    target: Target | None = None
    verdict: Verdict | None = None
    is_usual: bool = False


@dataclass(frozen=True)
class Told:
    """What is said of a measure or of one of its cells, with the figures that it may name."""

    text: str
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Control:
    """How one cell usually varies, in words; ``signals`` are the rules of the control chart that fired."""

    name: str
    words: str
    signals: tuple[str, ...] = ()


@dataclass(frozen=True)
class RevisedTarget:
    """A target that was changed after it was set: its versions, the original first."""

    name: str
    target: Target
    versions: tuple[TargetVersion, ...]


@dataclass(frozen=True)
class RatioFacts:
    """The measure as a share of its whole: the year's ratio or why there is none, what to check, and its charts."""

    title: str
    now: Ratio | None
    refusal: str
    check: str
    charts: tuple[Chart, ...]


@dataclass(frozen=True)
class MeasureFacts:
    """A measure up to a year, in facts."""

    measure: Measure
    label: str
    slug: str
    sentences: tuple[Told, ...]
    cells: tuple[CellNow, ...]
    chart: Chart | None
    table: Chart | None
    interval: str
    controls: tuple[Control, ...]
    uncontrolled: str
    revised: tuple[RevisedTarget, ...]
    ratio: RatioFacts | None
    assessment: Assessment | None
    is_illustrative: bool
    is_sensitive: bool

    @property
    def first_cells(self) -> tuple[CellNow, ...]:
        """The cells that stand there at once."""
        return self.cells[:MOST_CELLS]

    @property
    def other_cells(self) -> tuple[CellNow, ...]:
        """The cells that a reader asks for."""
        return self.cells[MOST_CELLS:]

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts of the page."""
        return (*((self.chart,) if self.chart else ()), *(self.ratio.charts if self.ratio else ()))

    @property
    def is_context(self) -> bool:
        """Whether neither more nor less of it is better."""
        return self.measure.polarity == Measure.Polarity.CONTEXT


def build_measure(measure: Measure, year: ReportingYear) -> MeasureFacts:
    """Gather a measure's facts, of approved records only. ``measure`` should have its whole and dimensions loaded."""
    history = history_of(measure, year)
    chart, ratio = years_chart(history), _ratio(history)
    of_this_year = Assessment.objects.for_year(year).approved().with_subject().filter(measure=measure)
    assessment = of_this_year.first()
    controls = tuple(_controls(history))
    rows = [measure, *history.figures, *history.wholes, *history.targets, *([assessment] if assessment else [])]
    return MeasureFacts(
        measure=measure,
        label=year.label,
        slug=year.slug,
        sentences=tuple(_sentences(history)),
        cells=tuple(_now(cell, history) for cell in history.cells),
        chart=chart,
        table=years_table(history),
        interval=interval_words(history.figures),
        controls=controls,
        uncontrolled="" if controls else _why_uncontrolled(history),
        revised=tuple(_revised(history)),
        ratio=ratio,
        assessment=assessment,
        is_illustrative=any(one.illustrative for one in rows),
        is_sensitive=any(one.is_sensitive for one in rows),
    )


def _sentences(history: MeasureHistory) -> Iterator[Told]:
    """Yield the summary, each sentence with the figures of its own cell: another's may be of the same size."""
    told = history.cells if len(history.cells) <= MOST_CELLS else ()
    for number, text in enumerate(summary(history)):
        figures = told[number].figures if number < len(told) else {}
        yield Told(text, tuple(point_of(one, label_of(start)) for start, one in figures.items()))


def _now(cell: CellHistory, history: MeasureHistory) -> CellNow:
    start = history.year.start_year
    figure, target = cell.figures.get(start), cell.targets.get(start)
    if figure is None:
        return CellNow(cell.name, None, target=target)
    found, control = compared_with(cell, start), control_of(cell, history.starts)
    movement = movement_of(figure, found[0], is_broken=found[1]) if found else None
    is_usual = bool(movement and movement.judgement and control and start not in control.marked)
    verdict = None
    if target:
        verdict = figure.quantity.held_against(
            comparator=target.comparator, target=target.value, tolerance=target.tolerance
        )
    return CellNow(
        name=cell.name,
        figure=figure,
        movement=replace(movement, judgement="") if movement and is_usual else movement,
        since=label_of(found[0].year.start_year) if found else "",
        target=target,
        verdict=verdict,
        is_usual=is_usual,
    )


def _controls(history: MeasureHistory) -> Iterable[Control]:
    for cell in history.cells:
        control = control_of(cell, history.starts)
        if control:
            lines = lines_of(control, history.measure)
            words = (
                f"Over the {_known(cell, control.starts)} exact figures since {lines.since} the average is "
                f"{lines.mean_text}. As it varies from year to year, it is to be expected between {lines.lower_text} "
                f"and {lines.upper_text}."
            )
            yield Control(cell.name, words, tuple(signal_words(one, control.starts) for one in control.signals))


def _known(cell: CellHistory, starts: Iterable[int]) -> int:
    return sum(one is not None for one in cell.exact(starts))


def _why_uncontrolled(history: MeasureHistory) -> str:
    known = max((_known(cell, cell.comparable(history.starts)) for cell in history.cells), default=0)
    return (
        f"Whether a figure is out of the ordinary can be told from {FEWEST} exact and comparable figures. There "
        f"{'is' if known == 1 else 'are'} {known or 'none'}."
    )


def _revised(history: MeasureHistory) -> Iterable[RevisedTarget]:
    for cell in history.cells:
        for start, target in cell.targets.items():
            versions = [one for one in history.versions.get(target.pk, ()) if not one.state]
            if len(versions) > 1:
                yield RevisedTarget(", ".join(filter(None, (label_of(start), cell.name))), target, tuple(versions))


def _ratio(history: MeasureHistory) -> RatioFacts | None:
    """Return the measure as a share of the measure of which it is recorded as a part; None for any other."""
    if history.measure.part_of is None:
        return None
    now = history.ratios.get(history.year.start_year)
    charts = [chart for chart in (peers_chart(history), ratios_chart(history)) if chart]
    return RatioFacts(
        title=ratio_title(history),
        now=now,
        refusal="" if now else _why_no_ratio(history),
        check=definition_check(now, history.rates) if now else "",
        charts=tuple(charts),
    )


def _why_no_ratio(history: MeasureHistory) -> str:
    start, whole = history.year.start_year, history.measure.part_of
    found = {one.measure_id: one for one in (*history.figures, *history.wholes) if one.year.start_year == start}
    if len(found) < 2:
        return f"No share is shown: “{history.measure}” and “{whole}” are not both recorded for {history.year}."
    if any(one.value is None or one.qualifier != Qualifier.EXACTLY for one in found.values()):
        return "No share is shown: it would need two counts that are exactly known."
    return "No share is shown: the two figures do not cover the same period or the same cases."
