"""Pages of the family, as other years and other forces write them: read to the last figure, and nothing lost."""

from __future__ import annotations

import html
import re
from collections import Counter

import pytest

from ctreport.importing.published import FoundFigure, Proposal, read_published_report
from tests.importing.published.word_files import paragraph, table, word_file
from tests.importing.report.family import EXPECTED, PAGES


def read(name: str) -> Proposal:
    return read_published_report((PAGES / name).read_bytes(), year="2017/18")


def said(figure: FoundFigure) -> str:
    printed = figure.to_json()
    period = "" if printed["period"] == "2017/18" else f" [{printed['period']}]"
    return f"{printed['qualifier']} {printed['value']} {printed['unit']}{period}"


def words_of(text: str) -> Counter[str]:
    """Words and numbers; hyphens and line breaks after them part nothing."""
    whole = re.sub(r"[-‐](?:\n\s*)?(?=[^\W\d_])", "", text.replace("\u00ad", ""))
    return Counter(re.findall(r"[^\W\d_]{2,}|\d[\d.,]*\d|\d{2,}", whole.casefold()))


@pytest.mark.parametrize("name", EXPECTED)
def test_the_lists_are_found_with_their_nesting(name):
    expected, proposal = EXPECTED[name], read(name)
    assert proposal.title == expected.title
    assert len(proposal.pledges) == expected.pledges
    assert len(proposal.activities) == expected.activities
    assert [len(outcome.children) for outcome in proposal.outcomes] == expected.outcomes


@pytest.mark.parametrize("name", EXPECTED)
def test_the_figures_are_found_with_their_qualifiers(name):
    assert [said(figure) for figure in read(name).figures] == EXPECTED[name].figures


@pytest.mark.parametrize("name", EXPECTED)
def test_what_was_not_understood_is_listed(name):
    assert read(name).to_json()["unparsed"] == EXPECTED[name].unparsed


@pytest.mark.parametrize("name", EXPECTED)
def test_no_word_and_no_number_is_lost(name):
    source = (PAGES / name).read_text()
    if name.endswith(".html"):
        source = html.unescape(re.sub(r"<(script|style|title)\b.*?</\1>|<[^>]*>", " ", source, flags=re.DOTALL))
    proposal = read(name)
    printed = proposal.to_json()
    outcomes = [part["text"] for one in printed["outcomes"] for part in (one, *one["children"])]
    rows = [one["text"] for one in (*printed["pledges"], *printed["activities"])]
    found = words_of("\n".join([printed["title"], *rows, *outcomes, *printed["unparsed"], *proposal.headings]))
    numbering = re.findall(r"^\s*\(?(?:\d+(?:\.\d+)*|[ivx]+)[.)]?\s", source, flags=re.MULTILINE)
    assert not words_of(source) - found - words_of(" ".join(numbering))


def test_every_page_is_expected():
    assert sorted(path.name for path in PAGES.iterdir()) == sorted(EXPECTED)


def word_items(*texts: str) -> str:
    return "".join(paragraph(text, level=0) for text in texts)


SAID = ("Work in partnership.", "Train our staff.")
DID = ("Worked with 14 partners.", "Trained more than 500 staff.")
CAME = ("The City remains safe.", "96% passed (91% in 2016/17).")
WORD = {
    "headings by style": word_file(
        paragraph("Countering terrorism", style="Title"),
        *(
            paragraph(head, style="Heading2") + word_items(*rows)
            for head, rows in (("We said we would", SAID), ("What we have done", DID), ("Our outcomes", CAME))
        ),
    ),
    "a table with a row for each pledge": word_file(
        paragraph("Countering terrorism", style="Title"),
        table(
            [paragraph(head, bold=True) for head in ("What we said", "What we did", "Outcome")],
            *([paragraph(text) for text in row] for row in zip(SAID, DID, CAME, strict=True)),
        ),
    ),
    "a table with a row for each list": word_file(
        paragraph("Countering terrorism", style="Title"),
        table(
            [paragraph("What we said"), word_items(*SAID)],
            [paragraph("What we did"), word_items(*DID)],
            [paragraph("Outcome"), word_items(*CAME)],
        ),
    ),
    "typed bullets and a gap for the third heading": word_file(
        paragraph("Countering terrorism", bold=True),
        paragraph("What we said:", bold=True),
        *(paragraph(f"- {text}") for text in SAID),
        paragraph("What we did:", bold=True),
        *(paragraph(f"- {text}") for text in DID),
        paragraph(),
        paragraph(),
        *(paragraph(f"- {text}") for text in CAME),
    ),
}


@pytest.mark.parametrize("shape", WORD)
def test_a_word_document_of_any_shape_reads_alike(shape):
    proposal = read_published_report(WORD[shape], year="2017/18")
    assert proposal.title == "Countering terrorism"
    assert [one.text for one in proposal.pledges] == list(SAID)
    assert [one.text for one in proposal.activities] == list(DID)
    assert [one.text for one in proposal.outcomes] == list(CAME)
    assert [said(figure) for figure in proposal.figures] == [
        "exactly 14 count",
        "over 500 count",
        "exactly 96 percentage",
        "exactly 91 percentage [2016/17]",
    ]
    assert proposal.to_json()["unparsed"] == []
