"""What is refused, and in which words."""

from __future__ import annotations

from collections.abc import Sequence


class PublishedReportError(ValueError):
    """A source that cannot be read as a published report. The message says why, and what to do instead."""


MAX_BYTES = 20 * 2**20  # an uploaded file
MAX_PASTED = 12_000_000  # characters as they come, with their markup
MAX_CHARACTERS = 2_000_000  # of text; a page of a report has some 5,000, a whole report some 300,000
MAX_LINES = 20_000
MAX_ITEMS = 2_000  # pledges, activities, outcomes and sub-outcomes; a page has some 30
MAX_ITEM_CHARACTERS = 20_000
MAX_STATEMENTS = 400_000  # characters in all items together
MAX_FIGURES = 3_000
MAX_PARTS = 5_000  # files inside a DOCX
MAX_PART_BYTES = 40 * 2**20  # one of them, unpacked
MAX_UNPACKED_BYTES = 200 * 2**20  # all of them, as declared


TOO_LONG = "This is too long to be a page of a report. Give one page, such as “Countering terrorism”, at a time."


def check_size(source: bytes | str) -> None:
    """Raise PublishedReportError where a source is empty or far larger than a page of a report."""
    if not source.strip():
        raise PublishedReportError("There is nothing here to read. Paste the text of the page, or choose a file.")
    limit = MAX_BYTES if isinstance(source, bytes) else MAX_PASTED
    if len(source) > limit:
        raise PublishedReportError(TOO_LONG)


def check_text(text: str) -> None:
    """Raise PublishedReportError where the text of a source is far longer than a page of a report."""
    if len(text) > MAX_CHARACTERS or text.count("\n") > MAX_LINES:
        raise PublishedReportError(TOO_LONG)


def check_lines(texts: Sequence[str]) -> None:
    """Raise PublishedReportError where what a page's markup held is far more than a page of a report."""
    if len(texts) > MAX_LINES or sum(map(len, texts)) > MAX_CHARACTERS:
        raise PublishedReportError(TOO_LONG)


def check_statements(texts: Sequence[str]) -> None:
    """Raise PublishedReportError where there are far more items than a page has, or one is far longer than an item."""
    if len(texts) > MAX_ITEMS or sum(map(len, texts)) > MAX_STATEMENTS:
        raise PublishedReportError(TOO_LONG)
    if any(len(text) > MAX_ITEM_CHARACTERS for text in texts):
        raise PublishedReportError(
            "One item is longer than a whole page of a report. Check that the text has kept its line breaks."
        )
