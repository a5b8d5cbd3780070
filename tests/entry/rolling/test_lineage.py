"""From which earlier pledge a pledge goes on: proposed by likeness, one to one."""

import string
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctreport.entry.rolling.lineage_page import in_words
from objectives.lineage import propose_lineage
from objectives.models import Pledge

# Each a wording such as the next year's report might have; the reference is that of the true pledge of 2018/19.
REWORDED = {
    "P1": "Work with our community and with partners in the City, nationally and internationally to protect the Square "
    "Mile from terrorist attack",
    "P2": "We will engage with businesses, schools and other institutions so that venues or people involved in "
    "extremist rhetoric are identified",
    "P3": "Prevent people turning to terrorism or extremism by engaging with groups and individuals at risk",
    "P4": "Help the City of London Corporation to teach staff of partners and charities how to prevent terrorism",
    "P5": "Raise awareness in City businesses, and improve organisations' ability to respond",
    "P6": "Give residents & businesses current advice on protective security",
    "P7": "Improve our tactics against the threat of terrorism and develop new ones",
    "P8": "Deploy our resources where intelligence and analysis say they best deter, detect & disrupt terrorism",
    "P9": "Publicise what Project Servator's behaviour detection officers achieve",
    "P10": "Make best use of technology, such as CCTV and ANPR, in support of our service",
}
NEW = (
    "Recruit and train drone pilots for major events",
    "Improve the welfare of officers exposed to distressing material",
)


def said(*statements):
    return [SimpleNamespace(statement=one) for one in statements]


def found(pledges, earlier):
    return {one.pledge.statement: one.earlier and one.earlier.statement for one in propose_lineage(pledges, earlier)}


@pytest.fixture
def published(records_2018_19):
    return {one.reference: one for one in Pledge.objects.for_year(records_2018_19)}


def test_each_of_ten_reworded_pledges_finds_its_own_and_new_ones_find_none(published):
    pledges = said(*NEW, *reversed(REWORDED.values()))
    proposals = found(pledges, list(published.values()))
    for reference, statement in REWORDED.items():
        assert proposals[statement] == published[reference].statement, reference
    assert [proposals[one] for one in NEW] == [None, None]


def test_the_same_words_in_another_order_and_punctuation_are_the_same(published):
    earlier = [
        one.statement.replace(",", ";").replace("-", " - ").replace("‘", "“").rstrip(".").upper()
        for one in reversed(published.values())
    ]
    for proposal in propose_lineage(list(published.values()), said(*earlier)):
        assert proposal.earlier.statement.startswith(proposal.pledge.statement[:10].upper())
        assert in_words(proposal.confidence) in {"The same words", "Nearly the same words"}


def test_two_like_pledges_do_not_share_an_earlier_one():
    earlier = said("Train staff of shops to recognise terrorist activity")
    pledges = said("Train staff of hotels to recognise terrorist activity", earlier[0].statement)
    assert found(pledges, earlier) == {pledges[0].statement: None, pledges[1].statement: earlier[0].statement}


def test_a_pledge_that_was_split_goes_to_the_likest_part():
    earlier = said("Work with businesses and with schools to identify people drawn into extremism")
    parts = said("Work with schools to identify people drawn into extremism", "Work with businesses")
    assert found(parts, earlier)[parts[0].statement] == earlier[0].statement


def test_an_extended_pledge_is_found():
    earlier = said("Deploy Project Servator", "Answer every report of suspicious activity")
    longer = said("Deploy Project Servator at railway stations, at major events and wherever crowds gather")
    assert found(longer, earlier)[longer[0].statement] == "Deploy Project Servator"


@pytest.mark.parametrize(("pledges", "earlier"), [([], ["A pledge"]), (["A pledge"], []), (["…"], ["–"]), ([""], [""])])
def test_nothing_to_compare_gives_no_likeness_and_no_error(pledges, earlier):
    assert [one.confidence <= 1 for one in propose_lineage(said(*pledges), said(*earlier))] == [True] * len(pledges)


words = st.text(alphabet=string.ascii_lowercase, min_size=3, max_size=9)
statements = st.lists(st.lists(words, min_size=4, max_size=12).map(" ".join), min_size=1, max_size=12, unique=True)


@given(statements, st.randoms(use_true_random=False))
def test_pledges_kept_word_for_word_find_themselves_in_any_order(texts, random):
    earlier = said(*texts)
    random.shuffle(earlier)
    proposals = propose_lineage(said(*(f"{one.capitalize()}." for one in texts)), earlier)
    stems = {tuple(sorted(one.pledge.statement.lower().rstrip(".").split())) for one in proposals}
    if len(stems) == len(texts):
        assert all(one.confidence > 0.9 for one in proposals)


@given(statements, statements)
def test_proposals_are_one_to_one_and_confidence_lies_between_0_and_1(pledges, earlier):
    proposals = propose_lineage(said(*pledges), said(*earlier))
    chosen = [id(one.earlier) for one in proposals if one.earlier]
    assert len(proposals) == len(pledges)
    assert len(chosen) == len(set(chosen))
    assert all(0 <= one.confidence <= 1 and (one.confidence > 0) == (one.earlier is not None) for one in proposals)


@pytest.mark.parametrize(
    ("confidence", "words_shown"),
    [(1.0, "The same words"), (0.8, "Nearly the same words"), (0.6, "Similar words"), (0.4, "Some words in common")],
)
def test_confidence_is_said_in_words(confidence, words_shown):
    assert in_words(confidence).startswith(words_shown)
