"""A narrative with a token that finds no figure is refused, however it is saved."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from activities.models import Activity
from ctreport.review.actions import save_record
from outcomes.models import Outcome

pytestmark = pytest.mark.django_db


def save(record, people):
    return save_record(record=record, by=people.analyst)


def test_an_unknown_token_is_refused_beside_the_narrative(cells, people):
    activity = Activity(year=cells.year, reference="A1", narrative="Held {{figure:briefing}}.")
    with pytest.raises(ValidationError) as caught:
        save(activity, people)
    assert caught.value.message_dict == {
        "narrative": ["{{figure:briefing}}: there is no measure “briefing”. Did you mean “briefings”?"]
    }


def test_each_unknown_token_is_told(cells, people):
    outcome = Outcome(year=cells.year, reference="O1", narrative="{{figure:x}} and {{y}} and {{figure:arrests}}.")
    with pytest.raises(ValidationError) as caught:
        save(outcome, people)
    assert len(caught.value.message_dict["narrative"]) == 2


@pytest.mark.parametrize("text", ["Held {{figure:briefings.", "Held figure:briefings}}."])
def test_a_token_that_is_not_closed_is_refused(text, cells, people):
    with pytest.raises(ValidationError, match=r"opens with \{\{ and closes with \}\}"):
        save(Activity(year=cells.year, reference="A1", narrative=text), people)


def test_known_tokens_and_plain_words_are_saved_as_they_were_typed(cells, people):
    text = "Held {{figure:briefings}} in 12 places; {see} {below}."
    assert save(Activity(year=cells.year, reference="A1", narrative=text), people).narrative == text
