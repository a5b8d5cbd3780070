"""What the tests of drafts share."""

from __future__ import annotations

from ctreport.importing.published import read_published_report
from ctreport.importing.report.beginning import begin
from ctreport.importing.report.draft import Draft, DraftFigure, DraftStatement, Kind
from ctreport.importing.report.standing import Standing
from objectives.financial_year import label_of

PAGE = """Roads

What we said
• Make roads safe for cyclists.
• Teach drivers about speed.

What we did
• Taught 412 drivers about speed, up from 380 last year.
• Stopped over 120 cars.

Outcome
• Operation Drum:
  - 12 arrests
  - nearly 40 warrants
• 81% of cyclists feel safe on the roads.
"""


def draft_of(text: str = PAGE, *, start_year: int = 2017) -> tuple[Draft, Standing]:
    """Return the draft of a page, and what stands in its year."""
    standing = Standing.load(start_year)
    return begin(read_published_report(text, year=label_of(start_year)), standing), standing


def statement(draft: Draft, words: str) -> DraftStatement:
    """Return the statement that holds some words."""
    return next(one for one in draft.statements if words in one.text)


def figure(draft: Draft, written: str) -> DraftFigure:
    """Return the figure that is written so."""
    return next(one for one in draft.figures if one.written == written)


def texts(draft: Draft, kind: Kind) -> list[str]:
    """Return the texts of a kind, in order."""
    return [one.text for one in draft.of(kind)]


def sent(draft: Draft, act: str = "save", **changes: str) -> dict[str, str]:
    """Return what the page of statements sends, with some fields changed ("text_s1": …)."""
    data = {"act": act}
    for one in draft.statements:
        data |= {f"text-{one.id}": one.text, f"kind-{one.id}": one.kind}
    return data | {name.replace("_", "-", 1): value for name, value in changes.items()}
