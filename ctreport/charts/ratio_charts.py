"""Charts of a ratio: beside what others published, and over the years. Each figure bears its two counts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings

from ctreport.charts import words
from ctreport.charts.description import Chart, ChartKind, Panel, Point, Reference, Series
from ctreport.charts.history import MeasureHistory
from ctreport.charts.points import drawn_interval
from objectives.financial_year import label_of
from outcomes.models import PublishedRate
from outcomes.quantity import Unit
from outcomes.ratios import Ratio

PEERS, YEARS = "ratio-", "ratios-"
HOW_SURE = (
    "The lines are 95% intervals by Wilson’s method: how far chance alone may move the share of as many cases. They "
    "say nothing of how the cases were counted."
)
UNLIKE = "Forces may differ in what they count, so this is a reason to look at the definitions, not a ranking."


def ratio_title(history: MeasureHistory) -> str:
    """Return what the ratio is: "Positives from stop and search as a share of stop and searches"."""
    whole = words.lower_first(history.wholes[0].measure.full_title) if history.wholes else "the whole"
    return f"{history.measure.full_title} as a share of {whole}"


def peers_chart(history: MeasureHistory) -> Chart | None:
    """Draw the ratio of the year beside published ones; None without the one or the other."""
    ratio = history.ratios.get(history.year.start_year)
    if ratio is None or not history.rates:
        return None
    points = (_point(ratio, f"{settings.FORCE_NAME}, {history.year}"), *(_peer(one) for one in history.rates))
    named = (f"{PEERS}{history.measure.code}", f"{ratio_title(history)}, {history.year}")
    sources = (f"{one.who}, {one.period}: {one.source.rstrip('.')}." for one in history.rates)
    return _chart(named, ChartKind.BARS, _panel(points), [ratio], (UNLIKE, *sources))


def ratios_chart(history: MeasureHistory) -> Chart | None:
    """Draw the ratio over the years with the published one as a line; None with fewer than two years."""
    if len(history.ratios) < 2:
        return None
    starts = range(min(history.ratios), history.year.start_year + 1)
    points = tuple(
        _point(history.ratios[start], label_of(start), is_short=True)
        if start in history.ratios
        else Point(label_of(start), None, words.NOT_RECORDED)
        for start in starts
    )
    line = _reference(history.rates[0]) if history.rates else None
    title = f"{ratio_title(history)}, {label_of(starts[0])} to {label_of(starts[-1])}"
    notes = words.point_notes(points, is_trend=True)
    named = (f"{YEARS}{history.measure.code}", title)
    return _chart(named, ChartKind.TREND, _panel(points, line), list(history.ratios.values()), notes)


def _point(ratio: Ratio, category: str, *, is_short: bool = False) -> Point:
    share = round(Decimal(str(ratio.share)) * 100, 1)
    broken = " ".join(filter(None, (ratio.part.break_reason, ratio.whole.break_reason)))
    provisional = any(one.status == one.Status.PROVISIONAL for one in (ratio.part, ratio.whole))
    marks = f"{' [p]' if provisional else ''}{' [b]' if broken else ''}"
    return Point(
        category=category,
        value=share,
        text=f"{ratio.text}{marks}",
        short=f"{ratio.percentage}{marks}" if is_short else "",
        is_provisional=provisional,
        figure_id=ratio.part.pk,
        interval=drawn_interval(ratio.interval),
        break_reason=broken,
    )


def _peer(rate: PublishedRate) -> Point:
    return Point(f"{rate.who}, {rate.period}", round(rate.value, 1), rate.text, is_other=True)


def _reference(rate: PublishedRate) -> Reference:
    return Reference(rate.value, rate.text, f"{rate.who}, {rate.period}")


def _panel(points: tuple[Point, ...], line: Reference | None = None) -> Panel:
    categories = tuple(point.category for point in points)
    axis = words.AXIS_TITLES[Unit.PERCENTAGE]
    return Panel("", Unit.PERCENTAGE, categories, (Series("", points),), axis, reference=line)


def _chart(
    named: tuple[str, str], kind: ChartKind, panel: Panel, used: Sequence[Ratio], notes: tuple[str, ...]
) -> Chart:
    name, title = named
    figures = [figure for ratio in used for figure in (ratio.part, ratio.whole)]
    is_illustrative = any(one.illustrative or one.measure.illustrative for one in figures)
    points = panel.series[0].points
    line = [words.reference_sentence(panel.reference)] if panel.reference else []
    return Chart(
        name=name,
        title=words.title_of(title, is_illustrative=is_illustrative),
        kind=kind,
        panels=(panel,),
        summary=" ".join([f"{'; '.join(f'{one.category}: {one.text}' for one in points)}.", *line]),
        notes=(*words.warnings_of(figures), HOW_SURE, *notes),
        is_illustrative=is_illustrative,
        category_title="Whose" if kind is ChartKind.BARS else "",
        groups_digits=settings.NUMBER_STYLE == "grouped",
    )
