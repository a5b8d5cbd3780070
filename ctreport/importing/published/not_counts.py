"""Numbers that count nothing: dates, years, times, ages, spans of time, and names with a number in them."""

from __future__ import annotations

import re

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_SMALL = (
    r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty(?:[- ]four)?|thirty|sixty)"
)
_LONG_SPAN = r"(?:days?|weeks?|months?|years?|decades?)"
_NAMED = (
    r"Operation|Op|Project|Exercise|Sections?|Schedule|Part|Phase|Chapter|Article|Figure|Table|Page|Category|Class|Level|"
    r"Tier|Stage|Step|Band|Grade|Unit|Zone|Ward|Team|Platform|Version|Volume|Issue|Appendix|Annex|Objective|Priority|"
    r"Pledge|Measure|Goal|Year|Big|Fatal|Euro|Channel|Radio|Room|Floor|Gate|Bus|Route|Junction|Group"
)
# 17/18, where a word before it or a mark behind it says that it is a year.
SHORT_YEARS = (
    r"(?:(?<=\bin\s)|(?<=\bfor\s)|(?<=\bduring\s)|(?<=\bsince\s)|(?<=[(\[])|(?<=FY\s)|(?<=FY))"
    rf"(?:{'|'.join(f'{year:02d}/{year + 1:02d}' for year in range(50))})\b"
)
_DATES = rf"""
      \b(?:{_DAY}\s*(?:[-–]|to|and)\s*)?{_DAY}\s+(?:of\s+)?(?:{MONTHS})\b(?:,?\s+\d{{4}})?    # 4 to 8 March 2019
    | \b(?:{MONTHS})\.?\s+(?:{_DAY},?\s+)?(?:19|20)\d{{2}}\b | \b(?:{MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)\b
    | \b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b | \b\d{{4}}-\d{{2}}-\d{{2}}\b
    | \b(?:19|20)\d{{2}}\s?[/–-]\s?(?:(?:19|20)\d{{2}}|\d{{2}})\b(?!\s?%) | \b(?:19|20)\d0s\b  # 2018/19, the 1990s
    | {SHORT_YEARS}
    | \b(?:24/7|7/7|9/11|50/50|20/20)\b | \b\d+:\d+\b(?!\s?%)
    | \b\d{{1,2}}:\d{{2}}(?:\s?(?:am|pm))?\b
    | \b\d{{1,2}}(?:[.]\d{{2}})?\s?(?:am|pm|a\.m\.|p\.m\.|noon|o[’']clock)(?!\w)
    | \b\d+(?:st|nd|rd|th)\b
    | \b(?i:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:first|second|third|fourth|fifth|sixth|seventh|
        eighth|ninth)\b
"""
_NAMES = rf"""
      (?:https?://|www\.)\S+ | \b[\w.+-]+@[\w-]+\.\S+
    | \b(?:\+44\s?)?\(?0\d{{2,4}}\)?[\s-]?\d{{3,4}}[\s-]?\d{{3,4}}\b                        # telephone
    | \b(?:999|101|112|105)(?:\s*(?:/|and|or|&)\s*(?:999|101|112))?\s+(?:emergency\s+|non-emergency\s+)?
        (?:call(?:s|ers?)?|numbers?|services?|systems?|lines?|demand|contact)\b
    | \((?:999|101)\)
    | \b(?i:calls?|dial|ring|phone|calling|called|dialling|via|through|by|on)\s+(?:999|101|112)\b(?!\s+[a-z])
    | \bor\s+(?:999|101|112)\b(?!\s+[a-z])
    | \b(?:\d+|(?i:two|three|four|five|six|seven))\s*(?:Ps|Es|Rs|Cs|As)\b                # the 4 Ps
    | \b(?:{_NAMED})\s+(?:\d+(?:\.\d+)*[A-Za-z]?|One|Two|Three|Four|Five|Six|Seven)\b | \bKey\s+Stage\s+\d
    | \b(?:sections?|schedules?|part|chapter|article|figure|table|page|phase|tier|category|stage|s\.|ss\.|[Nn]o\.|
        number|paragraph)\s?\d+(?:\w(?!\w))?(?:\s*(?:and|to|,|-|–|&)\s*\d+[A-Z]?\b(?!\s+[a-z]))*
    | \b(?:version|level|grade|round)\s+\d+(?:\.\d+)*\b
    | \b(?i:top)\s+\d+(?:\s+(?:out\s+)?of\s+\d+)?\b | \#\s?\d+ | \b(?i:covid)[-–\s]?19\b
    | \b(?:ISO|BS|PAS|EN|IEC|RFC|Windows|iOS|Android|Office)\s?\d[\d.:-]*
    | \b[A-Za-z]+-?\d+\w*\b                                                             # P10, Q1, A13
    | \b\d(?!(?:M|K|B|BN)\b)[A-Z]{{1,2}}\b                                              # 4G, the 2EJ of a postcode
    | (?i:\bzero\s+tolerance\b) | (?i:\bone)[-\s](?:stop|to[-\s]one|off)\b
"""
_AGES_AND_SPANS = rf"""
      \b(?i:aged?|ages)\s+(?:(?:between|from|under|over)\s+)?\d{{1,2}}(?:\s*(?:-|–|to|and)\s*\d{{1,2}})?
    | \b\d{{1,2}}\s*(?:-|–|to)\s*\d{{1,2}}[-\s]years?[-\s](?:olds?|of\s+age)\b | \b{_SMALL}[-\s]years?[-\s]olds?\b
    | \b(?i:over|under)\s+(?:1[0-9]|2[0-5])(?![,.]\d)(?=\s*(?:[,.;)]|and\b|or\b|years?\s+(?:old|of\s+age)|$))
    | \b(?i:over|under)[-\s]?(?:the\s+age\s+of\s+)?\d{{2}}s\b | \bage\s+of\s+\d{{1,2}}\b
    | \b(?i:{_SMALL})[-‐–](?:second|minute|hour|day|week|month|year|decade|point|mile|page|strong|fold|part|stage|tier|
        way|strand|storey|seater|metre|person|stop|time)(?:-\w+)?\b
    | \b(?i:over|in|for|within|during|after|under|every|the|next|last|past|first|previous|coming|than|further|to)
        \s+(?:(?:the|a)\s+)?(?:(?:last|past|next|previous|first|coming|following|final|over|nearly|almost|around|about)\s+)?
        (?i:{_SMALL})\s+(?:(?:calendar|working|consecutive)\s+)?{_LONG_SPAN}\b(?!\s+of\s+action)
        (?![’']?\s+(?:in\s+prison|(?:of\s+)?imprisonment|in\s+custody|behind\s+bars))
    | \b(?i:{_SMALL})\s+(?:day|week|month|hour|year)\s+
        (?:course|event|conference|campaign|operation|programme|period|pilot)s?\b
    | \b(?i:within|in)\s+(?:(?:the\s+first|just|under|an\s+average\s+of)\s+)?(?i:{_SMALL})\s+(?:working\s+)?
        (?:seconds?|minutes?|mins?|hours?|hrs?|days?)\b
    | \b\d+(?:\.\d+)?\s?(?:mph|kph)\b
"""
NOT_COUNTS = re.compile(f"{_DATES} | {_NAMES} | {_AGES_AND_SPANS}", re.VERBOSE)
_YEAR = re.compile(r"(?<![\w£,.\-–/])(?:19|20)\d{2}(?![\w%/–-]|[.,]\d)")
_COUNTED_BEFORE = re.compile(
    r"\b(?:over|more than|at least|under|fewer than|less than|nearly|almost|around|about|approximately|some|up to|"
    r"in excess of|a total of|a further|another)\s+$",
    re.IGNORECASE,
)
_DATED_BEFORE = re.compile(
    r"\b(?:in|since|by|from|to|until|till|during|of|for|and|or|between|before|after|year|early|late|mid|summer|winter|"
    r"spring|autumn|the|act|christmas|easter)[\s,–-]*$",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r"\s+(?!was\b|is\b|has\b|sees\b|saw\b|as\b|this\b|its\b)(?:[a-z][\w’'-]*\s+){0,2}?(?:people|staff|police|[a-z]{3,}s)\b"
)


def masked(text: str) -> str:
    """Return the text with the numbers that count nothing blotted out, so that every place in it stays as it was."""
    blot = NOT_COUNTS.sub(lambda match: "\0" * len(match[0]), text)
    return _YEAR.sub(lambda match: match[0] if _is_count(blot, match) else "\0" * 4, blot)


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Whether four figures that look like a year count something: "over 2000 deployments", "2048 people"."""
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 60]
    if _COUNTED_BEFORE.search(before):
        return True
    return bool(_COUNTED_AFTER.match(after)) and not _DATED_BEFORE.search(before)
