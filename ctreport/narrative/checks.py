"""Refuses a narrative with a token that finds no figure, however it is saved."""

from __future__ import annotations

from typing import Any

from ctreport.narrative.sentences import FigureBook
from ctreport.narrative.tokens import tokens_in
from ctreport.review.models import Record


def check_narrative(*, record: Record, **kwargs: Any) -> dict[str, list[str]]:
    """Return the objections to a record's narrative, under the name of its field."""
    name = getattr(record, "NARRATIVE", None)
    year = getattr(record, "year", None) if name else None
    if name is None or year is None:
        return {}
    text = getattr(record, name)
    if "{{" not in text and "}}" not in text:
        return {}
    book = FigureBook.for_year(year)
    objections = [objection for token in tokens_in(text) if (objection := book.objection(token))]
    if text.count("{{") != text.count("}}"):
        objections.append("A token opens with {{ and closes with }}. One of the two is missing.")
    return {name: objections} if objections else {}
