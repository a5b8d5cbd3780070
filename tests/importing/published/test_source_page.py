"""The City of London Police page of 2018/19, as it was published and in the many shapes that it may be pasted in."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest

from ctreport.importing.published import Proposal, read_published_report
from tests.importing.published.counting import counts, page

SOURCE = page("countering_terrorism.txt").decode()
LABELLED = [
    (500, "over", "count", "briefings, training exercises and table-top exercises"),
    (120, "over", "count", "reports of suspicious activity related to terrorism"),
    (90, "exactly", "percentage", "online respondents feeling safe in the City during the day"),
    (65, "exactly", "percentage", "online respondents feeling safe after dark"),
    (96, "exactly", "percentage", "interview respondents felt safe within the City during the day"),
    (84, "exactly", "percentage", "interview respondents feeling safe after dark"),
    (2748, "exactly", "count", "people received ACT training"),
    (600, "over", "count", "deployments"),
    (9000, "over", "count", "Engagement messages given to the public"),
    (123, "exactly", "count", "Stop & Searches undertaken"),
    (89, "exactly", "count", "Positives from Stop & Search activity"),
    (95, "exactly", "count", "Arrests made"),
]


def lists_of(proposal: Proposal) -> dict[str, object]:
    printed = proposal.to_json()
    return {name: printed[name] for name in ("pledges", "activities", "outcomes")}


def bulleted(write: Callable[[str, int, str], str]) -> str:
    """The page with each bullet written anew, from its indentation, its number in the list and its text."""
    rows, number = [], 0
    for row in SOURCE.split("\n"):
        match = re.match(r"( +)• (.*)", row)
        number = number + 1 if match else 0
        rows.append(write(match[1], number, match[2]) if match else row)
    return "\n".join(rows)


def wrapped(width: int, *, hanging: bool) -> str:
    def write(indent: str, number: int, text: str) -> str:
        after = indent + "  " if hanging else ""
        return "\n".join(textwrap.wrap(text, width, initial_indent=f"{indent}• ", subsequent_indent=after))

    return bulleted(write)


def as_html(heading: str = "<h2>{}</h2>", *, is_nested_in_item: bool = True) -> str:
    html, depth = "<h1>Countering Terrorism</h1>", 0
    for row in [*SOURCE.split("\n")[1:], ""]:
        match = re.match(r"( +)• (.*)", row)
        level = len(match[1]) // 2 if match else 0
        html += "<ul>" * max(0, level - depth) + "</ul>" * max(0, depth - level)
        depth = level
        html += f"<li>{match[2].replace('&', '&amp;')}</li>" if match else heading.format(row) if row.strip() else ""
    return html.replace("</li><ul>", "<ul>").replace("</ul></ul>", "</ul></li></ul>") if is_nested_in_item else html


SHAPES = {
    **{f"bullet {sign!r}": bulleted(lambda i, n, t, s=sign: f"{i}{s} {t}") for sign in "•-*–o▪·►\uf0b7"},
    "numbered": bulleted(lambda i, n, t: f"{i}{n}. {t}"),
    "lettered beneath numbers": bulleted(lambda i, n, t: f"{i}{'a' if len(i) > 2 else n}) {t}"),
    "tabs": bulleted(lambda i, n, t: f"{i}•\t{t}"),
    "no space after the bullet": bulleted(lambda i, n, t: f"{i}•{t}"),
    "bullets alone on their lines": bulleted(lambda i, n, t: f"{i}•\n{i}{t}"),
    "no bullets": bulleted(lambda i, n, t: i + t),
    "no bullets, a paragraph an item": bulleted(lambda i, n, t: f"{i}{t}\n"),
    "a blank line after each item": bulleted(lambda i, n, t: f"{i}• {t}\n"),
    "nested by bullet alone": bulleted(lambda i, n, t: f"{'- ' if len(i) > 2 else '• '}{t}"),
    "no blank lines": re.sub(r"\n\n+", "\n", SOURCE),
    "no third heading": SOURCE.replace("\nOutcome\n", "\n"),
    "no third heading and a narrow gap": re.sub(r"\n+Outcome\n+", "\n\n", SOURCE),
    "capitals": re.sub(r"^(What we \w+|Outcome)$", lambda match: match[0].upper() + ":", SOURCE, flags=re.MULTILINE),
    "numbered headings": SOURCE.replace("What we said", "1. We said we would").replace(
        "\nOutcome\n", "\n3) Outcomes\n"
    ),
    "bold headings": re.sub(r"^(What we \w+|Outcome)$", r"**\1**", SOURCE, flags=re.MULTILINE),
    "non-breaking spaces": SOURCE.replace("  • ", "\u00a0\u00a0•\u00a0"),
    "Windows-1252 with CRLF": SOURCE.replace("\n", "\r\n").encode("cp1252"),
    "UTF-8 with a byte order mark": SOURCE.encode("utf-8-sig"),
    "UTF-16": SOURCE.encode("utf-16"),
    "UTF-16 without a mark": SOURCE.encode("utf-16-le"),
    "Markdown": "# " + re.sub(r"^(What we \w+|Outcome)$", r"## \1", SOURCE.replace("•", "*"), flags=re.MULTILINE),
    "HTML": as_html(),
    "HTML with lists beside items": as_html(is_nested_in_item=False),
    "HTML with bold paragraphs": as_html("<p><strong>{}</strong></p>"),
    "HTML with plain paragraphs": as_html("<p>{}</p>"),
    "HTML without the third heading": as_html().replace("<h2>Outcome</h2>", ""),
    **{f"wrapped at {width}, hanging": wrapped(width, hanging=True) for width in (40, 72, 100)},
    **{f"wrapped at {width}, flush": wrapped(width, hanging=False) for width in (40, 72, 100)},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_page_reads_the_same_in_every_shape(shape: str):
    proposal = read_published_report(SHAPES[shape])
    assert proposal.title == "Countering Terrorism"
    assert counts(proposal) == (10, 6, [0, 0, 0, 0, 0, 4])
    assert lists_of(proposal) == lists_of(read_published_report(SOURCE))
    assert [(one.value, one.qualifier, one.unit, one.label) for one in proposal.figures] == LABELLED
    assert not proposal.unparsed


def test_the_proposal_prints_in_the_agreed_shape():
    printed = read_published_report(SOURCE, year="2018/19").to_json()
    assert list(printed) == ["title", "year", "pledges", "activities", "outcomes", "figures", "unparsed"]
    assert printed["year"] == "2018/19"
    assert printed["pledges"][8] == {
        "text": "Deploy and advertise the outcomes of our use of specialist ‘behaviour detection officers’ "
        "(Project SERVATOR)."
    }
    assert printed["outcomes"][5]["children"][3] == {"text": "95 Arrests made."}
    assert printed["figures"][1] == {
        "value": 120,
        "qualifier": "over",
        "unit": "count",
        "label": "reports of suspicious activity related to terrorism",
        "sentence": "Investigated over 120 reports of suspicious activity related to terrorism.",
        "period": "2018/19",
    }


def test_the_year_is_never_taken_from_the_text():
    proposal = read_published_report(SOURCE.replace("Terrorism\n", "Terrorism\n\nAnnual report 2018/19\n", 1))
    assert proposal.year is None
    assert {figure.period for figure in proposal.figures} == {""}


def test_each_figure_is_marked_where_it_stands():
    proposal = read_published_report(SOURCE)
    texts = dict(proposal.statements())
    marked = [texts[figure.place][figure.start : figure.end] for figure in proposal.figures]
    assert marked == [
        *("over 500", "over 120", "90%", "65%", "96%", "84%"),
        *("2748", "over 600", "Over 9000", "123", "89", "95"),
    ]
