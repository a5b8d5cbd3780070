"""The page of the golden thread as a person sees it."""

import re
from html import unescape

import pytest

from activities.models import Activity
from objectives.models import Pledge, ReportingYear
from outcomes.models import Figure, Outcome
from tests.bench.multiply import multiply

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("born_approved")]
ADDRESS = "/years/2018-19/thread/"
QUERIES = 18  # session, person, roles, unread notices: 4; years: 1; thread: 11; programmes: 1; what is not approved: 1


@pytest.fixture
def html(client_for):
    """The main part of the page, asked for with ``query``."""

    def ask(query="", address=ADDRESS, role="leader", status=200):
        response = client_for(role).get(address + query)
        assert response.status_code == status
        return response.text[response.text.index("<main") :]

    return ask


@pytest.fixture
def text(html):
    def ask(*args, **kwargs):
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", html(*args, **kwargs))).split())

    return ask


def svg_of(html):
    return html[html.index("<svg") : html.index("</svg>")]


def hrefs(html):
    return set(re.findall(r'href="(/(?:pledges|activities|outcomes|measures|figures)/\d+/)"', html))


def test_each_view_leads_to_every_record_of_the_year(records_2018_19, html):
    wanted = {
        record.get_absolute_url()
        for kind in (Pledge, Activity, Outcome, Figure)
        for record in kind.objects.filter(year=records_2018_19)
    } | {figure.measure.get_absolute_url() for figure in Figure.objects.filter(year=records_2018_19)}
    assert hrefs(svg_of(html())) == wanted
    assert hrefs(html("?view=matrix")) == wanted
    assert hrefs(html("?view=list")) == wanted


@pytest.mark.parametrize("view", ["picture", "matrix", "list"])
def test_each_view_says_what_the_cctv_pledge_and_the_use_of_resources_lack(view, records_2018_19, text):
    told = text(f"?view={view}")
    assert "3 of 10 pledges have a complete thread" in told
    assert re.search(r"P10 [^P]*no activity, no outcome, no figure", told)
    assert re.search(r"O1 .*?no measure", told)


def test_an_element_tells_all_of_its_record_and_where_it_leads(records_2018_19, html):
    titles = [unescape(title) for title in re.findall(r"<title>(.*?)</title>", html())]
    assert any(
        title.startswith("Pledge P9: Deploy and advertise the outcomes")
        and title.endswith("Leads on to activity A3 and outcome O6.")
        for title in titles
    )
    assert "Activity A4: Investigated over 120 reports of suspicious activity related to terrorism." in " ".join(titles)


def test_the_matrix_names_what_came_of_a_pledge_and_an_activity(records_2018_19, html):
    page = html("?view=matrix")
    heads = re.findall(r'<th[^>]*scope="col">(.*?)</th>', page, re.DOTALL)
    column = next(place for place, head in enumerate(heads) if ">A3<" in head)
    row = next(row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if ">P7<" in row)
    cells = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]
    assert cells[column - 1].startswith("O6 Project Servator deployments : over 600 O6.1")
    assert cells[0] == "– not linked"


def test_the_views_are_links_that_keep_what_was_chosen(records_2018_19, html):
    page = html("?view=matrix&pledge=P5")
    assert 'href="?view=list&amp;pledge=P5"' in page
    assert re.search(r'href="\?view=matrix&amp;pledge=P5" aria-current="page"', page)


def test_a_pledge_can_be_seen_on_its_own(records_2018_19, text):
    told = text("?pledge=P6&view=list")
    assert "Showing 1 pledge, 2 activities, 1 measure and 1 figure." in told
    assert "Also leads back to P5." in told
    assert "P10" not in told[told.index("Showing") :]


@pytest.mark.parametrize("query", ["?pledge=P99", "?strand=Pretend", "?programme=%3Cb%3E"])
def test_what_cannot_be_chosen_is_told_and_all_is_shown(query, records_2018_19, text):
    told = text(query)
    assert "There is no " in told
    assert "Showing 10 pledges" in told


