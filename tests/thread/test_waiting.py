"""What is not approved yet is counted in words."""

from __future__ import annotations

import pytest

from ctreport.review.actions import save_record
from ctreport.thread.waiting import unapproved_words
from objectives.models import Pledge
from outcomes.models import Figure

pytestmark = pytest.mark.django_db


def test_a_year_in_which_all_is_approved_says_nothing(records_2018_19):
    assert unapproved_words(records_2018_19) == ""


def test_a_draft_is_counted(records_2018_19, people):
    save_record(record=Pledge(year=records_2018_19, reference="P11", statement="New"), by=people.analyst)
    assert unapproved_words(records_2018_19).startswith("1 pledge of 2018/19 is not approved yet.")


def test_changes_of_approved_records_are_counted_with_them(records_2018_19, people):
    save_record(record=Pledge(year=records_2018_19, reference="P11", statement="New"), by=people.analyst)
    for figure in Figure.objects.filter(measure__programme="Project Servator")[:2]:
        figure.note = "Counted anew."
        save_record(record=figure, by=people.analyst)
    assert unapproved_words(records_2018_19).startswith("1 pledge and 2 figures of 2018/19 are not approved yet.")


def test_one_query_counts_all_kinds(records_2018_19, django_assert_num_queries):
    with django_assert_num_queries(1):
        unapproved_words(records_2018_19)


def test_the_dashboard_says_so_and_leads_the_reviewer_to_the_queue(records_2018_19, people, client_for):
    save_record(record=Pledge(year=records_2018_19, reference="P11", statement="New"), by=people.analyst)
    words = "1 pledge of 2018/19 is not approved yet."
    assert words in client_for("leader").get("/years/2018-19/").text
    assert "Review what is submitted" in client_for("reviewer").get("/years/2018-19/").text
