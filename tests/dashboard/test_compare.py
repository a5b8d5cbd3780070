"""Two years side by side."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ctreport.dashboard.compare.figures import figure_rows, measures_in
from ctreport.dashboard.compare.pledges import Fate, pledge_pairs
from objectives.models import Pledge, ReportingYear
from outcomes.models import Figure, Measure
from tests.bench.multiply import multiply

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("born_approved")]
QUERIES = 11  # session, person, roles, unread notices: 4; years: 1; pledges: 3; measures, breaks, figures: 3


@pytest.fixture
def years(db):
    """2018/19, 2017/18 and 2016/17."""
    return [ReportingYear.objects.create(start_year=start) for start in (2018, 2017, 2016)]


def a_pledge(year, reference, statement, source=None):
    return Pledge.objects.create(year=year, reference=reference, statement=statement, rolled_forward_from=source)


def ref(pledge):
    return pledge.reference if pledge else None


def text_of(client, address):
    html = client.get(address).text
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.index("<main") :]).split())


class TestPledges:
    def test_each_pledge_is_kept_reworded_new_or_dropped(self, years):
        year, other, _ = years
        for reference, words in (
            ("P1", "Deter terrorists, always"),
            ("P2", "Train staff."),
            ("P3", "Light up."),
        ):
            a_pledge(other, reference, words)
        old = {one.reference: one for one in other.pledges.all()}
        a_pledge(year, "P1", "Deter terrorists always.", old["P1"])
        a_pledge(year, "P2", "Train staff and volunteers.", old["P2"])
        a_pledge(year, "P4", "Buy drones for surveillance.")
        pairs = pledge_pairs(year, other)
        told = {fate: [(ref(one.now), ref(one.was)) for one in found] for fate, found in pairs.items()}
        assert told == {
            Fate.REWORDED: [("P2", "P2")],
            Fate.NEW: [("P4", None)],
            Fate.DROPPED: [(None, "P3")],
            Fate.KEPT: [("P1", "P1")],
        }
        assert not pairs[Fate.KEPT][0].is_same_to_the_letter
        assert pairs[Fate.KEPT][0].is_confirmed

    def test_a_line_of_pledges_is_followed_over_the_years_between(self, years):
        year, between, other = years
        first = a_pledge(other, "P1", "Deter.")
        second = a_pledge(between, "P7", "Discourage.", first)
        a_pledge(year, "P3", "Dissuade.", second)
        [pair] = pledge_pairs(year, other)[Fate.REWORDED]
        assert (pair.was, pair.is_confirmed) == (first, True)

    def test_a_pledge_that_no_record_links_is_paired_by_its_words_and_the_page_says_so(self, years, client_for):
        year, other, _ = years
        a_pledge(other, "P1", "Give residents and businesses advice on protective security.")
        a_pledge(year, "P6", "Give residents, businesses and visitors advice on protective security.")
        [pair] = pledge_pairs(year, other)[Fate.REWORDED]
        assert not pair.is_confirmed
        html = client_for("leader").get("/years/2018-19/compare/2017-18/").text
        assert "Paired by the likeness of their words; nobody has confirmed" in html
        assert re.search(r"<ins>.*visitors", html)
        assert "Of 1 pledge: 1 reworded." in html

    def test_a_pledge_that_goes_on_from_a_still_older_one_is_new_beside_the_year_between(self, years):
        year, between, other = years
        first = a_pledge(other, "P1", "Deter terrorists.")
        a_pledge(between, "P1", "Deter terrorists.")
        a_pledge(year, "P1", "Deter terrorists.", first)
        assert set(pledge_pairs(year, between)) == {Fate.NEW, Fate.DROPPED}


class TestFigures:
    def rows(self, then, now, **about):
        year, other = ReportingYear.objects.filter(start_year__in=(2018, 2017)).order_by("-start_year")
        measure = Measure.objects.create(code="cases", title="Cases", **about)
        for one, fields in ((other, then), (year, now)):
            if fields:
                Figure.objects.create(measure=measure, year=one, **fields)
        [found] = figure_rows(year, other, measures_in(year, other))
        return found.rows

    def test_a_change_is_told_with_what_it_means(self, years):
        [row] = self.rows({"value": 100}, {"value": 120}, polarity="up")
        assert (row.change, row.movement.judgement) == ("up 20 (20%) from 100", "better")

    def test_a_figure_of_one_year_only_says_so(self, years):
        assert self.rows(None, {"value": 1})[0].change == "not recorded then"

    def test_a_figure_that_is_no_longer_recorded_says_so(self, years):
        assert self.rows({"value": 1}, None)[0].change == "not recorded for 2018/19"

    def test_an_unlike_period_is_told_and_nothing_claimed(self, years):
        half = {"value": 60, "period_start": date(2018, 4, 1), "period_end": date(2018, 9, 30)}
        [row] = self.rows({"value": 100}, half, polarity="up")
        assert row.change == "was 100 for another period; no change can be worked out"
        assert row.notes == ("2018/19: 1 April 2018 to 30 September 2018",)

    def test_a_break_in_series_is_told_and_nothing_claimed(self, years):
        [row] = self.rows({"value": 100}, {"value": 60, "break_reason": "Counted anew."}, polarity="up")
        assert row.change == "was 100, which cannot be compared [b]"
        assert row.notes == ("Break in series: Counted anew.",)
        assert row.movement.judgement == ""


class TestPage:
    def test_the_earlier_year_may_stand_first_in_the_address(self, years, client_for):
        response = client_for("leader").get("/years/2016-17/compare/2018-19/")
        assert response["Location"] == "/years/2018-19/compare/2016-17/"

    @pytest.mark.parametrize("address", ["/years/2018-19/compare/2030-31/", "/years/2030-31/compare/2018-19/"])
    def test_a_year_that_is_not_open_is_answered_with_those_that_are(self, address, years, client_for):
        response = client_for("leader").get(address)
        assert response.status_code == 404
        assert "2030/31 has not been opened." in response.text

    def test_public_statistics_stand_apart(self, years, client_for):
        for order, (code, is_reference) in enumerate((("referrals", True), ("searches", False))):
            measure = Measure.objects.create(code=code, title=code.title(), is_reference=is_reference, order=order)
            Figure.objects.create(measure=measure, year=years[0], value=5)
        text = text_of(client_for("leader"), "/years/2018-19/compare/2017-18/")
        own, others = text.split("Public statistics, for context: not the force’s own")
        assert "Searches none 5" in own
        assert "Referrals (public statistics) none 5" in others

    @pytest.mark.parametrize("address", ["/years/2018-19/compare/", "/years/2018-19/compare/2018-19/"])
    def test_one_year_alone_asks_for_the_other(self, address, years, client_for):
        assert "Choose the other year." in text_of(client_for("leader"), address)

    @pytest.mark.parametrize(("filled", "empty"), [("2017/18", "2018/19"), ("2018/19", "2017/18")])
    def test_no_pledge_is_called_new_or_dropped_beside_a_year_that_has_none_yet(self, filled, empty, years, client_for):
        a_pledge(next(one for one in years if str(one) == filled), "P1", "Deter terrorists.")
        text = text_of(client_for("leader"), "/years/2018-19/compare/2017-18/")
        assert f"{empty} has no approved pledge yet, so none is called new or dropped." in text
        assert "Dropped (" not in text
        assert "New (" not in text

    def test_years_in_which_nothing_is_approved_say_so(self, years, client_for):
        text = text_of(client_for("leader"), "/years/2018-19/compare/2017-18/")
        assert "Neither year has an approved pledge." in text
        assert "Neither year has an approved figure." in text

    @pytest.mark.parametrize("times", [1, 4])
    def test_any_size_takes_the_same_queries(self, times, illustrative_history, client_for, django_assert_num_queries):
        multiply(ReportingYear.objects.get(start_year=2018), times)
        client = client_for("leader")
        client.get("/years/2018-19/")
        with django_assert_num_queries(QUERIES):
            text = text_of(client, "/years/2018-19/compare/2017-18/")
        assert "Up 782 (40%) from 1966" in text
        assert "2017/18: illustrative" in text
