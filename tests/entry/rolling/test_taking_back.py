"""A start is taken back while nothing was entered; otherwise it says what stands in the way."""

import pytest

from activities.models import Activity
from ctreport.discussion.models import Comment
from ctreport.entry.models import RollForward, YearMeasure
from ctreport.review.actions import save_record
from ctreport.review.models import Revision
from ctreport.review.workflow import submit_record
from objectives.models import Pledge, ReportingYear
from outcomes.models import Assessment, AssessmentWord, Figure, Measure, Outcome, Target
from outcomes.quantity import Unit

pytestmark = pytest.mark.django_db
ADDRESS = "/enter/2019-20/take-back/"


@pytest.fixture
def client(client_for, year, started):
    """An analyst who has started 2019/20 with everything."""
    client = client_for("analyst")
    started(client, year, target=[Target.objects.get().pk])
    return client


@pytest.fixture
def later(client):
    return ReportingYear.objects.get(start_year=2019)


def counts():
    return [model.objects.count() for model in (ReportingYear, Pledge, Target, Measure, YearMeasure, Figure)]


def test_the_page_says_what_would_be_deleted(client):
    page = client.get(ADDRESS).text
    assert "Do you want to take back the start of 2019/20?" in page
    assert "<li>3 pledges</li>" in page
    assert "<li>1 target</li>" in page
    assert "the year 2019/20 itself" in page


def test_it_deletes_exactly_what_it_made_and_keeps_the_choices(client, later, year):
    response = client.post(ADDRESS, follow=True)
    assert "The start of 2019/20 was taken back" in response.text
    assert "These are the choices of the start that you took back" in response.text
    assert counts() == [1, 3, 1, 2, 0, 2]
    roll = RollForward.objects.get()
    assert (roll.state, roll.taken_back_by_name, roll.to_year) == ("taken_back", "Analyst Person", None)


def test_the_history_says_who_took_it_back(client, later):
    client.post(ADDRESS)
    entries = Revision.objects.filter(act=Revision.Act.DELETED)
    assert entries.count() == 3 + 1 + 1
    assert {(one.by_name, one.reason, one.number) for one in entries} == {
        ("Analyst Person", "Took back the start of 2019/20", 2)
    }


def test_it_can_be_started_again_with_the_same_choices(client, later, year):
    client.post(ADDRESS)
    page = client.get(f"/enter/{year.slug}/roll-forward/").text
    assert page.count(" checked") == 3 + 2 + 1


def test_a_year_that_was_open_before_stays(client_for, year, started):
    ReportingYear.objects.create(start_year=2019)
    client = client_for("analyst")
    started(client, year)
    assert "itself" not in client.get(ADDRESS).text
    client.post(ADDRESS)
    assert counts() == [2, 3, 1, 2, 0, 2]


def add_activity(later, people):
    Activity.objects.create(year=later, reference="A1", narrative="Held courses")


def add_outcome(later, people):
    Outcome.objects.create(year=later, reference="O1", narrative="More people know")


def add_figure(later, people):
    Figure.objects.create(measure=Measure.objects.get(code="arrests"), year=later, unit=Unit.COUNT, value=3)


def add_pledge(later, people):
    Pledge.objects.create(year=later, reference="P9", statement="One more")


def add_measure(later, people):
    YearMeasure.objects.create(year=later, measure=Measure.objects.create(code="new", title="New"))


def add_assessment(later, people):
    word = AssessmentWord.objects.create(word="satisfactory")
    pledge = Pledge.objects.filter(year=later).first()
    Assessment.objects.create(year=later, pledge=pledge, word=word, assessment_reason="So far")


def reword_pledge(later, people):
    pledge = Pledge.objects.get(year=later, reference="P2")
    pledge.statement = "Other words"
    save_record(record=pledge, by=people.analyst)


def submit_pledge(later, people):
    submit_record(record=Pledge.objects.get(year=later, reference="P2"), by=people.analyst)


def revise_target(later, people):
    target = Target.objects.get(year=later)
    target.value = 130
    save_record(record=target, by=people.analyst)


def close_year(later, people):
    later.state = ReportingYear.State.CLOSED
    save_record(record=later, by=people.analyst, reason="Done")


def go_on_further(later, people):
    Pledge.objects.create(
        year=ReportingYear.objects.create(start_year=2020),
        reference="P1",
        statement="Onward",
        rolled_forward_from=Pledge.objects.filter(year=later).first(),
    )


def comment(later, people):
    Comment.objects.create(record=Pledge.objects.filter(year=later).first(), text="Why?", by=people.reviewer)


IN_THE_WAY = [
    (add_activity, "1 activity entered"),
    (add_outcome, "1 outcome entered"),
    (add_figure, "1 figure entered"),
    (add_assessment, "1 assessment entered"),
    (add_pledge, "1 pledge added"),
    (add_measure, "1 measure added to the grid"),
    (reword_pledge, "Pledges changed or submitted: P2"),
    (submit_pledge, "Pledges changed or submitted: P2"),
    (revise_target, "Targets changed or submitted: Briefings, 2019/20"),
    (close_year, "The year itself was changed: it is closed"),
    (go_on_further, "1 pledge of a later year going on from these"),
    (comment, "1 comment on pledges"),
]


@pytest.mark.parametrize(("enter", "words"), IN_THE_WAY, ids=[one.__name__ for one, _ in IN_THE_WAY])
def test_it_is_refused_with_what_stands_in_the_way(client, later, people, enter, words):
    enter(later, people)
    before = counts()
    for page in (client.get(ADDRESS), client.post(ADDRESS), client.get("/enter/2019-20/started/")):
        assert words in page.text
        assert ">Take it back</" not in page.text
    assert counts() == before


def test_taking_it_back_twice_says_that_there_is_nothing(client, later):
    client.post(ADDRESS)
    assert client.post(ADDRESS).status_code == 404
    assert counts() == [1, 3, 1, 2, 0, 2]


def test_a_year_that_was_not_started_from_another_has_nothing_to_take_back(client_for, year):
    client = client_for("analyst")
    for answer in (client.get("/enter/2018-19/take-back/"), client.post("/enter/2018-19/take-back/")):
        assert "There is nothing to take back" in answer.text
    assert "was not started from another year" in client.get("/enter/2018-19/started/").text


def test_a_reviewer_sees_how_a_year_was_started_without_the_button(client, client_for):
    page = client_for("reviewer").get("/enter/2019-20/started/").text
    assert "2019/20 is started" in page
    assert ">Take it back</a>" not in page


@pytest.mark.parametrize("size", [3, 60])
def test_taking_back_takes_the_same_number_of_queries_at_any_size(
    client_for, year, started, size, django_assert_max_num_queries
):
    for number in range(4, size):
        Pledge.objects.create(year=year, reference=f"P{number}", statement=f"Pledge {number}", order=number)
    client = client_for("analyst")
    started(client, year)
    with django_assert_max_num_queries(80):
        client.post(ADDRESS)
    assert not Pledge.objects.filter(year__start_year=2019).exists()
