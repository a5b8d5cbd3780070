"""An entry and what is stored meanwhile: taken together where they can be, told where they cannot."""

from __future__ import annotations

from dataclasses import dataclass, field

from ctreport.entry.grid.entries import Entry, read_amount
from ctreport.review.history import revisions_of
from ctreport.review.models import Revision
from ctreport.ui.words import clock
from outcomes.models import Figure, Measure
from outcomes.quantity import Quantity
from outcomes.surroundings import amount_in


@dataclass(frozen=True)
class Merged:
    """What is to be saved; ``quantity`` is None where the amount stays. ``conflict`` says why it cannot be decided."""

    quantity: Quantity | None = None
    explanations: dict[str, str] = field(default_factory=dict)
    is_emptied: bool = False
    conflict: str = ""


@dataclass(frozen=True)
class _Base:
    """What the person saw when they began; ``text`` is None where that is not known."""

    text: str | None
    explanations: dict[str, str]


def merge(*, figure: Figure, newest: Figure, entry: Entry, text: str, measure: Measure) -> Merged:
    """Put an entry together with the newest content of its cell. Raises QuantityError where the text is no amount.

    What the person left as it was takes over what others wrote; where both changed the same thing to something
    else, that is a conflict.
    """
    base, stored = _base_of(figure, newest, entry, measure), str(newest.quantity)
    quantity, is_emptied = None, False
    if text not in (base.text, stored):
        typed = read_amount(text, measure) if text else None
        wanted = str(typed) if typed else ""
        if wanted not in (base.text, stored):
            if base.text != stored:
                return Merged(conflict=_who(newest, stored))
            quantity, is_emptied = typed, typed is None
    explanations = dict(newest.explanations or {})
    for code, words in entry.explanations.items():
        said, was = explanations.get(code, ""), base.explanations.get(code, "")
        if words.strip() in (was, said):
            continue
        if was != said:
            return Merged(conflict=f"{_who(newest, stored)} They answered: {said}")
        explanations[code] = words.strip()
    kept = {code: words for code, words in explanations.items() if words}
    return Merged(quantity, kept, is_emptied)


def _base_of(figure: Figure, newest: Figure, entry: Entry, measure: Measure) -> _Base:
    if entry.version == figure.version:
        return _Base(str(newest.quantity), dict(newest.explanations or {}))
    if entry.version == 0:
        return _Base("", {})
    seen = revisions_of(figure).filter(number=entry.version).first()
    if seen is None:
        return _Base(None, {})
    amount = amount_in(seen, figure.year.start_year)
    return _Base(str(amount.quantity(measure)), seen.data["explanations"]["value"] or {})


def _who(newest: Figure, stored: str) -> str:
    last = revisions_of(newest).first()
    return who_changed(last, f"changed this to “{stored}”") if last else f"This was changed to “{stored}” meanwhile."


def who_changed(revision: Revision, what: str) -> str:
    """Say who did what and when: "Ana Analyst changed this to “over 510” at 10:32."."""
    return f"{revision.by_name} {what} at {clock(revision.at)}."
