"""The dashboard as a person sees it."""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest
from django.urls import reverse

from ctreport.accounts.access import Role
from objectives.models import Pledge, ReportingYear
from outcomes.models import Assessment, AssessmentWord, Figure
from tests.bench.multiply import multiply
from tests.traces import untraced

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("born_approved")]
ADDRESS = "/years/2018-19/"
# session, person, roles, unread notices: 4; years: 1; the year’s facts: 19; the last look: 1; alerts: 1; what is not
# approved: 1
QUERIES = 27


@pytest.fixture
def page(client_for):
    """The text of a page as a role sees it, tags left out, spaces made one."""

    def ask(address=ADDRESS, role="leader"):
        html = client_for(role).get(address).content.decode()
        main = html[html.index("<main") :]
        return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"</?a\b[^>]*>", "", main)).split())

    return ask


def html_of(client_for, address=ADDRESS, role="leader"):
    return client_for(role).get(address).content.decode()


def test_the_page_stands_in_the_order_in_which_it_is_read(records_2018_19, client_for):
    html = html_of(client_for)
    main = html[html.index("<main") :]
    assert re.findall(r'<h2 [^>]*id="([a-z]+)"', main) == [
        *("summary", "pledges", "figures", "changes", "gaps", "quality", "charts")
    ]


class TestWithoutBeingTold:
    """What the page says of the records of 2018/19 by itself."""

    def test_the_cctv_and_number_plate_pledge_has_no_activity(self, records_2018_19, page):
        text = page()
        assert re.search(r"P10 Make full use .* \(CCTV [^)]*\) .*?delivery\. No activity, no outcome, no figure", text)
        assert "3 have no activity (P2, P4 and P10)" in text

    def test_the_outcome_that_resources_are_effectively_used_has_no_measure(self, records_2018_19, page):
        assert "Outcome O1 has no measure behind it. Our resources are being effectively used" in page()

    def test_the_survey_has_no_base_hence_no_interval(self, records_2018_19, page):
        assert "how many people answered is not recorded, so no confidence interval can be shown" in page()

    def test_arrests_are_not_a_share_of_positives(self, records_2018_19, page):
        assert "“Arrests” (95) is not shown as a share of “Positives from stop and search” (89)" in page()

    def test_the_positive_rate_asks_for_a_check_of_its_definition(self, records_2018_19, page):
        text = page()
        assert "Check the definition: 72.4% (89 of 123) is far from what others published: 37%" in text
        assert "Nothing was corrected." in text


def test_gaps_lead_to_the_record_to_mend(records_2018_19, client_for):
    outcome = records_2018_19.outcomes.get(reference="O1")
    assert f'<a class="govuk-link" href="{outcome.get_absolute_url()}">Outcome O1 has no measure' in html_of(client_for)


def test_pledges_lead_to_their_pages(records_2018_19, client_for):
    html = html_of(client_for)
    for pledge in Pledge.objects.filter(year=records_2018_19):
        assert f'href="{pledge.get_absolute_url()}"' in html


def test_the_report_is_one_step_away(records_2018_19, client_for):
    assert f'href="{reverse("report:page", args=["2018-19"])}">Read the report</a>' in html_of(client_for)


def test_key_figures_stand_with_their_qualifiers(records_2018_19, page):
    text = page()
    assert "over 9000 Engagement messages given to the public" in text
    assert "Online, during the day 90%" in text


def test_every_number_on_a_card_and_in_a_sentence_leads_to_what_stands_behind_it(records_2018_19, client_for):
    html = html_of(client_for)
    for figure in Figure.objects.filter(year=records_2018_19):
        address = reverse("report:trace", args=[figure.pk])
        assert re.search(rf'<a class="ct-card__link[^"]*" href="{address}" data-trace>', html)
    positives = Figure.objects.get(measure__code="stop-search-positives")
    assert f'<a class="ct-traced" href="{reverse("report:trace", args=[positives.pk])}" data-trace>89</a>' in html


