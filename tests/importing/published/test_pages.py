"""Pages of the same family in other words, layouts and formats, each read to the last figure."""

from __future__ import annotations

import pytest

from ctreport.importing.published import FoundFigure, Meaning, read_published_report
from tests.importing.published.counting import PAGES, counts, page
from tests.importing.published.expected import EXPECTED

NAMES = [row[0] for row in EXPECTED]


def described(figure: FoundFigure) -> str:
    period = "" if figure.period == "2017/18" else f" [{figure.period}]"
    meaning = "" if figure.meaning == Meaning.LEVEL else f" ({figure.meaning})"
    value = f"{float(figure.value):g}"
    return f"{figure.qualifier.value} {value} {figure.unit.value}: {figure.label}{period}{meaning}"


@pytest.mark.parametrize("row", EXPECTED, ids=NAMES)
def test_the_lists_of_a_page_are_found(row):
    name, title, pledges, activities, outcomes, _, _ = row
    proposal = read_published_report(page(name))
    assert proposal.title == title
    assert counts(proposal) == (pledges, activities, outcomes)


@pytest.mark.parametrize("row", EXPECTED, ids=NAMES)
def test_the_figures_of_a_page_are_found(row):
    proposal = read_published_report(page(row[0]), year="2017/18")
    assert [described(figure) for figure in proposal.figures] == row[5]


@pytest.mark.parametrize("row", EXPECTED, ids=NAMES)
def test_what_belongs_to_no_list_is_named_with_its_place(row):
    proposal = read_published_report(page(row[0]))
    assert [piece.text for piece in proposal.unparsed] == row[6]
    assert all(piece.place.split()[1].isdigit() for piece in proposal.unparsed)


def test_every_page_is_expected():
    assert sorted(path.name for path in PAGES.iterdir()) == sorted([*NAMES, "countering_terrorism.txt"])


def test_the_words_of_a_wrapped_and_broken_item_are_whole():
    proposal = read_published_report(page("roads.txt"))
    assert proposal.pledges[0].text == (
        "Reduce the number of people killed or seriously injured on our roads, with partners in the county council and "
        "the fire and rescue service."
    )
    assert proposal.pledges[1].text.endswith("mobile phones and seatbelts.")


def test_an_outcome_without_a_heading_is_taken_after_the_gap_and_said_so():
    proposal = read_published_report(page("cyber_gap.txt"))
    assert proposal.outcomes[0].text.startswith("Reports of cyber-dependent crime")
    assert proposal.outcomes[0].confidence < proposal.activities[0].confidence
    assert any("no heading" in note for note in proposal.notes)


def test_sub_items_of_an_activity_stay_in_its_text():
    proposal = read_published_report(page("fraud.md"))
    assert proposal.activities[2].text == "Trained bank staff:\n• counter staff\n• call handlers"


def test_levels_below_the_second_are_put_on_the_second_and_said_so():
    proposal = read_published_report(page("fraud.md"))
    assert [child.text for child in proposal.outcomes[2].children][2:] == ["by telephone", "by letter"]
    assert any("more than one level" in note for note in proposal.notes)


def test_a_script_is_not_text():
    proposal = read_published_report(page("public_order.html"))
    assert "sold" not in str(proposal.to_json())
