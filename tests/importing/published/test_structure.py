"""Headings, gaps, nesting and loose lines: how a page is divided into its lists."""

from __future__ import annotations

import pytest

from ctreport.importing.published import Proposal, Section, read_published_report
from ctreport.importing.published.furniture import is_furniture
from ctreport.importing.published.gather import join_lines
from ctreport.importing.published.headings import recognise

PAGE = "Fraud\n\n{said}\n\n• Stop fraud.\n\n{did}\n\n• Trained 12 officers.\n\n{came}\n\n• 95 people were arrested.\n"


def lists_of(proposal: Proposal) -> tuple[list[str], list[str], list[str]]:
    return (
        [one.text for one in proposal.pledges],
        [one.text for one in proposal.activities],
        [one.text for one in proposal.outcomes],
    )


@pytest.mark.parametrize(
    ("text", "section"),
    [
        *((text, Section.PLEDGES) for text in (
            "What we said", "WHAT WE SAID:", "We said we would", "What we said we would do", "what we said we’d do",
            "1. What we said", "## What we said", "**We said:**", "Our commitments", "What we promised to do",
            "We will:",
            "Fraud – what we said", "What we said about fraud", "What did we say?",
            "In our policing plan, we said we would:",
            "What we said (2017/18)", "Our priorities for the year",
        )),
        *((text, Section.ACTIVITIES) for text in (
            "What we did", "What we have done", "What we’ve done", "We have", "Our response", "What we did (continued)",
            "Action taken", "How we responded", "What did we do?", "What we did to protect residents", "Our activity",
        )),
        *((text, Section.OUTCOMES) for text in (
            "Outcome", "Outcomes:", "What was the outcome?", "The result", "Results", "Impact",
            "What difference did we make?",
            "What happened as a result", "OUTCOME 2017/18", "What we achieved", "Key outcomes", "Outcomes for the year",
        )),
    ],
)  # fmt: skip
def test_a_heading_is_recognised_however_it_is_worded(text: str, section: Section):
    heading = recognise(text)
    assert heading is not None
    assert heading.section == section


@pytest.mark.parametrize(
    "text",
    [
        "We said we would work with schools, and we did.",
        "Outcomes for victims have improved across the whole of the county this year.",
        "Fraud",
        "Our officers were there.",
        "We have seen fewer burglaries.",
        "95 arrests",
        "Project Servator outcomes over 600 deployments.",
        "Roads policing",
    ],
)
def test_a_sentence_is_no_heading(text: str):
    assert recognise(text) is None


def test_a_misspelt_heading_is_taken_where_markup_shows_it():
    assert recognise("What we siad", is_marked_up=True).section == Section.PLEDGES
    assert recognise("What we siad") is None


@pytest.mark.parametrize(
    ("said", "did", "came"),
    [
        ("What we said", "What we did", "Outcome"),
        ("what we said", "what we did", "outcome"),
        ("Our pledges", "Our response", "The difference we made"),
        ("**What we said**", "**What we did**", "**Outcome**"),
        ("What we said\n------------", "What we did\n===========", "Outcome\n-------"),
        ("What we said\nWe said we would:", "What we did\nWe have:", "Outcome\nAs a result:"),
        ("Fraud: what we said", "Fraud: what we did", "Fraud: outcome"),
    ],
)
def test_a_page_is_divided_at_its_headings(said: str, did: str, came: str):
    proposal = read_published_report(PAGE.format(said=said, did=did, came=came))
    assert lists_of(proposal) == (["Stop fraud."], ["Trained 12 officers."], ["95 people were arrested."])
    assert proposal.title == "Fraud"
    assert not proposal.unparsed


def test_an_unknown_third_heading_opens_the_outcomes_and_is_named():
    proposal = read_published_report(PAGE.format(said="What we said", did="What we did", came="Where this leaves us"))
    assert lists_of(proposal)[2] == ["95 people were arrested."]
    assert any("Where this leaves us" in note for note in proposal.notes)


def test_three_lists_under_unknown_headings_are_taken_in_order_with_little_confidence():
    proposal = read_published_report(
        PAGE.format(said="The word we gave", did="Steps along the way", came="Where we are")
    )
    assert lists_of(proposal) == (["Stop fraud."], ["Trained 12 officers."], ["95 people were arrested."])
    assert proposal.pledges[0].confidence <= 0.5


def test_a_text_without_the_three_lists_says_so():
    proposal = read_published_report("Minutes of the meeting\n\nPresent: the Chair.\n\n1. Apologies\n2. Minutes\n")
    assert lists_of(proposal) == ([], [], [])
    assert [piece.text for piece in proposal.unparsed] == ["Present: the Chair.", "Apologies", "Minutes"]
    assert any("What we said" in note for note in proposal.notes)