@pytest.mark.parametrize("page", ["", "measures/act-training/", "compare/2017-18/"])
def test_the_earlier_figure_of_a_change_leads_to_what_stands_behind_it(illustrative_history, page, client_for):
    earlier = Figure.objects.get(measure__code="act-training", year__start_year=2017)
    address = reverse("report:trace", args=[earlier.pk])
    text = client_for("leader").get(f"/years/2018-19/{page}").text
    assert f'p 782 (40%) from <a class="ct-traced" href="{address}" data-trace>1966</a>' in text


def test_a_figure_says_what_its_note_says(records_2018_19, page):
    assert "Arrests are therefore not a part of the positives" in page()


def test_each_chart_has_its_words_and_its_table_without_script(records_2018_19, client_for):
    html = untraced(html_of(client_for))
    assert html.count('<figure class="ct-chart">') == html.count("data-chart-url=") == 2
    assert 'data-chart-url="/charts/2018-19/breakdown-feel-safe.json"' in html
    assert html.count("<caption") == 2
    assert re.search(r'<th scope="row"[^>]*>Online</th>\s*<td[^>]*>90%</td>\s*<td[^>]*>65%</td>', html)


def test_without_scripts_a_chart_is_a_picture(records_2018_19, client_for):
    html = html_of(client_for)
    assert re.search(r'<noscript><img [^>]*src="/charts/2018-19/breakdown-feel-safe.svg" alt="Bar chart: [^"]+"', html)


def test_nothing_is_styled_or_scripted_inline(illustrative_history, client_for):
    html = html_of(client_for)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", html)


