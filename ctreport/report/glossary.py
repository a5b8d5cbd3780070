"""The glossary of a report: of all words that are explained, those that the report uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from ctreport.narrative.sentences import FigureBook
from ctreport.report import facts
from ctreport.report.facts import Run
from ctreport.report.models import GlossaryTerm
from ctreport.report.prose import inline, words_of


def glossary_of(terms: Iterable[GlossaryTerm], said: Any, book: FigureBook) -> tuple[facts.GlossaryTerm, ...]:
    """Return the terms that ``said``, facts of a report, uses as whole words in large or small letters."""
    text = "\n".join(texts_in(said))
    return tuple(
        facts.GlossaryTerm(one.term, inline(one.definition, book))
        for one in sorted(terms, key=lambda one: (one.term.casefold(), one.term))
        if re.search(rf"(?<!\w){re.escape(one.term)}(?!\w)", text, re.IGNORECASE)
    )


def texts_in(value: Any) -> Iterator[str]:
    """Return each text in facts; runs that follow one another are one text, whatever their looks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)) and value and all(isinstance(one, Run) for one in value):
        yield words_of(tuple(value))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, dict):
        yield from texts_in(list(value.values()))
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))
