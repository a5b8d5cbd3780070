"""What the tests of the report share."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctreport.report.build import build_report

SOURCE = Path(__file__).resolve().parent.parent / "fixtures" / "countering-terrorism-2018-19.txt"


@pytest.fixture
def report(records_2018_19):
    return build_report(records_2018_19)


@pytest.fixture
def source_parts():
    """The published page: its headings, each with its bullets, sub-bullets included, in order."""
    parts: dict[str, list[str]] = {}
    for line in SOURCE.read_text(encoding="utf-8").splitlines()[1:]:
        text = line.strip()
        if text.startswith("•"):
            parts[list(parts)[-1]].append(text.removeprefix("•").strip())
        elif text:
            parts[text] = []
    return parts


def squeezed(text: str) -> str:
    """Return text with its whitespace squeezed, as text taken out of a PDF must be compared."""
    return " ".join(text.split())
