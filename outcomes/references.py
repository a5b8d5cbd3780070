"""Which narratives refer to a figure by its token, so that nothing is taken from under a sentence unseen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import forms

from activities.models import Activity
from ctreport.review.models import Record
from outcomes.models import Figure, Measure, Outcome

_TOKEN = re.compile(r"\{\{\s*(?:figure|change)\s*:\s*([^{}]*?)\s*\}\}", re.IGNORECASE)
NAMES_SHOWN = 5


def narratives_with_code(code: str) -> list[Record]:
    """Return the activities and outcomes of all years with a token that has ``code`` as one of its parts."""
    return [record for record in _narratives(code) if any(code in parts for parts in _tokens(record))]


def narratives_with_figure(figure: Figure) -> list[Record]:
    """Return the activities and outcomes of the figure's year that refer to it."""
    wanted = figure.token.strip("{}").split(":")[1:]
    return [
        record
        for record in _narratives(figure.measure.code)
        if getattr(record, "year_id", None) == figure.year_id and wanted in _tokens(record)
    ]


def narratives_with_measure(measure: Measure) -> list[Record]:
    """Return the activities and outcomes of all years that refer to a figure of the measure."""
    return [
        record for record in _narratives(measure.code) if any(parts[0] == measure.code for parts in _tokens(record))
    ]


def refuse_new_code(old: str | None, new: str) -> str:
    """Return ``new``; raise ValidationError where it differs from ``old`` and narratives have tokens with ``old``."""
    if not old or old == new:
        return new
    found = narratives_with_code(old)
    if found:
        raise forms.ValidationError(
            f"{names_of(found)} refer{'s' if len(found) == 1 else ''} to figures by the code “{old}”. "
            "Keep it, or change the tokens there first."
        )
    return new


def names_of(records: Iterable[Record]) -> str:
    """Return "A1 (2018/19), O2 (2018/19) and 3 more"."""
    names = [f"{record.reference} ({record.year})" for record in records]  # type: ignore[attr-defined]
    shown, left = names[:NAMES_SHOWN], len(names) - NAMES_SHOWN
    if left > 0:
        return f"{', '.join(shown)} and {left} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _narratives(word: str) -> list[Record]:
    found: list[Record] = []
    for model in (Activity, Outcome):
        found += model.objects.filter(narrative__icontains=word).select_related("year")
    return found


def _tokens(record: Record) -> list[list[str]]:
    text: str = record.narrative  # type: ignore[attr-defined]
    return [[part.strip().lower() for part in match[1].split(":")] for match in _TOKEN.finditer(text)]
