"""Whom a text mentions."""

import pytest

from ctreport.accounts.models import User
from ctreport.discussion.people import mentions_in

TOM, PRIYA, TOMMY = (User(pk=n, name=name) for n, name in enumerate(("Tom Bennett", "Priya Shah", "Tom Bennett-Hall")))
ANN = User(pk=7, name="Ann O’Neill")
PEOPLE = [TOM, PRIYA, TOMMY, ANN]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Tom Bennett, is this right?", [TOM]),
        ("@tom bennett is this right?", [TOM]),
        ("Ask (@Priya Shah) and @Ann", [PRIYA, ANN]),
        ("@Priya’s figure", [PRIYA]),
        ("@Tom Bennett-Hall knows", [TOMMY]),
        ("Write to priya@force.example at 5 pm @ the City", []),
        ("@Priya and @Priya Shah", [PRIYA]),
        ("no one", []),
    ],
)
def test_people_are_found_by_full_and_by_first_name(text, expected):
    found = mentions_in(text, PEOPLE)
    assert found.people == expected
    assert not found.unknown


@pytest.mark.parametrize(("text", "name"), [("@Nobody knows", "Nobody"), ("@Priyanka", "Priyanka"), ("@Ünal!", "Ünal")])
def test_a_name_that_nobody_goes_by_is_reported(text, name):
    assert mentions_in(text, PEOPLE).unknown == [name]


def test_a_first_name_that_two_share_is_unclear():
    found = mentions_in("@Tom?", PEOPLE)
    assert (found.people, found.unclear) == ([], ["Tom"])


def test_two_people_of_one_full_name_are_both_told():
    other = User(pk=9, name="Priya Shah")
    assert mentions_in("@Priya Shah", [PRIYA, other]).people == [PRIYA, other]