@pytest.mark.parametrize("query", ["?view=sankey", "?page=x", "?page=99", "?page=-1", "?page=0"])
def test_an_address_that_was_typed_wrongly_shows_the_picture(query, records_2018_19, html):
    assert "<svg" in html(query)


def test_a_choice_that_nothing_fits_says_so(records_2018_19, text):
    assert "Nothing of 2018/19 fits what you chose. Show the whole thread" in text(
        "?strand=Protect&programme=Project+Servator"
    )


@pytest.mark.parametrize("view", ["picture", "matrix"])
def test_a_thread_that_no_drawing_can_hold_is_read_as_a_list(view, records_2018_19, html, text, monkeypatch):
    monkeypatch.setattr("ctreport.dashboard.picture.part.DRAWN_AT_MOST", 10)
    assert f"This thread has 47 records, too many for a {view} that can be read." in text(f"?view={view}")
    assert "ct-thread" in html(f"?view={view}")
    assert "too many" not in text("?view=list")


def test_what_is_not_approved_is_left_out_and_told(records_2018_19, html, text):
    Pledge.objects.filter(year=records_2018_19, reference="P5").update(approved_version=None, state="draft")
    assert "1 pledge of 2018/19 is not approved yet" in text()
    assert "Pledge P5" not in html()


@pytest.mark.parametrize("view", ["picture", "matrix", "list"])
def test_what_is_sensitive_is_marked_on_it_and_on_the_page(view, records_2018_19, html, text):
    assert "OFFICIAL-SENSITIVE" not in html()
    Activity.objects.filter(year=records_2018_19, reference="A3").update(marking="official_sensitive")
    told = text(f"?view={view}")
    assert "This page shows what is never published" in told
    assert told.count("OFFICIAL-SENSITIVE") >= 2


def test_made_up_records_are_marked_and_a_made_up_year_says_so_once(illustrative_history, client_for):
    Activity.objects.filter(year__start_year=2018, reference="A3").update(illustrative=True)
    assert ">Illustrative<" in client_for("leader").get(ADDRESS).text
    response = client_for("leader").get("/years/2017-18/thread/")
    assert "Everything recorded for 2017/18 is made up" in response.text
    assert ">Illustrative<" not in response.text


def test_an_empty_year_says_what_will_stand_here(client_for, text):
    ReportingYear.objects.create(start_year=2019)
    assert "Nothing is approved for 2019/20 yet." in text(address="/years/2019-20/thread/")


def test_a_year_that_was_not_opened_is_answered_with_those_that_were(records_2018_19, client_for, text):
    assert "2030/31 has not been opened. You can look at: 2018/19" in text(address="/years/2030-31/thread/", status=404)
    assert "Write 2018/19" in text(address="/years/2018-20/thread/", status=404)
    assert client_for("leader").get("/years/2018-2019/thread/")["Location"] == ADDRESS


def test_what_was_entered_is_escaped(records_2018_19, html):
    Pledge.objects.filter(year=records_2018_19, reference="P1").update(statement="<script>alert(1)</script>")
    assert all("<script>alert" not in html(f"?view={view}") for view in ("picture", "matrix", "list"))


def test_nothing_is_styled_or_scripted_inline(records_2018_19, client_for):
    page = client_for("leader").get(ADDRESS).text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", page)


def test_the_page_is_read_only(records_2018_19, client_for):
    assert client_for("analyst").post(ADDRESS).status_code == 405


@pytest.mark.parametrize("times", [1, 10])
def test_the_page_takes_the_same_number_of_queries_at_any_size(
    times, records_2018_19, client_for, django_assert_num_queries
):
    multiply(records_2018_19, times)
    client = client_for("leader")
    client.get(ADDRESS)
    with django_assert_num_queries(QUERIES):
        page = client.get(f"{ADDRESS}?page=2").text
    assert ("this is part 2 of" in page) is (times > 1)
    assert ('aria-label="Parts of the thread"' in page) is (times > 1)
