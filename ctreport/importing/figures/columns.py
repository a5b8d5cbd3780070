"""The columns of the long form, as the template has them and as the page explains them."""

from __future__ import annotations

from typing import NamedTuple


class Explained(NamedTuple):
    """A column: its heading, what it holds, and whether each row needs it."""

    heading: str
    words: str
    is_needed: bool = False


COLUMNS = (
    Explained("Measure code", "The measure’s code, such as stop-searches. The list of measures has them all.", True),
    Explained("Year", "The financial year: 2018/19, 2018-19 or 2018/2019.", True),
    Explained("Category 1", "The code or name of a category, such as online. Empty for the figure of all together."),
    Explained("Category 2", "The category of the second breakdown, where the measure has one."),
    Explained("Value", "As one would say it: 2,748, over 500, c. 40, 96%, [x].", True),
    Explained("Qualifier", "Over, at least, about, under or at most, where the value does not say so itself."),
    Explained("Base", "How many people answered, or the denominator."),
    Explained("Status", "Provisional, final or revised. Final where it is not given."),
    Explained("Note", "Printed beneath the table."),
    Explained("Break in series", "Why the figures before cannot be compared with it, such as a new definition."),
    Explained("Source", "The system or return it was taken from."),
    Explained("Date extracted", "When it was taken from the source: 2/4/2019 or 2 April 2019."),
    Explained("Supplied by", "The post or team that supplied it."),
    Explained("Evidence", "A web address that leads to the evidence."),
    Explained("Period start", "Only where the figure does not cover the whole financial year."),
    Explained("Period end", "The last day that it covers."),
    Explained("Protective marking", "OFFICIAL-SENSITIVE for a figure that is never published; otherwise OFFICIAL."),
)
HEAD = tuple(column.heading for column in COLUMNS)
