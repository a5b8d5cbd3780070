"""The provenance of a figure: what it is, where it comes from, who entered and who approved it, where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from ctreport.evidence.models import Attachment
from ctreport.report.trace.uses import Use, charts_with, sentences_with
from ctreport.review.history import WITHOUT_CONTENT, revisions_of
from ctreport.review.models import Revision, State
from ctreport.review.timeline import HistoryEntry, latest_entries
from outcomes.models import Assessment, Figure, PublishedRate, Target
from outcomes.quantity import Qualifier
from outcomes.vocabulary import Verdict

_MEANINGS = {
    Qualifier.OVER: "a lowest value: the true number is higher, by how much is not known",
    Qualifier.AT_LEAST: "a lowest value: the true number is this or higher",
    Qualifier.ABOUT: "a rounded value: the true number lies near it",
    Qualifier.UNDER: "a highest value: the true number is lower",
    Qualifier.AT_MOST: "a highest value: the true number is this or lower",
}
_LOADED = "Loaded from a file"  # by a command: nobody entered it in person


@dataclass(frozen=True)
class Signature:
    """Somebody did something to the figure at a time, for a reason; ``by`` is empty where nobody has."""

    by: str = ""
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Aim:
    """A target of the figure's cell, and whether the figure meets it (None: it is a symbol)."""

    target: Target
    verdict: Verdict | None


@dataclass(frozen=True)
class Provenance:
    """All that stands behind one figure.

    ``ratios`` are what others published of a ratio of which the figure's measure is a part.
    """

    figure: Figure
    qualifier_means: str
    is_approved: bool
    waits: bool
    entered: Signature
    approved: Signature
    attachments: tuple[Attachment, ...]
    aim: Aim | None
    assessment: Assessment | None
    ratios: tuple[PublishedRate, ...]
    history: tuple[HistoryEntry, ...]
    older: int
    sentences: tuple[Use, ...]
    charts: tuple[Use, ...]


def provenance_of(figure: Figure) -> Provenance:
    """Return what stands behind a figure, in a number of queries that does not depend on how much is recorded."""
    history, older = latest_entries(revisions_of(figure))
    entered, approved = _signatures(figure)
    has_meaning = figure.value is not None
    return Provenance(
        figure=figure,
        qualifier_means=_MEANINGS.get(Qualifier(figure.qualifier), "") if has_meaning else "",
        is_approved=figure.is_approved,
        waits=figure.has_separate_draft,
        entered=entered,
        approved=approved,
        attachments=tuple(Attachment.objects.of(figure)),
        aim=_aim_of(figure),
        assessment=Assessment.objects.for_year(figure.year)
        .filter(measure=figure.measure)
        .select_related("word")
        .first(),
        ratios=_ratios_with(figure),
        history=tuple(history),
        older=older,
        sentences=sentences_with(figure),
        charts=charts_with(figure),
    )


def _signatures(figure: Figure) -> tuple[Signature, Signature]:
    """Return who entered what the row holds, and who approved it."""
    made = revisions_of(figure).exclude(act__in=WITHOUT_CONTENT)
    version = made.filter(number__lte=figure.approved_version or figure.version).first()
    if version is None:
        return Signature(_LOADED, figure.created_at, "With the first records"), Signature()
    is_loaded = version.act == Revision.Act.LOADED and version.by_id is None
    entered = Signature(_LOADED if is_loaded else version.by_name, version.at, version.reason)
    if version.state != State.APPROVED or not version.reviewed_by_name:
        return entered, Signature()
    return entered, Signature(version.reviewed_by_name, version.reviewed_at, version.review_comment)


def _aim_of(figure: Figure) -> Aim | None:
    cell = {"category_1": figure.category_1_id, "category_2": figure.category_2_id}
    target = Target.objects.for_year(figure.year).with_cell().filter(measure=figure.measure, **cell).first()
    if target is None:
        return None
    if not figure.quantity.is_known:
        return Aim(target, None)
    verdict = figure.quantity.held_against(
        comparator=target.comparator, target=target.value, tolerance=target.tolerance
    )
    return Aim(target, verdict)


def _ratios_with(figure: Figure) -> tuple[PublishedRate, ...]:
    is_part = Q(numerator=figure.measure_id) | Q(denominator=figure.measure_id)
    return tuple(PublishedRate.objects.with_measures().filter(is_part))