def test_a_line_that_announces_a_list_is_the_parent_of_its_items():
    text = PAGE.format(said="What we said", did="What we did", came="Outcome")
    proposal = read_published_report(text + "Operation Drum resulted in:\n• 12 arrests\n• 5 vehicles seized\n")
    assert proposal.outcomes[1].text == "Operation Drum resulted in:"
    assert [child.text for child in proposal.outcomes[1].children] == ["12 arrests", "5 vehicles seized"]


def test_a_few_words_above_some_items_head_them_and_are_noted():
    did = "Schools\n• Taught 5 classes.\nPatrols\n• Stopped 12 cars."
    text = f"Roads\nWhat we said\n• Make roads safe.\nWhat we did\n{did}\nOutcome\n• Fewer crashes."
    proposal = read_published_report(text)
    assert lists_of(proposal)[1] == ["Taught 5 classes.", "Stopped 12 cars."]
    assert {"Schools", "Patrols"} <= set(proposal.headings)


def test_outcomes_in_paragraphs_after_a_gap_are_found():
    did = "• Stopped 12 cars.\n• Ran a campaign."
    text = f"Roads\n\nWhat we said\n• Make roads safe.\n\nWhat we did\n{did}\n\n\nCrashes fell."
    assert lists_of(read_published_report(text))[2] == ["Crashes fell."]


def test_activities_without_a_heading_are_found_where_there_are_outcomes():
    said, did = "• Make roads safe.\n• Teach.", "• Stopped 12 cars.\n• Taught."
    text = f"Roads\n\nWhat we said\n{said}\n\n\n{did}\n\nOutcome\n• Crashes fell."
    assert lists_of(read_published_report(text))[1] == ["Stopped 12 cars.", "Taught."]


def test_a_wrapped_line_that_reads_like_a_heading_stays_in_its_item():
    text = PAGE.format(said="What we said", did="What we did", came="Outcome")
    proposal = read_published_report(text.replace("Stop fraud.", "Stop fraud, for the best\noutcome\nfor its victims."))
    assert lists_of(proposal)[0] == ["Stop fraud, for the best outcome for its victims."]


def test_a_footnote_is_no_outcome():
    text = PAGE.format(said="What we said", did="What we did", came="Outcome").replace("arrested.", "arrested*.")
    proposal = read_published_report(text + "\n* Figures are provisional.\n\nSource: custody records\n")
    assert lists_of(proposal)[2] == ["95 people were arrested*."]
    assert [str(piece) for piece in proposal.unparsed] == [
        "line 15: Figures are provisional.",
        "line 17: Source: custody records",
    ]


def test_a_list_numbered_without_dots_loses_its_numbers_only():
    said, did = "1 Work.\n2 Train.\n3 Act.", "1 Worked with 12 schools.\n2 Trained."
    text = f"X\nWhat we said\n{said}\nWhat we did\n{did}\nOutcome\n95 Arrests."
    proposal = read_published_report(text)
    assert lists_of(proposal) == (["Work.", "Train.", "Act."], ["Worked with 12 schools.", "Trained."], ["95 Arrests."])


def test_a_number_at_the_beginning_of_a_wrapped_line_is_no_bullet():
    came = "• Arrests rose from 9 to\n12. Charges rose to\n14. All were made here."
    text = f"X\nWhat we said\n• Act.\nWhat we did\n• Acted.\nOutcome\n{came}"
    assert lists_of(read_published_report(text))[2] == [
        "Arrests rose from 9 to 12. Charges rose to 14. All were made here."
    ]


def test_typographic_quotes_and_dashes_are_kept():
    text = PAGE.format(said="What we said", did="What we did", came="Outcome").replace(
        "Stop fraud", "Stop ‘courier’ – fraud’s “worst”"
    )
    assert lists_of(read_published_report(text))[0] == ["Stop ‘courier’ – fraud’s “worst”."]


@pytest.mark.parametrize(
    ("head", "tail", "whole"),
    [
        ("an organi-", "sation", "an organisation"),
        ("a table-", "top exercise", "a table-top exercise"),
        ("during COVID-", "19", "during COVID-19"),
        ("in 2018 –", "the year", "in 2018 – the year"),
        ("residents and", "businesses", "residents and businesses"),
    ],
)
def test_a_word_broken_at_a_lines_end_is_mended(head: str, tail: str, whole: str):
    assert join_lines(head, tail) == whole


@pytest.mark.parametrize(
    "text",
    ["Page 3 of 12", "14", "Back to top", "Home > Annual report > Fraud", "© Anyshire 2019", "Accept all cookies",
     "We use some essential cookies to make this website work.", "https://www.police.example/fraud",
     "NOT PROTECTIVELY MARKED", "Last updated: 3 June 2019", "Print this page", "Privacy policy"],
)  # fmt: skip
def test_page_furniture_is_known(text: str):
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text", ["95 arrests", "Published 12 newsletters", "Share intelligence with partners", "Search with respect"]
)
def test_an_item_is_no_furniture(text: str):
    assert not is_furniture(text)
