"""The list of each kind of record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ctreport.accounts.access import Role


@pytest.fixture
def address(kind):
    return reverse(kind.url_name("list"))


def test_list_shows_the_records_with_their_count(client_for, kind, records, address):
    first = records(3)[0]
    page = client_for(Role.LEADER).get(address)
    assert page.status_code == 200
    assert first.get_absolute_url() in page.text
    assert f"Showing 1 to {3 if kind.model.record_kind != 'year' else 4} of" in page.text


def test_list_has_a_caption_scopes_and_a_scroll_region(client_for, records, address):
    records(2)
    page = client_for(Role.LEADER).get(address).text
    assert '<caption class="govuk-table__caption' in page
    assert 'scope="col"' in page
    assert 'scope="row"' in page
    assert 'role="region"' in page
    assert 'tabindex="0"' in page


def test_list_is_cut_into_pages_of_25(client_for, records, address):
    records(60)
    page = client_for(Role.LEADER).get(address, {"page": 2})
    assert "Showing 26 to 50 of" in page.text
    assert 'aria-label="Page 2" aria-current="page"' in page.text
    assert 'rel="prev"' in page.text
    assert 'rel="next"' in page.text


@pytest.mark.parametrize("asked", ["0", "-3", "999", "99999999999999999999999", "second", ""])
def test_page_that_there_is_not_leads_to_one_that_there_is(client_for, records, address, asked):
    records(30)
    page = client_for(Role.LEADER).get(address, {"page": asked})
    assert page.status_code == 200
    assert "Showing" in page.text


@pytest.mark.parametrize("asked", ["0", "-1", "1000000"])
def test_length_of_a_page_stays_within_bounds(client_for, records, address, asked):
    records(30)
    assert client_for(Role.LEADER).get(address, {"per_page": asked}).status_code == 200


def test_each_column_that_offers_it_sorts_both_ways(client_for, records, address):
    records(3)
    client = client_for(Role.LEADER)
    columns = client.get(address).context["table"].columns
    for column in columns:
        for sign, direction in (("", "ascending"), ("-", "descending")):
            page = client.get(address, {"sort": sign + column.name})
            assert page.status_code == 200
            assert (f'aria-sort="{direction}"' in page.text) is column.orderable


def test_unknown_sort_is_ignored(client_for, records, address):
    records(2)
    page = client_for(Role.LEADER).get(address, {"sort": "drop-table"})
    assert page.status_code == 200
    assert "aria-sort" not in page.text


def test_sorting_keeps_the_filter_and_goes_to_the_first_page(client_for, records, address):
    records(30)
    page = client_for(Role.LEADER).get(address, {"page": "2", "q": ""}).text
    assert "?q=&amp;sort=" in page
    assert "page=2&amp;sort" not in page


def test_search_narrows_the_list_and_can_be_cleared(client_for, kind, records, address):
    records(3)
    if kind.model.record_kind == "year":  # years are few and have no words to search
        return
    page = client_for(Role.LEADER).get(address, {"q": "no such words anywhere"}).text
    assert "match what you asked for" in page
    assert "Clear the filter" in page
    assert "no such words anywhere" in page


def test_empty_list_says_what_to_do_next(client_for, kind, address):
    if kind.model.record_kind == "year":
        kind.model.objects.all().delete()
    page = client_for(kind.writer).get(address).text
    assert f"There are no {kind.model._meta.verbose_name_plural}" in page
    assert reverse(kind.url_name("create")) in page


def test_empty_list_does_not_offer_to_add_to_people_who_may_not(client_for, kind, address):
    page = client_for(kind.no_writer).get(address)
    assert page.status_code == 200
    assert reverse(kind.url_name("create")) not in page.text


def test_illustrative_row_is_tagged_and_the_page_says_so(client_for, records, address):
    record = records(2)[0]
    client = client_for(Role.LEADER)
    assert "Illustrative" not in client.get(address).text
    type(record).objects.filter(pk=record.pk).update(illustrative=True)
    page = client.get(address).text
    assert "Illustrative figures." in page
    assert page.count('<strong class="govuk-tag govuk-tag--orange ct-tag">Illustrative</strong>') == 1


def test_wrong_method_is_refused(client_for, address):
    assert client_for(Role.ANALYST).post(address).status_code == 405


def test_number_of_queries_does_not_grow_with_the_rows(client_for, records, address):
    client = client_for(Role.ANALYST)
    counts = []
    for more in (10, 90):
        records(more)
        client.get(address, {"per_page": 200})
        with CaptureQueriesContext(connection) as queries:
            client.get(address, {"per_page": 200})
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 14