def test_headings_do_not_jump(illustrative_history, client_for):
    for address in (ADDRESS, "/years/2017-18/"):
        levels = [int(level) for level in re.findall(r"<h([1-6])", html_of(client_for, address))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_without_made_up_figures_there_is_no_banner(records_2018_19, client_for):
    assert "Illustrative" not in html_of(client_for)


def test_a_year_compared_with_made_up_figures_says_so(illustrative_history, client_for, page):
    assert "<strong>Illustrative figures.</strong>" in html_of(client_for)
    assert "Up 782 (40%) from 1966 (illustrative)" in page()


def test_a_made_up_year_says_so_and_shows_its_actions_and_targets(illustrative_history, client_for, page):
    assert "Everything recorded for 2017/18 is made up" in html_of(client_for, "/years/2017-18/")
    text = page("/years/2017-18/")
    assert "Target at least 65%: missed" in text
    assert re.search(r'Target <a [^>]*href="/targets/\d+/">at least 65%</a>', html_of(client_for, "/years/2017-18/"))
    assert re.search(r"Actions on measures .* Requires action Action: .* Due 30 September 2018 Overdue", text)
    assert "Up 55 (13%) from 432 better" in text
    assert "Down 14 (11%) from 131 context only" in text


def test_action_and_date_stand_in_the_row_of_the_pledge(records_2018_19, page):
    pledge, word = Pledge.objects.get(reference="P10"), AssessmentWord.objects.first()
    about = {"year": records_2018_19, "word": word, "assessment_reason": "So.", "due_on": date(2019, 9, 30)}
    Assessment.objects.create(pledge=pledge, action="Write down what was done.", **about)
    row = rf"P10 Make .*? no figure .*?Assessed: {word} Action: Write down what was done\. Due 30 September 2019"
    assert re.search(row, page())
    assert "P9 Deploy" in page()
    assert page().count("Not assessed") == 10  # the other nine, and the filter


def test_before_anything_is_assessed_the_page_says_so_once(records_2018_19, page):
    assert page().count("has been assessed yet") == 2  # in the summary, and above the pledges


def test_the_other_years_can_be_chosen(illustrative_history, client_for):
    html = html_of(client_for)
    assert re.search(r'href="/years/2018-19/" aria-current="page"', html)
    assert all(f'href="/years/{year}/"' in html for year in ("2014-15", "2017-18"))


def test_what_was_entered_is_escaped(records_2018_19, client_for):
    Pledge.objects.filter(year=records_2018_19, reference="P1").update(statement="<script>alert(1)</script>")
    assert "<script>alert" not in html_of(client_for)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("address", [ADDRESS, "/years/2030-31/"])
def test_every_role_may_look(role, address, records_2018_19, client_for):
    assert client_for(role).get(address).status_code == (200 if address == ADDRESS else 404)


@pytest.mark.parametrize("address", ["/dashboard/", ADDRESS])
def test_a_visitor_is_asked_to_sign_in(address, records_2018_19, client):
    assert client.get(address)["Location"] == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("address", ["/dashboard/", ADDRESS])
def test_the_page_is_read_only(address, records_2018_19, client_for):
    assert client_for("analyst").post(address).status_code == 405


class TestHome:
    def test_the_start_page_is_the_latest_year(self, illustrative_history, client_for):
        assert client_for("leader").get("/dashboard/")["Location"] == ADDRESS

    def test_without_a_year_an_analyst_is_asked_to_open_one(self, client_for):
        html = html_of(client_for, "/dashboard/", "analyst")
        assert "No year has been opened yet." in html
        assert f'href="{reverse("objectives:year_create")}"' in html

    def test_without_a_year_a_leader_is_told_whom_to_ask(self, client_for):
        html = html_of(client_for, "/dashboard/", "leader")
        assert "Ask an analyst or an administrator to open one." in html
        assert reverse("objectives:year_create") not in html


class TestEmptyYear:
    @pytest.fixture(autouse=True)
    def _year(self, db):
        ReportingYear.objects.create(start_year=2019)

    def test_an_analyst_is_told_what_to_do_next(self, client_for):
        html = html_of(client_for, "/years/2019-20/", "analyst")
        assert "Nothing is approved for 2019/20 yet." in html
        assert f'href="{reverse("objectives:pledge_create")}?year=2019-20"' in html

    def test_a_leader_is_told_who_enters_the_records(self, client_for):
        html = html_of(client_for, "/years/2019-20/", "leader")
        assert "Analysts and reviewers enter the records." in html
        assert reverse("objectives:pledge_create") not in html

    def test_a_year_with_a_pledge_only_asks_for_the_first_figure(self, client_for, page):
        Pledge.objects.create(year=ReportingYear.objects.get(), reference="P1", statement="Deter.")
        text = page("/years/2019-20/", "analyst")
        assert "The only pledge does not have a complete thread. Pledges 1 has no activity (P1)." in text
        assert "Enter the first figure" in text


class TestUnknownYear:
    def test_a_year_that_was_not_opened_is_answered_with_those_that_were(self, records_2018_19, page):
        text = page("/years/2030-31/")
        assert "2030/31 has not been opened. You can look at: 2018/19" in text

    @pytest.mark.parametrize("slug", ["2018-20", "next", "1"])
    def test_what_is_no_year_is_told_how_years_are_written(self, slug, records_2018_19, client_for, page):
        assert client_for("leader").get(f"/years/{slug}/").status_code == 404

    def test_a_wrong_second_year_is_answered_with_the_right_one(self, records_2018_19, page):
        assert "2018 goes with 2018/19" in page("/years/2018-20/")

    def test_another_spelling_of_the_year_leads_to_it(self, records_2018_19, client_for):
        assert client_for("leader").get("/years/2018-2019/")["Location"] == ADDRESS


@pytest.mark.parametrize("times", [1, 5])
def test_the_page_takes_the_same_number_of_queries_at_any_size(
    times, records_2018_19, client_for, django_assert_num_queries
):
    multiply(records_2018_19, times)
    client = client_for("leader")
    client.get(ADDRESS)
    with django_assert_num_queries(QUERIES):
        assert client.get(ADDRESS).status_code == 200
