"""What each page under pages/ is to be read as, as a page of 2017/18: its lists, its figures, and what is left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

PAGES = Path(__file__).parent / "pages"


class Expected(NamedTuple):
    """Title, number of pledges and of activities, sub-outcomes of each outcome, figures, and what is not understood.

    A figure of another period has it in brackets.
    """

    title: str
    pledges: int
    activities: int
    outcomes: list[int]
    figures: list[str]
    unparsed: list[str]


EXPECTED = {name: Expected(**row) for name, row in json.loads(PAGES.with_name("family.json").read_text()).items()}
