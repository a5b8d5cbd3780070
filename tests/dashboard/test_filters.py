"""The year's page narrowed by what stands in its address."""

from __future__ import annotations

import re

import pytest

from objectives.models import Pledge, ReportingYear
from outcomes.models import Assessment, AssessmentWord, Measure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("born_approved")]
ADDRESS = "/years/2018-19/"


@pytest.fixture
def ask(client_for):
    """What a leader sees under a query: references of pledges, titles of cards, the text of all."""

    def go(query="", address=ADDRESS):
        response = client_for("leader").get(address, query)
        html = response.text[response.text.index("<main") :]
        return (
            re.findall(r'id="pledge-(\w+)"', html),
            re.findall(r'class="ct-card__measure"[^>]*>([^<]+)<', html),
            " ".join(re.sub(r"<[^>]+>", " ", html).split()),
        )

    return go


def test_a_strand_leaves_its_pledges_and_what_hangs_on_them(records_2018_19, ask):
    pledges, measures, text = ask({"strand": "Prepare"})
    assert pledges == ["P5"]
    assert measures == ["Briefings, training exercises and table-top exercises", "People who received ACT training"]
    assert "Only strand Prepare: 1 of 10 pledges and what hangs on it." in text
    assert "The only pledge has a complete thread" in text
    assert "Outcome O1" not in text


def test_pledges_without_a_strand_can_be_asked_for(records_2018_19, ask):
    pledges, _, text = ask({"strand": "none"})
    assert pledges == ["P1", "P7", "P9", "P10"]
    assert "Only no strand given: 4 of 10 pledges" in text


def test_a_programme_leaves_its_measures_and_the_pledges_on_which_they_hang(records_2018_19, ask):
    pledges, measures, _ = ask({"programme": "Project Servator"})
    assert pledges == ["P7", "P9"]
    assert measures == [
        "Project Servator deployments",
        "Engagement messages given to the public",
        "Stop and searches",
        "Positives from stop and search",
        "Arrests",
    ]


def test_an_owner_leaves_what_is_theirs(records_2018_19, ask):
    Pledge.objects.filter(reference="P6").update(owner="Head of Protect")
    pledges, measures, text = ask({"owner": "Head of Protect"})
    assert (pledges, measures) == (["P6"], ["Briefings, training exercises and table-top exercises"])
    assert "Only owner Head of Protect" in text


def test_an_assessment_leaves_what_was_assessed_so(records_2018_19, ask):
    word, other = AssessmentWord.objects.all()[:2]
    about = {"year": records_2018_19, "assessment_reason": "So."}
    Assessment.objects.create(pledge=Pledge.objects.get(reference="P1"), word=word, **about)
    Assessment.objects.create(pledge=Pledge.objects.get(reference="P2"), word=other, **about)
    Assessment.objects.create(measure=Measure.objects.get(code="arrests"), word=word, **about)
    pledges, measures, _ = ask({"assessment": str(word)})
    assert (pledges, measures) == (["P1"], ["Arrests"])
    pledges, _, text = ask({"assessment": "none", "strand": "Prevent"})
    assert pledges == ["P3", "P4"]
    assert "Only strand Prevent, not assessed: 2 of 10 pledges" in text


def test_where_nothing_fits_the_page_says_so_and_leads_back(records_2018_19, ask):
    pledges, measures, text = ask({"strand": "Prevent", "programme": "Project Servator"})
    assert (pledges, measures) == ([], [])
    assert "Nothing of 2018/19 fits what was chosen. Show all of 2018/19" in text


def test_what_is_not_there_is_told_and_narrows_nothing(records_2018_19, ask):
    pledges, _, text = ask({"strand": "<b>Pre-empt", "compare": "2030-31"})
    assert len(pledges) == 10
    assert "There is no strand “&lt;b&gt;Pre-empt” in this year, so nothing is narrowed by it." in text
    assert "“2030-31” is no earlier year that has been opened." in text


def test_the_year_to_compare_with_stands_in_the_address(illustrative_history, ask, client_for):
    _, _, text = ask({"compare": "2014-15"})
    assert "Since 2014/15, of 12 figures" in text
    html = client_for("leader").get(ADDRESS, {"compare": "2014-15", "strand": "Prevent"}).text
    assert 'href="/years/2018-19/brief.pdf?strand=Prevent&amp;compare=2014-15"' in html
    assert '<option value="2014-15" selected>2014/15</option>' in html
    assert '<option value="Prevent" selected>Prevent</option>' in html


def test_the_first_year_is_compared_with_none(illustrative_history, ask):
    first = ReportingYear.objects.order_by("start_year").first()
    _, _, text = ask(address=f"/years/{first.slug}/")
    assert "No figure of 2013/14 is recorded to compare with" in text
