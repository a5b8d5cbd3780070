"""The headings under which these reports say what was promised, what was done and what came of it."""

from __future__ import annotations

import difflib
import enum
import re
from dataclasses import dataclass


class Section(enum.StrEnum):
    """The three lists of a page."""

    PLEDGES = "pledges"
    ACTIVITIES = "activities"
    OUTCOMES = "outcomes"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that was recognised; ``rest`` is the text that follows it on its line."""

    section: Section
    confidence: float = 0.95
    rest: str = ""


_WE = r"(?:we|the force|our officers|city police|the police)"
_PATTERNS = {
    Section.PLEDGES: rf"""
        (?:what|the things|things|how)\ {_WE}\ (?:ha(?:ve|d)\ )?
            (?:said|say|promised|pledged|planned|intended|committed|aimed|wanted|agreed|set\ out|undertook|aim|plan)
            (?:\ (?:that\ )?(?:{_WE}(?:['’]d|['’]ll)?\ ?)?(?:would|to|will)?(?:\ ?(?:do|achieve|deliver|happen))?)?
        | what\ did\ {_WE}\ (?:say|promise|pledge|plan)(?:\ (?:{_WE}\ would|to)(?:\ do)?)?
        | (?:in\ (?:our|the)\ (?:\w+\ ){{0,3}}plan,?\ )?{_WE}\ (?:ha(?:ve|d)\ )?
            (?:said|promised|pledged|committed|planned|aimed|agreed|undertook)
            (?:\ (?:that\ )?{_WE}\ (?:would|will)|\ to)?
        | {_WE}\ (?:will|would)
        | (?:our|the\ force['’]?s?|key|strategic|policing)?\ ?
            (?:pledges?|commitments?|promises?|objectives?|priorit(?:y|ies)|aims?|plans?|intentions?)(?:\ {_WE}\ made)?
        | the\ (?:pledges?|commitments?|promises?|objectives?|plan)
        | what\ (?:the|our)\ (?:\w+\ )?plan\ said""",
    Section.ACTIVITIES: rf"""
        (?:and\ )?what\ (?:did\ {_WE}\ do|{_WE}\ (?:did|delivered|put\ in\ place|undertook)|{_WE}(?:\ have|['’]ve)
            \ (?:actually\ )?(?:done|been\ doing|delivered)|was\ done|has\ been\ done
            |have\ {_WE}\ done)(?:\ about\ it)?
        | {_WE}(?:\ have|['’]ve|\ did|\ also)(?:\ also)?
        | (?:our|the\ force['’]?s?|key|main)?\ ?
            (?:response|actions?|activit(?:y|ies)|work|progress|delivery)(?:\ (?:taken|undertaken|made|so\ far))?
        | the\ (?:response|activit(?:y|ies)|actions?)
        | how\ {_WE}(?:\ have|['’]ve)?\ (?:responded|delivered|did\ it|done\ it|went\ about\ it)
        | how\ {_WE}\ did\ (?:this|it|that) | action\ taken\ (?:by\ us)? | steps\ taken""",
    Section.OUTCOMES: rf"""
        (?:the|our|key|main|overall|final)?\ ?(?:outcomes?|results?|impacts?|achievements?|performance)
            (?:\ and\ (?:outcomes?|results?|impacts?|achievements?))?(?:\ achieved)?
        | the\ (?:overall\ |key\ )?(?:outcomes?|results?|impacts?|difference)
        | (?:and\ )?what\ (?:were|was|are|is|have\ been|has\ been)\ (?:the|our)\ (?:\w+\ )?
            (?:outcomes?|results?|impacts?|difference)
        | (?:and\ )?what\ (?:happened|changed|came\ of\ (?:it|this)|was\ achieved|has\ changed|(?:it|this)\ achieved
            |{_WE}(?:\ have|['’]ve)?\ achieved|(?:this|it)\ (?:meant|means)|resulted)(?:\ (?:as\ a\ result|next))?
        | what\ (?:did\ {_WE}|have\ {_WE})\ achieved? | (?:the\ )?results?\ {_WE}(?:\ have|['’]ve)?\ achieved
        | what\ difference\ has\ (?:it|this|that)\ made
        | (?:the|our)\ (?:overall\ |key\ )?(?:outcomes?|results?|impacts?)\ (?:was|were|is|are|has\ been)(?:\ that)?
        | (?:what|the)\ difference\ (?:did\ )?(?:{_WE}|it|this|that)\ (?:have\ |has\ )?(?:made|make)
        | how\ (?:did\ {_WE}\ (?:do|perform)|{_WE}\ (?:did|performed|have\ performed|fared))
        | did\ (?:it|this)\ (?:work|make\ a\ difference) | as\ a\ result
        | this\ (?:has\ )?resulted\ in | resulting\ in""",
}
_COMPILED = {section: re.compile(pattern, re.VERBOSE) for section, pattern in _PATTERNS.items()}
# These may go on: "What we did about fraud", "Outcomes for the year", "What we said in 2017/18".
_OPEN = {
    Section.PLEDGES: re.compile(
        rf"what {_WE} (?:said|promised|pledged)(?: {_WE} would(?: do)?)?|we said we would"
        r"|our (?:pledges?|commitments?|promises?|priorities|plans?)"
    ),
    Section.ACTIVITIES: re.compile(rf"what {_WE} (?:did|have done)|our (?:response|actions?|activit(?:y|ies))"),
    Section.OUTCOMES: re.compile(r"(?:the |our |key )?(?:outcomes?|results)"),
}
_TAIL = re.compile(r"(?:about|on|to|for|in|with|against|around|during|this|over|of|from|regarding)\b(?: [^ ]+){1,6}")
_LEAD_NUMBER = re.compile(r"(?:(?:section|part|step)\s+)?(?:\d{1,2}|[a-d]|[ivx]{1,4})\s*[.):–—-]\s*", re.IGNORECASE)
_CONTINUED = re.compile(r"\s*[(\[–—-]?\s*(?:continued|cont[’']?d?\.?)\s*[)\]]?\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]{0,60}\)\s*:?\s*$")
_YEAR = re.compile(r"(?<=[a-z])[\s,–-]+(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\W*$", re.IGNORECASE)
_EDGES = " \t*_#:;.…?!-–—“”\"'‘’|>[]"
_PARTS = re.compile(r"\s*(?::|\s[–—|-]\s|\s[>›»]\s)\s*")
_CANONICAL = {
    "what we said": Section.PLEDGES,
    "we said we would": Section.PLEDGES,
    "what we said we would do": Section.PLEDGES,
    "what we did": Section.ACTIVITIES,
    "what we have done": Section.ACTIVITIES,
    "our response": Section.ACTIVITIES,
    "outcome": Section.OUTCOMES,
    "outcomes": Section.OUTCOMES,
    "what was the outcome": Section.OUTCOMES,
    "the result": Section.OUTCOMES,
    "results": Section.OUTCOMES,
}
MAX_HEADING = 90
_OTHER = re.compile(
    r"(?:(?:a )?case stud(?:y|ies)|contact(?: us| details)?|looking (?:ahead|forward)|next steps|what(?:['’]s| is) next"
    r"|the future|future plans|further (?:information|reading)|find out more|more information|related(?: \w+){0,2}"
    r"|(?:useful |quick )?links|about (?:us|this report)|foreword|contents|glossary|notes?|footnotes?|appendix(?: \w+)?"
    r"|references|definitions|downloads?|share this page|in this section|also in this section|news|latest news)"
)


def normalised(text: str) -> str:
    """Return a heading without numbering, emphasis and punctuation at its ends, in small letters."""
    text = _YEAR.sub("", _BRACKETS.sub("", _CONTINUED.sub("", text.replace("\u00a0", " "))))
    return " ".join(_LEAD_NUMBER.sub("", text.strip(_EDGES), count=1).strip(_EDGES).casefold().split())


def recognise(text: str, *, is_marked_up: bool = False) -> Heading | None:
    """Return the section that a line is the heading of, or None.

    The words vary from page to page, and a topic or a first item may stand on the same line ("Fraud: what we did").
    ``is_marked_up`` says that the source shows it to be a heading, so a misspelt one may be taken too.
    """
    if len(text) > MAX_HEADING and ":" not in text[:MAX_HEADING]:
        return None
    if text.rstrip()[-1:] in ".,;" and not is_marked_up:
        return _with_rest(text)
    whole = normalised(text)
    if section := _section_of(whole):
        return Heading(section)
    for part in _PARTS.split(text)[:3] if len(text) <= MAX_HEADING else ():
        if section := _section_of(normalised(part), needs_words=True):
            return _with_rest(text) or Heading(section, 0.85)
    if is_marked_up and (section := _misspelt(whole)):
        return Heading(section, 0.6)
    return _with_rest(text)


def is_other(text: str) -> bool:
    """Whether a heading is known to open something else than the three lists."""
    return bool(_OTHER.fullmatch(normalised(text)))


def _section_of(text: str, *, needs_words: bool = False) -> Section | None:
    if not text or len(text) > MAX_HEADING:
        return None
    for section, pattern in _COMPILED.items():
        if pattern.fullmatch(text) and not (needs_words and len(text) < 5):
            return section
    for section, pattern in _OPEN.items():
        match = pattern.match(text)
        if match and text[match.end() : match.end() + 1] == " " and _TAIL.fullmatch(text, match.end() + 1):
            return section
    return None


def _with_rest(text: str) -> Heading | None:
    """A heading with its first item on the same line: "Outcome: 95 arrests were made."."""
    head, colon, rest = text.partition(":")
    if not colon or len(head) > 40 or len(rest.split()) < 4:
        return None
    section = _section_of(normalised(head))
    return Heading(section, 0.8, rest.strip(" *_")) if section else None


def _misspelt(text: str) -> Section | None:
    close = difflib.get_close_matches(text, _CANONICAL, n=1, cutoff=0.86) if len(text) < 40 else []
    return _CANONICAL[close[0]] if close else None
