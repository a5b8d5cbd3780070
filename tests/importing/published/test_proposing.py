"""What is proposed for a page that was read: measures, categories, links and tokens."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as site
from hypothesis import given, settings
from hypothesis import strategies as st

from ctreport.importing.published import (
    Section,
    match_categories,
    match_measure,
    propose_links,
    read_published_report,
)
from ctreport.importing.published.figures import figures_in
from ctreport.importing.published.tokenising import reads, tokenised
from ctreport.importing.published.wording import stem
from tests.importing.published.counting import page

MEASURES = [
    SimpleNamespace(code=code, title=title, unit=unit, programme=programme)
    for code, title, unit, programme in [
        ("briefings", "Briefings, training exercises and table-top exercises", "count", ""),
        ("suspicious-activity-reports", "Reports of suspicious activity investigated", "count", ""),
        ("feel-safe", "People who feel safe in the City", "percentage", ""),
        ("act-training", "People who received ACT training", "count", ""),
        ("servator-deployments", "Project Servator deployments", "count", "Project Servator"),
        ("engagement-messages", "Engagement messages given to the public", "count", "Project Servator"),
        ("stop-searches", "Stop and searches", "count", "Project Servator"),
        ("stop-search-positives", "Positives from stop and search", "count", "Project Servator"),
        ("arrests", "Arrests", "count", "Project Servator"),
    ]
]
DIMENSIONS = [
    [("online", "Online"), ("interview", "Street interview")],
    [("day", "During the day"), ("dark", "After dark")],
]
SOURCE = read_published_report(page("countering_terrorism.txt"))
CELLS = [
    "briefings",
    "suspicious-activity-reports",
    "feel-safe:online:day",
    "feel-safe:online:dark",
    "feel-safe:interview:day",
    "feel-safe:interview:dark",
    "act-training",
    "servator-deployments",
    "engagement-messages",
    "stop-searches",
    "stop-search-positives",
    "arrests",
]


def test_each_figure_of_the_source_page_finds_its_measure_and_categories():
    found = []
    for figure in SOURCE.figures:
        above = SOURCE.outcomes[figure.place.position].text if figure.place.section == Section.OUTCOMES else ""
        code, _ = match_measure(figure, MEASURES, context=above)
        found.append(":".join([code, *match_categories(figure, DIMENSIONS if code == "feel-safe" else [])]))
    assert found == CELLS


def test_a_figure_like_no_measure_finds_none():
    [figure] = figures_in("Recruited 45 special constables.")
    assert match_measure(figure, MEASURES) == ("", 0.0)


def test_a_percentage_never_finds_a_count():
    [figure] = figures_in("80% of arrests made")
    assert match_measure(figure, MEASURES).code == ""


def test_two_measures_alike_leave_the_match_in_doubt():
    [figure] = figures_in("95 arrests made")
    twins = [SimpleNamespace(code=code, title="Arrests", unit="count") for code in ("a", "b")]
    assert match_measure(figure, twins).confidence < match_measure(figure, twins[:1]).confidence


def test_a_category_that_is_not_named_is_left_open():
    [figure] = figures_in("90% of online respondents felt safe.")
    assert match_categories(figure, DIMENSIONS) == ("online", "")


def test_links_are_proposed_where_telling_words_are_shared():
    pledges = ["Deploy behaviour detection officers (Project SERVATOR).", "Help residents to protect their homes."]
    activities = [
        "Continued to use behaviour detection officers under Project Servator.",
        "Visited 20 residents’ homes.",
    ]
    links = propose_links(pledges, activities, ["Project Servator led to 95 arrests."])
    pairs = {(link.kind, link.i, link.j) for link in links}
    assert pairs == {("activity_pledge", 0, 0), ("activity_pledge", 1, 1), ("outcome_activity", 0, 0)}
    assert "“Servator”" in links[0].reason


def test_a_pledge_that_nothing_answers_gets_no_link():
    links = propose_links(
        [one.text for one in SOURCE.pledges],
        [one.text for one in SOURCE.activities],
        [" ".join([one.text, *(child.text for child in one.children)]) for one in SOURCE.outcomes],
        topic=SOURCE.title,
    )
    assert 9 not in {link.j for link in links if link.kind.endswith("pledge")}  # CCTV and number plate recognition
    assert ("activity_pledge", 2, 8) in {link[:3] for link in links}  # Project Servator
    assert ("outcome_activity", 3, 4) in {link[:3] for link in links}  # ACT


def test_words_of_the_topic_tell_nothing():
    assert not propose_links(["Tackle knife crime."], ["Talked of knife crime."], [], topic="Knife crime")


@pytest.mark.parametrize("words", ["searches searching searched search", "trained training trains", "policies policy"])
def test_a_word_is_known_by_its_stem(words: str):
    assert len({stem(word) for word in words.split()}) == 1


def test_tokens_stand_for_the_figures_and_the_page_reads_as_before():
    for place, text in SOURCE.statements():
        codes = [code for code, figure in zip(CELLS, SOURCE.figures, strict=True) if figure.place == place]
        figures = SOURCE.figures_at(place)
        result = tokenised(text, figures, codes)
        assert result.narrative.count("{{figure:") == len(codes)
        assert reads(result.narrative, dict(zip(codes, figures, strict=True))) == text


def test_the_narratives_are_those_of_the_fixture():
    rows = json.loads((Path(site.BASE_DIR) / "fixtures" / "city_of_london_2018_19.json").read_text())
    known = {row["fields"].get("narrative") for row in rows}
    for place, text in SOURCE.statements():
        codes = [code for code, figure in zip(CELLS, SOURCE.figures, strict=True) if figure.place == place]
        if codes:
            assert tokenised(text, SOURCE.figures_at(place), codes).narrative in known


@pytest.mark.parametrize(
    ("text", "narrative"),
    [
        ("Nearly 300 people came.", "Nearly 300 people came."),
        ("We trained 2,748 people.", "We trained 2,748 people."),
        ("Twelve people came.", "Twelve people came."),
        ("65 per cent felt safe.", "65 per cent felt safe."),
        ("Just over 300 people came.", "Just {{figure:a}} people came."),
        ("Robbery fell by 12%.", "Robbery fell by 12%."),
        ("More than 300 people came.", "More than 300 people came."),
        ("It was 98.6% in all.", "It was {{figure:a}} in all."),
    ],
)
def test_a_figure_that_would_read_differently_keeps_its_words(text: str, narrative: str):
    result = tokenised(text, figures_in(text), ["a"])
    assert result.narrative == narrative
    assert bool(result.left) == ("{{" not in narrative)


def test_the_house_style_may_be_put_in_place_of_the_words():
    text = "We trained 2,748 people."
    assert tokenised(text, figures_in(text), ["a"], is_house_style=True).narrative == "We trained {{figure:a}} people."


def test_a_figure_without_a_code_is_left_alone():
    text = "We made 12 arrests and 3 charges."
    assert tokenised(text, figures_in(text), ["", "b"]).narrative == "We made 12 arrests and {{figure:b}} charges."


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["over 500 items", "90% of people", "2,000 calls", "twelve", "£1.2m", "Over 9000"]), max_size=6
    )
)
def test_a_tokenised_statement_always_reads_as_it_was(pieces: list[str]):
    text = "We saw " + ", and ".join(pieces) + "."
    figures = figures_in(text)
    codes = [f"m{number}" for number in range(len(figures))]
    narrative = tokenised(text, figures, codes).narrative
    assert reads(narrative, dict(zip(codes, figures, strict=True))) == text
