"""Page furniture: what a page carries besides its report, such as page numbers, menus and cookie notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ctreport.importing.published.lines import Line

_FURNITURE = re.compile(
    r"""
      page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})? | \d{1,4}\s*\|\s*p\s?a\s?g\s?e | [-–—|\s]*\d{1,4}[-–—|\s]*
    | p\.?\s?\d{1,4} | \d{1,4}\s+of\s+\d{1,4}
    | (?:(?:back|return|go|scroll)\s+)?(?:to\s+)?(?:the\s+)?top(?:\s+of\s+(?:the\s+)?page)?(?:\s*[↑^⬆])?
    | (?:print|share|email|bookmark|save)(?:\s+(?:this|the))?(?:\s+page|\s+article|\s+on\s+\w+)?
    | skip\s+to\s+(?:the\s+)?(?:main\s+)?(?:content|navigation)
    | (?:accessibility|privacy|cookies?|legal|copyright|terms(?:\s+(?:and|&)\s+conditions)?)
        (?:\s+(?:statement|policy|notice|settings|preferences|information))?
    | accept(?:\s+all)?(?:\s+cookies)? | reject(?:\s+all)?(?:\s+cookies)? | (?:manage|customise)\s+(?:my\s+)?cookies
    | (?:we\s+use|this\s+(?:web)?site\s+uses)\s+(?:\w+\s+){0,4}cookies\b.*
    | (?:your\s+)?cookie\s+(?:settings|preferences)\b.*
    | site\s?map | home(?:page)? | (?:main\s+)?menu | search | breadcrumbs? | close | log\s?in | sign\s+in
    | a\s?to\s?z | contact\s+us | (?:follow|find|join)\s+us(?:\s+on\b.*)? | facebook | twitter | tweet
    | instagram | youtube | linkedin
    | (?:[«‹<←]\s*)?(?:previous|prev|next)(?:\s+(?:page|section|chapter|article))?(?:\s*[»›>→])?
    | (?:read|find\s+out|show|see)\s+(?:more|less) | download(?:\s+(?:the\s+)?(?:pdf|document|page|report))?
    | (?:(?:page\s+)?last\s+(?:updated|modified|reviewed)|published)(?:\s+on)?\s*:?
        \s+(?:\w+day,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+[a-z]+,?\s+\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|[a-z]+\s+\d{4})
        (?:\s.{0,20})?
    | (?:©|copyright)\s.* | all\s+rights\s+reserved\.?
    | (?:dial|call)\s+(?:999|101)\b.{0,60} | (?:in\s+an\s+)?emergency(?:\s+call)?\s+999
    | (?:you\s+are\s+here\s*:?\s*)?home\s*[>›»/|].*
    | (?:official(?:[-–\s]sensitive)?|not\s+protectively\s+marked|suitable\s+for\s+publication|restricted|unclassified)
    | (?:https?://|www\.)\S+ | printed\s+(?:from|on)\s.* | quickly\s+exit\s+this\s+site.* | leave\s+this\s+site
    | \[?edit\]? | advertisement | loading\s?(?:\.\.\.|…)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
MAX_FURNITURE = 200


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and not to the report."""
    return len(text) <= MAX_FURNITURE and bool(_FURNITURE.fullmatch(text.strip(" *_|[]").rstrip(".")))


_FOLIO = re.compile(r"\s+(?!(?:19|20)\d\d$)\d{1,4}$|^(?!(?:19|20)\d\d\s)\d{1,4}\s+")


def without_running_heads(lines: Sequence[Line], aside: list[tuple[str, str]]) -> list[Line]:
    """Take out the heads and feet that a printed page repeats with its number, and put them aside.

    Only a line that ends or begins with a number is one, and only where another line differs from it by that number.
    """
    names = [_FOLIO.sub("", line.text) if _may_run(line) else "" for line in lines]
    times = Counter(names)
    numbers = {name: {line.text for line, own in zip(lines, names, strict=True) if own == name} for name in times}
    kept: list[Line] = []
    gap = 0
    for line, name in zip(lines, names, strict=True):
        if name and times[name] > 1 and len(numbers[name]) == times[name]:
            aside.append((line.place, line.text))
            gap = 1
            continue
        kept.append(replace(line, gap=min(line.gap, gap)) if gap else line)
        gap = 0
    return kept


def _may_run(line: Line) -> bool:
    is_short = 3 <= len(line.text.split()) <= 14
    return is_short and not line.marker and not line.heading and bool(_FOLIO.search(line.text))
