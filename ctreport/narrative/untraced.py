"""Numbers typed by hand in a narrative, which no figure stands behind."""

from __future__ import annotations

import re

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_UNITS = "two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_NOT_AFTER_A_QUALIFIER = "".join(
    rf"(?<!\b[{word[0].upper()}{word[0]}]{word[1:]}\s)"
    for word in "over than least under nearly almost about around approximately".split()  # noqa: SIM905
)
# What looks like a number but counts nothing: dates, years, clock times, ordinals, numbered names ("the 4 Ps",
# "Schedule 7", "section 43", "Q1", "7/7"), telephone numbers and letters with numbers ("P10", "C-19", "4G").
_NOT_COUNTS = re.compile(
    rf"""
    \b(?:{_DAY}\s*(?:[-–]|to|and)\s*)?{_DAY}\s+(?:{_MONTHS})\b(?:\s+\d{{4}})?     # 31 March 2019, 4 to 8 March
    | \b(?:{_MONTHS})\s+(?:{_DAY},?\s+)?\d{{4}}\b                 # March 2019
    | \b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b | \b\d{{4}}-\d{{2}}-\d{{2}}\b    # 31/3/2019, 2019-03-31
    | \b(?:19|20)\d{{2}}\s*[/–-]\s*(?:\d{{4}}|\d{{2}})\b              # 2018/19
    | {_NOT_AFTER_A_QUALIFIER}(?<![\w£,.])(?:19|20)\d{{2}}(?![\w%]|[.,]\d)   # 2018, but not "over 2000 messages"
    | \b(?:19|20)\d0s\b                                             # the 1990s
    | \b(?:24/7|7/7|9/11)\b
    | \b\d{{1,2}}:\d{{2}}\b | \b\d{{1,2}}(?:[:.]\d{{2}})?\s?(?:am|pm)\b  # 09:30, 9.30am
    | \b0\d{{2,4}}\s?\d{{3,4}}\s?\d{{3,4}}\b | \b999\s+calls?\b      # 0800 789 321
    | \b(?:[Cc]all|[Dd]ial|[Rr]ing)(?:ing|ling)?\s+(?:999|101)\b
    | \b\d+(?:st|nd|rd|th)\b | \b(?i:{_TENS})-(?:{_ORDINALS})\b       # 21st, twenty-first
    | \b(?:\d+|(?i:{_UNITS}))\s*Ps\b                               # the 4 Ps
    | \b(?:[Ss]ection|[Ss]chedule|[Pp]art|[Pp]hase|[Cc]hapter|[Aa]rticle|[Ff]igure|[Tt]able|[Pp]age|[Ss]\.)\s?\d+\w*
    | \b[A-Za-z]+-?\d+\w*\b                                         # P10, Q1, COVID-19
    | \b\d(?!(?:M|K|B|BN)\b)[A-Z]{{1,2}}\b                            # 4G, the 2EJ of a postcode; not 5M
    """,
    re.VERBOSE,
)
_NUMBER_WORDS = (
    rf"(?:{_TENS})-(?:one|{_UNITS})|{_TENS}|{_UNITS}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|hundreds?|thousands?|millions?|dozens?"
)
_COUNT = re.compile(
    rf"£?\d+(?:,\d{{3}})*(?:\.\d+)?(?:\s?%|\s?(?:per ?cent|million|thousand)\b)?|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE
)


def find_untraced(text: str) -> list[tuple[int, int]]:
    """Return the places (start, end) of numbers in plain text that count something, in figures or in words.

    ``text`` is what stands between tokens. Dates, years, times, ordinals and names with numbers are left out.
    """
    masked = _NOT_COUNTS.sub(lambda match: "\0" * len(match[0]), text)
    return [match.span() for match in _COUNT.finditer(masked)]
