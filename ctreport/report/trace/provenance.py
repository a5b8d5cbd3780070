"""The provenance of a figure: what it is, where it comes from, who entered and who approved it, where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from ctreport.charts.build import charts_for, trends_for
from ctreport.charts.description import Chart
from ctreport.evidence.models import Attachment
from ctreport.narrative.sentences import FigureBook, Piece, render
from ctreport.report.models import ChapterPlan, FootnotePlan, GlossaryTerm, ReportPlan
from ctreport.review.history import revisions_of
from ctreport.review.models import Revision, State
from ctreport.review.timeline import HistoryEntry, latest_entries
from outcomes.models import Figure
from outcomes.quantity import Qualifier
from outcomes.references import narratives_with_figure

_MEANINGS = {
    Qualifier.OVER: "a lowest value: the true number is higher, by how much is not known",
    Qualifier.AT_LEAST: "a lowest value: the true number is this or higher",
    Qualifier.ABOUT: "a rounded value: the true number lies near it",
    Qualifier.UNDER: "a highest value: the true number is lower",
    Qualifier.AT_MOST: "a highest value: the true number is this or lower",
}


@dataclass(frozen=True)
class Use:
    """A place where the figure is printed: its name, the sentence if it is one, and its page."""

    name: str
    address: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Signature:
    """Somebody did something to the figure at a time; ``by`` is empty where nobody has."""

    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Provenance:
    """All that stands behind one figure."""

    figure: Figure
    qualifier_means: str
    is_approved: bool
    waits: bool
    entered: Signature
    approved: Signature
    attachments: tuple[Attachment, ...]
    history: tuple[HistoryEntry, ...]
    older: int
    sentences: tuple[Use, ...]
    charts: tuple[Use, ...]


def provenance_of(figure: Figure) -> Provenance:
    """Return what stands behind a figure, in a number of queries that does not depend on how much is recorded."""
    history, older = latest_entries(revisions_of(figure))
    entered, approved = _signatures(figure)
    return Provenance(
        figure=figure,
        qualifier_means=_MEANINGS.get(Qualifier(figure.qualifier), "") if figure.value is not None else "",
        is_approved=figure.is_approved,
        waits=figure.has_separate_draft,
        entered=entered,
        approved=approved,
        attachments=tuple(Attachment.objects.of(figure)),
        history=tuple(history),
        older=older,
        sentences=_sentences(figure),
        charts=_charts(figure),
    )


def _signatures(figure: Figure) -> tuple[Signature, Signature]:
    """Return who entered what the row holds, and who approved it; a loaded figure was entered by nobody in person."""
    made = revisions_of(figure).exclude(act__in=[Revision.Act.LINKED, Revision.Act.ATTACHED])
    version = made.filter(number__lte=figure.approved_version or figure.version).first()
    if version is None:
        return Signature("loaded with the first records", figure.created_at), Signature()
    approved = (
        Signature(version.reviewed_by_name, version.reviewed_at) if version.state == State.APPROVED else Signature()
    )
    return Signature(version.by_name, version.at), approved


def _sentences(figure: Figure) -> tuple[Use, ...]:
    """Return the sentences that print the figure: of records, and of the report's own texts."""
    book = FigureBook.for_year(figure.year)
    uses = [
        Use(
            f"{str(record._meta.verbose_name).capitalize()} {record.reference}",  # type: ignore[attr-defined]
            record.get_absolute_url(),
            render(record.narrative, book),  # type: ignore[attr-defined]
        )
        for record in narratives_with_figure(figure)
    ]
    return (*uses, *_texts_of_the_report(figure))


def _texts_of_the_report(figure: Figure) -> list[Use]:
    part = figure.token.strip("{}").split(":", 1)[1]
    uses: list[Use] = []
    places: tuple[tuple[Any, str, str], ...] = (
        (ReportPlan, "Foreword", "foreword"),
        (ReportPlan, "Contact", "contact"),
        (ChapterPlan, "", "introduction"),
        (FootnotePlan, "", "text"),
        (GlossaryTerm, "", "definition"),
    )
    for model, name, field in places:
        wanted = Q()
        for kind in ("figure", "change"):
            wanted |= Q(**{f"{field}__icontains": f"{{{{{kind}:{part}}}}}"})
        rows = model.objects.filter(wanted)
        if hasattr(model, "year"):
            rows = rows.filter(year=figure.year).select_related("year")
        uses += [
            Use(name or f"{str(row._meta.verbose_name).capitalize()} “{row}”", row.get_absolute_url()) for row in rows
        ]
    return uses


def _charts(figure: Figure) -> tuple[Use, ...]:
    address = reverse("report:page", args=[figure.year.slug])
    drawn = (*charts_for(figure.year), *trends_for(figure.year))
    return tuple(Use(chart.title, f"{address}#chart-{chart.name}") for chart in drawn if _draws(chart, figure.pk))


def _draws(chart: Chart, pk: int) -> bool:
    return any(point.figure_id == pk for panel in chart.panels for one in panel.series for point in one.points)
