"""The preview beside a narrative that is being written."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ctreport.accounts.access import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def preview(client_for, cells):
    def ask(text, role="analyst", asked_year=None):
        data = {"narrative": text, "year": cells.year.pk if asked_year is None else asked_year}
        return client_for(role).post(reverse("narrative:preview"), data)

    return ask


def test_the_sentence_is_shown_as_it_will_read(preview):
    assert ">Over 500</span> briefings" in preview("{{figure:briefings}} briefings").content.decode()


def test_what_is_wrong_with_a_token_is_told(preview):
    html = preview("{{figure:briefing}}").content.decode()
    assert "Did you mean “briefings”?" in html
    assert "[no figure for figure:briefing]" in html


def test_a_number_typed_by_hand_is_pointed_out(preview):
    assert "no figure behind it" in preview("12 arrests").content.decode()


def test_what_was_typed_is_escaped(preview):
    html = preview("<script>alert(1)</script> {{figure:<img>}}").content.decode()
    assert "<script>" not in html
    assert "<img>" not in html


def test_an_empty_narrative_says_that_nothing_is_written(preview):
    assert "Nothing is written yet." in preview("").content.decode()


@pytest.mark.parametrize("asked_year", ["", "0", "99999", "x", "²", "9" * 30])
def test_a_year_that_does_not_exist_is_not_found(preview, asked_year):
    assert preview("{{figure:briefings}}", asked_year=asked_year).status_code == 404


@pytest.mark.parametrize("role", Role)
def test_only_those_who_enter_records_may_preview(preview, role):
    allowed = role in (Role.ANALYST, Role.REVIEWER)
    assert preview("Words.", role=role).status_code == (200 if allowed else 403)


def test_the_preview_is_not_shown_to_a_visitor(client, cells):
    response = client.post(reverse("narrative:preview"), {"year": cells.year.pk})
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_the_preview_takes_only_what_is_posted(client_for, cells):
    assert client_for("analyst").get(reverse("narrative:preview")).status_code == 405


def test_a_change_from_a_made_up_year_says_that_it_is_illustrative(client_for, records_2018_19, illustrative_history):
    data = {"year": records_2018_19.pk, "narrative": "Training was {{change:act-training}}."}
    page = client_for("analyst").post(reverse("narrative:preview"), data).content.decode()
    assert "Illustrative figures" in page


def test_a_true_figure_is_not_called_illustrative(client_for, records_2018_19, illustrative_history):
    data = {"year": records_2018_19.pk, "narrative": "Trained {{figure:act-training}} people."}
    page = client_for("analyst").post(reverse("narrative:preview"), data).content.decode()
    assert "Illustrative" not in page
