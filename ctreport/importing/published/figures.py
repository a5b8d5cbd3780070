"""Figures: the amounts of a statement with what they count, their sentence and their period."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ctreport.importing.published.amounts import Amount, find_amounts
from ctreport.importing.published.headings import Section
from ctreport.importing.published.labels import (
    head_label,
    lacks_subject,
    plain_subject,
    subject_of,
    tail_label,
    told_apart,
    without_auxiliary,
    without_lead,
)
from ctreport.importing.published.periods import period_of
from ctreport.importing.published.proposal import FoundFigure, Meaning, Place
from ctreport.importing.published.sentences import sentence_spans
from outcomes.vocabulary import Qualifier, Unit

# Between a number and the one before, these say that both count the same: "309 vehicles (272 in 2016/17)".
_SAME = re.compile(
    r"(?:[(\[]|\b(?:last|previous)\s+year[’']?s|\b(?:compared\s+(?:to|with)|against|up\s+from|down\s+from|from|than|versus|vs\.?|previously|to|between|and)\b)"
    r"(?:\s*(?:the|a|figure|of|last\s+year[’']?s?|in|\d{4}(?:[/–-]\d{2,4})?))*\s*:?\s*$",
    re.IGNORECASE,
)
_SAME_CHANGE = ("(", "against", "compared with", "compared to")
_TARGET = re.compile(r"\btargets?\s+(?:of|was|is|were)\s*$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"(?:in|of|to|from|at|on|for|with|by|through|worth|per|a|each|every)\b(?!\s+house)", re.IGNORECASE
)
_OF_THEM = re.compile(r"of\s+(?:these|those|which|whom|them)\s+(?!\w+ed\b|asked\b|who\b|taking\b)", re.IGNORECASE)
_AT_A_TIME = re.compile(r"(?:after|during|before|by|at)\s", re.IGNORECASE)
_IN_KIND = re.compile(r"(?:in|of|worth)\b", re.IGNORECASE)
_CHANGE_NOUN = r"(?:increase|rise|growth|uplift|improvement|decrease|reduction|fall|drop|decline|cut)"
_CHANGE_WORD = re.compile(
    r"(?:(?:year[- ]on[- ]year|annual|overall|further|significant)\s+)?"
    rf"(?:{_CHANGE_NOUN}|more|fewer|less|higher|lower|up|down)\b\s*",
    re.IGNORECASE,
)
_COMPARISON = re.compile(
    r"(?:on|over|than|from|compared\s+(?:to|with)|since)\s+(?:in\s+)?(?:the\s+)?(?:(?:last|previous)\s+(?:financial\s+)?year"
    r"|(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?)\s*",
    re.IGNORECASE,
)
_CHANGED_BEFORE = re.compile(
    rf"\s*\b(?:an?\s+)?(?:(?:overall|further|significant)\s+)?(?:{_CHANGE_NOUN}s?|increased|rose|risen|grew|grown|decreased|"
    r"reduced|fell|fallen|dropped|declined|improved|up|down)\b.*$",
    re.IGNORECASE,
)
_LAST_VERB = re.compile(r"\b([A-Za-z]+(?:ed|ing)|took|made|gave|spent|won|sought)\s+(?:\w+\s+)?$")


@dataclass
class _Sentence:
    """A sentence with its amounts, and what was last spoken of in it."""

    text: str
    start: int
    amounts: list[Amount]
    subject: str = ""  # whom the percentages are of
    label: str = ""  # what was last counted
    whole: str = ""  # the last label, with what was put in front of it
    parent: str = ""  # what the outcome above it speaks of

    def room(self, at: int) -> tuple[int, int]:
        """Where the amount before one ends, and the amount after it begins; else the ends of the sentence."""
        begin = self.amounts[at - 1].end - self.start if at else 0
        end = self.amounts[at + 1].start - self.start if at + 1 < len(self.amounts) else len(self.text)
        return begin, end


def figures_in(
    text: str, *, place: Place | None = None, year: str | None = None, parent: str = ""
) -> list[FoundFigure]:
    """Find the figures of one statement, in order. ``parent`` is the outcome above it, which may say what it counts."""
    amounts = find_amounts(text)
    if not amounts:
        return []
    figures: list[FoundFigure] = []
    at, whole = 0, ""  # what the items within a text are of: "Trained 35 officers / • 20 in the south"
    for start, end in sentence_spans(text):
        own = []
        while at < len(amounts) and amounts[at].start < end:
            own.append(amounts[at])
            at += 1
        if own:
            sentence = _Sentence(text[start:end], start, own, parent=_spoken_of(parent) or whole)
            figures += _figures(sentence, place, year, before=figures[-1].label if figures else "")
            if text[start] != "•":
                whole = figures[-1].label
    return figures


def _spoken_of(parent: str) -> str:
    """What the outcome above speaks of: its words without the number that it may begin with."""
    amounts = find_amounts(parent) if parent else []
    if amounts and amounts[0].start <= 3:
        return tail_label(parent[amounts[0].end :])
    return head_label(parent)


def _figures(sentence: _Sentence, place: Place | None, year: str | None, *, before: str) -> list[FoundFigure]:
    figures = [_figure(sentence, at, place, year) for at in range(len(sentence.amounts))]
    for at in range(len(figures) - 2, -1, -1):  # of "between 40 and 50 officers", both count officers
        if not figures[at].label or _is_range(sentence, at):
            figures[at] = replace(figures[at], label=figures[at + 1].label)
    bare = {"increase", "decrease"}  # "This is 15 fewer than last year": of what, the sentence before says
    figures = [
        replace(one, label=f"{one.label} in {before}") if before and one.label in bare else one for one in figures
    ]
    return _with_subjects_told_apart(sentence, figures)


def _is_range(sentence: _Sentence, at: int) -> bool:
    """Whether an amount and the next are the ends of a range: "between 300 and 350 firms"."""
    low, high = sentence.amounts[at : at + 2]
    link = sentence.text[low.end - sentence.start : high.number_start - sentence.start].strip()
    is_bounded = (low.qualifier, high.qualifier) == (Qualifier.AT_LEAST, Qualifier.AT_MOST)
    return is_bounded and link in ("and", "to", "-", "–")


def _figure(sentence: _Sentence, at: int, place: Place | None, year: str | None) -> FoundFigure:
    amount = sentence.amounts[at]
    label, sureness = _label(sentence, at)
    spot = (amount.start - sentence.start, amount.end - sentence.start)
    return FoundFigure(
        value=amount.value.normalize() if amount.value % 1 else amount.value.quantize(Decimal(1)),
        qualifier=amount.qualifier,
        unit=amount.unit,
        label=label,
        sentence=sentence.text,
        period=period_of(sentence.text, spot, sentence.room(at), year=year),
        start=amount.start,
        end=amount.end,
        confidence=round(amount.confidence * sureness, 2),
        base=amount.base,
        meaning=_meaning(sentence, amount, place),
        place=place,
    )


def _meaning(sentence: _Sentence, amount: Amount, place: Place | None) -> Meaning:
    if amount.change:
        return Meaning.CHANGE
    before = sentence.text[: amount.start - sentence.start]
    is_promised = place is not None and place.section == Section.PLEDGES
    return Meaning.TARGET if is_promised or _TARGET.search(before) else Meaning.LEVEL


def _label(sentence: _Sentence, at: int) -> tuple[str, float]:
    """Return what the amount counts, and how sure that is from 0 to 1."""
    amount = sentence.amounts[at]
    end = amount.end - sentence.start
    following = (
        sentence.amounts[at + 1].start - sentence.start if at + 1 < len(sentence.amounts) else len(sentence.text)
    )
    begin = sentence.amounts[at - 1].end - sentence.start if at else 0
    before = sentence.text[begin : amount.start - sentence.start]
    after = _until_parenthesis(sentence.text[end:], following - end)
    if amount.base is not None and amount.unit == Unit.COUNT:  # "3 of the 4 wards": the wards are counted
        after = re.sub(r"^\s*(?:out\s+)?of\s+(?:the\s+)?\S+", "", after)
    if amount.change:
        is_same = at > 0 and bool(sentence.amounts[at - 1].change) and before.strip(" ,") in _SAME_CHANGE
        if is_same:
            words = f"{sentence.label} {'' if before.strip() == '(' else tail_label(after)}".strip()
            return f"{amount.change} in {words}", 0.7
        sentence.label = _changed(sentence, before, after)
        sentence.whole = sentence.label
        return (f"{amount.change} in {sentence.label}" if sentence.label else amount.change), 0.7
    label, sureness, sentence.label = _level_label(sentence, amount, before, tail_label(after))
    sentence.whole = label
    return label, sureness


def _until_parenthesis(text: str, length: int) -> str:
    """The text up to the next number; where that stands in brackets, the words behind the brackets belong as well."""
    opened = text.rfind("(", 0, length + 1)
    closed = text.find(")", length)
    if opened < 0 or ")" in text[opened:length] or closed < 0:
        return text[:length]
    return text[:opened] + re.split(r"\d", text[closed + 1 :], maxsplit=1)[0]


def _level_label(sentence: _Sentence, amount: Amount, before: str, tail: str) -> tuple[str, float, str]:
    """Return the label, how sure it is, and what the sentence goes on to speak of."""
    known = sentence.label
    if not tail or _TARGET.search(before):
        is_near = len(before.split()) <= 2 and amount.unit != Unit.MONEY
        if known and (is_near or _SAME.search(before) or _TARGET.search(before)):
            return sentence.whole, 0.9, known
        label = head_label(before) or sentence.parent
        if known and (not label or re.fullmatch(r"[a-z]+ed", label)) and amount.unit != Unit.MONEY:
            label = known  # "in 2017/18 we issued 1,900"
        return label, 0.8, label
    if amount.unit == Unit.PERCENTAGE and re.match(r"of\b", tail, re.IGNORECASE):
        label = without_lead(tail)
        sentence.subject = subject_of(label)
        return label, 1.0, label
    if leaning := _leaning(sentence, amount, before, tail):
        return leaning
    preposition = _PREPOSITION.match(tail)
    if preposition is None:
        label = without_lead(tail) or tail
        return label, 1.0, label
    label = _prepositional(sentence, amount, before, tail, preposition[0])
    return label, 0.8, known or label


def _leaning(sentence: _Sentence, amount: Amount, before: str, tail: str) -> tuple[str, float, str] | None:
    """A label that needs the words before the number: "of these", "after dark", "felt safe"."""
    known = sentence.label
    if of_them := _OF_THEM.match(tail):
        whole = known or sentence.parent
        return f"{whole} {tail[of_them.end() :]}".strip(), 0.8, whole
    if lacks_subject(tail):
        first = plain_subject(head_label(before)) if not sentence.whole else ""
        subject = sentence.subject or plain_subject(known) or first or sentence.parent
        return f"{subject} {without_auxiliary(tail)}".strip(), 0.8, known or subject
    if known and amount.unit == Unit.PERCENTAGE and _AT_A_TIME.match(tail):
        of_whom = re.split(r"\s(?:after|during|before|by|at)\s", known, maxsplit=1)[0]
        return f"{of_whom} {tail}", 0.8, known  # "90% feel safe during the day and 65% after dark"
    return None


def _prepositional(sentence: _Sentence, amount: Amount, before: str, tail: str, preposition: str) -> str:
    """A label that begins with a preposition leans on the words before the number."""
    shared, found, _ = sentence.whole.partition(f" {preposition.lower()} ")
    if found and preposition.lower() not in ("of", "in", "at"):
        return f"{shared} {tail}"
    if amount.unit == Unit.MONEY:
        verb = _LAST_VERB.search(before)
        if not _IN_KIND.match(tail):
            return f"{verb[1].lower()} {tail}" if verb else tail
        words = without_lead(tail)
        return f"{words} {verb[1].lower()}" if verb and len(words.split()) <= 3 else words
    if preposition.lower() == "of":
        return without_lead(tail)
    return f"{head_label(before) or sentence.label or sentence.parent} {tail}".strip()


def _changed(sentence: _Sentence, before: str, after: str) -> str:
    """What a movement is of: "reported fraud" in "an increase of 14% on last year in reported fraud"."""
    rest = _COMPARISON.sub("", _CHANGE_WORD.sub("", after.lstrip(), count=1), count=1)
    subject = without_lead(re.sub(r"^(?:in|of|to|for)\s+", "", tail_label(rest), flags=re.IGNORECASE))
    if subject and not re.match(r"(?:on|over|than|from|compared|to|and|since)\b", subject, re.IGNORECASE):
        return subject
    subject = head_label(_CHANGED_BEFORE.sub("", before))
    return sentence.label if not subject or _PREPOSITION.match(subject) else subject


def _with_subjects_told_apart(sentence: _Sentence, figures: list[FoundFigure]) -> list[FoundFigure]:
    """Percentages of plain "respondents" are of "online respondents" where the end of the sentence says so."""
    subject = sentence.subject
    fuller = told_apart(sentence.text, subject)
    if fuller == subject:
        return figures
    return [
        replace(figure, label=fuller + figure.label.removeprefix(subject))
        if figure.unit == Unit.PERCENTAGE and figure.label.startswith(f"{subject} ")
        else figure
        for figure in figures
    ]
