"""The places that the report of a year will have, found without building it: for forms in which links are written."""

from __future__ import annotations

from activities.models import Activity
from ctreport.narrative.sentences import FigureBook
from ctreport.report.chapters import planned_chapters
from ctreport.report.chosen import charts_of
from ctreport.report.models import ChapterPlan, plan_of
from objectives.models import Pledge
from outcomes.models import Outcome


def planned_places(book: FigureBook) -> set[str]:
    """Return the anchors of chapters, records and charts of the report of ``book``'s year; about ten queries.

    Whether a chapter will have something in it is not asked: a link to one that stays empty becomes plain text.
    """
    year = book.year
    chapters = planned_chapters(plan_of(year), ChapterPlan.objects.filter(year=year))
    bars, trends = charts_of(year, FigureBook.for_year(year, publishable=True))
    records = {
        f"{kind}-{reference}"
        for kind, rows in (("pledge", Pledge), ("activity", Activity), ("outcome", Outcome))
        for reference in rows.objects.for_year(year).publishable().values_list("reference", flat=True)
    }
    return {chapter.anchor for chapter in chapters} | records | {f"chart-{chart.name}" for chart in (*bars, *trends)}
