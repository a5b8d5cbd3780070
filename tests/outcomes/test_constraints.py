"""What forms refuse, the database refuses too, however a row comes: bulk insert, update or import.

Each named constraint and each trigger rule is broken here past the models' own checks. A constraint without a case
below fails ``test_every_constraint_is_broken_by_a_test``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction

from activities.models import Activity, ActivityPledge
from ctreport.accounts.models import User
from ctreport.report.models import ChapterPlan, ChartPlan, FootnotePlan, ReportPlan
from ctreport.review.models import Revision
from ctreport.review.rules import RULES, message_for
from objectives.models import Pledge, ReportingYear
from outcomes.models import (
    ActivityMeasure,
    Assessment,
    AssessmentWord,
    Category,
    Dimension,
    Figure,
    Measure,
    Outcome,
    OutcomeActivity,
    OutcomeMeasure,
    OutcomePledge,
    PublishedRate,
    Target,
)

pytestmark = pytest.mark.django_db
OURS = ("objectives", "activities", "outcomes", "review", "accounts", "thread", "narrative", "report")
Rows = SimpleNamespace


@pytest.fixture
def rows() -> Rows:
    """Two years with a record of each kind in the later one."""
    earlier, year = (ReportingYear.objects.create(start_year=start) for start in (2017, 2018))
    mode, time = (Dimension.objects.create(name=name) for name in ("Survey mode", "Time of day"))
    return Rows(
        year=year,
        earlier=earlier,
        pledge=Pledge.objects.create(year=year, reference="P1", statement="Deter."),
        old_pledge=Pledge.objects.create(year=earlier, reference="P1", statement="Deter."),
        activity=Activity.objects.create(year=year, reference="A1", narrative="Trained."),
        outcome=Outcome.objects.create(year=year, reference="O1", narrative="Safer."),
        mode=mode,
        time=time,
        online=Category.objects.create(dimension=mode, code="online", name="Online"),
        day=Category.objects.create(dimension=time, code="day", name="Day"),
        searches=Measure.objects.create(code="searches", title="Searches", unit="count"),
        feel_safe=Measure.objects.create(
            code="feel-safe", title="Feel safe", unit="percentage", dimension_1=mode, dimension_2=time
        ),
        rating=Measure.objects.create(code="peel", title="PEEL", unit="grade", grades="Good\nInadequate"),
        word=AssessmentWord.objects.create(word="Satisfactory"),
    )


def insert(model: type[models.Model], *objects: dict[str, Any]) -> None:
    """Insert rows without save() or clean()."""
    model._default_manager.bulk_create(model(**fields) for fields in objects)


def change(record: models.Model, **fields: Any) -> None:
    """Update a row without save() or clean()."""
    type(record)._default_manager.filter(pk=record.pk).update(**fields)


def figure(r: Rows, **fields: Any) -> None:
    insert(Figure, {"measure": r.searches, "year": r.year, "unit": "count", "value": 1} | fields)


def percentage(r: Rows, **fields: Any) -> None:
    figure(r, **{"measure": r.feel_safe, "unit": "percentage"} | fields)


def target(r: Rows, **fields: Any) -> None:
    insert(Target, {"measure": r.searches, "year": r.year, "unit": "count", "value": 1} | fields)


def assess(r: Rows, *subjects: dict[str, Any]) -> None:
    insert(Assessment, *({"year": r.year, "word": r.word, "assessment_reason": "So."} | one for one in subjects))


def twice(model: type[models.Model], **fields: Any) -> None:
    insert(model, fields, fields)


def sub_of_a_sub(r: Rows) -> None:
    child = Outcome.objects.create(year=r.year, reference="O1.1", narrative="Part.", parent=r.outcome)
    insert(Outcome, {"year": r.year, "reference": "O1.2", "narrative": "Part of a part.", "parent": child})


def rate(r: Rows, **fields: Any) -> None:
    given = {"numerator": r.rating, "denominator": r.searches, "value": 37, "who": "All", "period": "2018/19"}
    insert(PublishedRate, given | {"source": "A study"} | fields)


def measured(r: Rows, **fields: Any) -> None:
    figure(r)
    change(r.searches, **fields)


def revision_twice(r: Rows) -> None:
    kind = ContentType.objects.get_for_model(Pledge)
    twice(Revision, content_type=kind, object_id=r.pledge.pk, number=1, act="created", by_name="Ann", data={})


CASES: dict[str, Callable[[Rows], Any]] = {
    # accounts and review
    "user_email_unique_in_any_case": lambda r: insert(User, {"email": "ann@x.uk"}, {"email": "Ann@X.uk"}),
    "revision_one_per_version": revision_twice,
    # objectives
    "reporting_year_starts_1900_to_2199": lambda r: insert(ReportingYear, {"start_year": 1899}),
    "reporting_year_state_known": lambda r: change(r.year, state="ajar"),
    "pledge_reference_unique_in_year": lambda r: insert(
        Pledge, {"year": r.year, "reference": "P1", "statement": "Again."}
    ),
    "pledge_statement_not_empty": lambda r: change(r.pledge, statement=""),
    "pledge_not_rolled_forward_from_itself": lambda r: insert(
        Pledge, {"pk": 900, "year": r.year, "reference": "P9", "statement": "On.", "rolled_forward_from_id": 900}
    ),
    "pledge_stays_in_its_year": lambda r: change(r.pledge, year=ReportingYear.objects.create(start_year=2019)),
    "pledge_rolled_forward_from_an_earlier_year": lambda r: change(r.old_pledge, rolled_forward_from=r.pledge),
    # activities
    "activity_reference_unique_in_year": lambda r: insert(
        Activity, {"year": r.year, "reference": "A1", "narrative": "Again."}
    ),
    "activity_narrative_not_empty": lambda r: change(r.activity, narrative=""),
    "activity_ends_after_it_starts": lambda r: change(r.activity, starts_on=date(2018, 5, 2), ends_on=date(2018, 5, 1)),
    "activity_pledge_linked_once": lambda r: twice(ActivityPledge, activity=r.activity, pledge=r.pledge),
    "activity_stays_in_its_year": lambda r: change(r.activity, year=r.earlier),
    "activity_and_pledge_of_one_year": lambda r: insert(
        ActivityPledge, {"activity": r.activity, "pledge": r.old_pledge}
    ),
    # outcomes
    "outcome_reference_unique_in_year": lambda r: insert(
        Outcome, {"year": r.year, "reference": "O1", "narrative": "Again."}
    ),
    "outcome_narrative_not_empty": lambda r: change(r.outcome, narrative=""),
    "outcome_not_its_own_parent": lambda r: insert(
        Outcome, {"pk": 900, "year": r.year, "reference": "O9", "narrative": "Loop.", "parent_id": 900}
    ),
    "outcome_stays_in_its_year": lambda r: change(r.outcome, year=r.earlier),
    "outcome_one_level_of_sub_outcomes": sub_of_a_sub,
    "outcome_activity_linked_once": lambda r: twice(OutcomeActivity, outcome=r.outcome, activity=r.activity),
    "outcome_and_activity_of_one_year": lambda r: insert(
        OutcomeActivity,
        {
            "outcome": r.outcome,
            "activity": Activity.objects.create(year=r.earlier, reference="A1", narrative="Then."),
        },
    ),
    "outcome_pledge_linked_once": lambda r: twice(OutcomePledge, outcome=r.outcome, pledge=r.pledge),
    "outcome_and_pledge_of_one_year": lambda r: insert(OutcomePledge, {"outcome": r.outcome, "pledge": r.old_pledge}),
    # measures
    "category_code_unique_in_dimension": lambda r: insert(
        Category, {"dimension": r.mode, "code": "online", "name": "On line"}
    ),
    "measure_second_dimension_needs_a_first": lambda r: change(r.searches, dimension_2=r.time),
    "measure_dimensions_differ": lambda r: change(r.feel_safe, dimension_2=r.mode),
    "measure_not_part_of_itself": lambda r: change(r.searches, part_of=r.searches),
    "measure_unit_known": lambda r: change(r.searches, unit="bushel"),
    "measure_kind_known": lambda r: change(r.searches, kind="input"),
    "measure_polarity_known": lambda r: change(r.searches, polarity="sideways"),
    "measure_disclosure_rule_known": lambda r: change(r.searches, disclosure_rule="guess"),
    "measure_disclosure_threshold_2_or_more": lambda r: change(r.searches, disclosure_threshold=1),
    "measure_sample_known": lambda r: change(r.searches, sample="guess"),
    "published_rate_once_for_whom_and_period": lambda r: [rate(r), rate(r)],
    "published_rate_between_0_and_100": lambda r: rate(r, value=101),
    "published_rate_of_two_measures": lambda r: rate(r, numerator=r.searches),
    "published_rate_says_where_from": lambda r: rate(r, source=""),
    "category_stays_in_its_dimension": lambda r: change(r.online, dimension=r.time),
    "measure_grades_go_with_the_grade_unit": lambda r: change(r.searches, grades="Good"),
    "measure_with_figures_keeps_its_unit_and_dimensions": lambda r: measured(r, unit="rate"),
    "activity_measure_linked_once": lambda r: twice(ActivityMeasure, activity=r.activity, measure=r.searches),
    "outcome_measure_linked_once": lambda r: twice(OutcomeMeasure, outcome=r.outcome, measure=r.searches),
    # figures
    "figure_one_per_cell": lambda r: [figure(r), figure(r)],
    "figure_percentage_between_0_and_100": lambda r: percentage(r, value=101),
    "figure_not_negative": lambda r: figure(r, value=-1),
    "figure_has_a_value_a_grade_or_a_symbol": lambda r: figure(r, value=None),
    "figure_grade_goes_with_the_grade_unit": lambda r: figure(r, value=None, grade="Good"),
    "figure_qualifier_needs_a_value": lambda r: figure(r, value=None, shorthand="[x]", qualifier="over"),
    "figure_shorthand_known": lambda r: figure(r, value=None, shorthand="[q]"),
    "figure_qualifier_known": lambda r: figure(r, qualifier="nearly"),
    "figure_status_known": lambda r: figure(r, status="guessed"),
    "figure_period_has_both_ends_in_order": lambda r: figure(
        r, period_start=date(2018, 7, 1), period_end=date(2018, 6, 30)
    ),
    "figure_base_above_zero": lambda r: percentage(r, base=0),
    "figure_unit_is_the_measures": lambda r: figure(r, unit="rate"),
    "figure_category_1_is_the_measures": lambda r: percentage(r, category_1=r.day),
    "figure_category_2_is_the_measures": lambda r: percentage(r, category_1=r.online, category_2=r.online),
    "figure_count_is_whole": lambda r: figure(r, value="1.5"),
    # targets
    "target_one_per_cell": lambda r: [target(r), target(r)],
    "target_percentage_between_0_and_100": lambda r: target(r, measure=r.feel_safe, unit="percentage", value=101),
    "target_not_negative": lambda r: target(r, value=-1),
    "target_tolerance_not_negative": lambda r: target(r, tolerance=-1),
    "target_not_for_a_grade": lambda r: target(r, measure=r.rating, unit="grade"),
    "target_comparator_known": lambda r: target(r, comparator="near"),
    "target_count_is_whole": lambda r: target(r, value="1.5"),
    "target_unit_is_the_measures": lambda r: target(r, unit="rate"),
    "target_category_1_is_the_measures": lambda r: target(r, measure=r.feel_safe, unit="percentage", category_1=r.day),
    "target_category_2_is_the_measures": lambda r: target(
        r, measure=r.feel_safe, unit="percentage", category_2=r.online
    ),
    # protective markings
    "pledge_marking_known": lambda r: change(r.pledge, marking="secret"),
    "activity_marking_known": lambda r: change(r.activity, marking="secret"),
    "outcome_marking_known": lambda r: change(r.outcome, marking="secret"),
    "measure_marking_known": lambda r: change(r.searches, marking="secret"),
    "figure_marking_known": lambda r: figure(r, marking="secret"),
    "target_marking_known": lambda r: target(r, marking="secret"),
    "assessment_marking_known": lambda r: assess(r, {"pledge": r.pledge, "marking": "secret"}),
    # assessments
    "assessment_of_one_pledge_or_one_measure": lambda r: assess(r, {"pledge": r.pledge, "measure": r.searches}),
    "assessment_one_per_pledge_and_year": lambda r: assess(r, {"pledge": r.pledge}, {"pledge": r.pledge}),
    "assessment_one_per_measure_and_year": lambda r: assess(r, {"measure": r.searches}, {"measure": r.searches}),
    "assessment_reason_not_empty": lambda r: assess(r, {"pledge": r.pledge, "assessment_reason": ""}),
    "assessment_pledge_of_its_year": lambda r: assess(r, {"pledge": r.old_pledge}),
    # the report
    "report_plan_one_a_year": lambda r: twice(ReportPlan, year=r.year),
    "chapter_plan_once_a_year": lambda r: twice(ChapterPlan, year=r.year, kind="said"),
    "chapter_plan_of_text_has_a_title": lambda r: insert(ChapterPlan, {"year": r.year, "kind": "text"}),
    "chart_plan_reference_line_has_words": lambda r: insert(
        ChartPlan, {"year": r.year, "kind": "trend", "reference_value": 5}
    ),
    "footnote_key_once_a_year": lambda r: twice(FootnotePlan, year=r.year, kind="chart", key="survey", text="See."),
}


def named_constraints() -> dict[str, type[models.Model]]:
    """Every constraint of our models and every trigger rule, with its model, by name."""
    tables = {model._meta.db_table: model for model in apps.get_models()}
    found = {
        constraint.name: model
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for constraint in model._meta.constraints
    }
    kept = {name: tables[rule.table] for name, rule in RULES.items()}
    return found | {name: model for name, model in kept.items() if model._meta.app_label in OURS}


def names_in(error: IntegrityError, model: type[models.Model]) -> set[str]:
    """The constraints that an error speaks of. SQLite names the columns of a unique constraint, not its name."""
    text = str(error)
    found = {name for name in named_constraints() if name in text}
    for one in model._meta.constraints:
        if isinstance(one, models.UniqueConstraint) and one.fields:
            columns = (model._meta.get_field(name).column for name in one.fields)
            if text == "UNIQUE constraint failed: " + ", ".join(f"{model._meta.db_table}.{one}" for one in columns):
                found.add(one.name)
    return found


def test_every_constraint_is_broken_by_a_test():
    assert set(CASES) == set(named_constraints())


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name: str, rows: Rows):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        CASES[name](rows)
    assert name in names_in(caught.value, named_constraints()[name])


@pytest.mark.parametrize("name", CASES)
def test_the_refusal_is_told_in_words_that_say_what_is_wrong(name: str, rows: Rows):
    model = named_constraints()[name]
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        CASES[name](rows)
    assert message_for(caught.value, model) == expected_message(model, name)


def expected_message(model: type[models.Model], name: str) -> str:
    if name in RULES:
        return RULES[name].message
    constraint = next(one for one in model._meta.constraints if one.name == name)
    if constraint.violation_error_message == constraint.default_violation_error_message:
        return "This clashes with another record that was saved at the same moment. Check the list and try again."
    return str(constraint.violation_error_message)


def test_a_parent_of_another_year_is_refused(rows: Rows):
    child = {"year": rows.earlier, "reference": "O1.1", "narrative": "Then.", "parent": rows.outcome}
    with pytest.raises(IntegrityError, match="outcome_one_level_of_sub_outcomes"), transaction.atomic():
        insert(Outcome, child)


def test_an_outcome_with_sub_outcomes_cannot_become_one(rows: Rows):
    Outcome.objects.create(year=rows.year, reference="O1.1", narrative="Part.", parent=rows.outcome)
    other = Outcome.objects.create(year=rows.year, reference="O2", narrative="Other.")
    with pytest.raises(IntegrityError, match="outcome_one_level_of_sub_outcomes"), transaction.atomic():
        change(rows.outcome, parent=other)


def test_a_pledge_cannot_go_on_from_one_of_the_same_year(rows: Rows):
    again = {"year": rows.year, "reference": "P2", "statement": "Again.", "rolled_forward_from": rows.pledge}
    with pytest.raises(IntegrityError, match="pledge_rolled_forward_from_an_earlier_year"), transaction.atomic():
        insert(Pledge, again)


def test_a_pledge_may_go_on_from_one_of_an_earlier_year(rows: Rows):
    change(rows.pledge, rolled_forward_from=rows.old_pledge)
    assert Pledge.objects.get(pk=rows.pledge.pk).rolled_forward_from == rows.old_pledge


def test_a_category_for_a_measure_without_dimensions_is_refused(rows: Rows):
    with pytest.raises(IntegrityError, match="figure_category_1_is_the_measures"), transaction.atomic():
        figure(rows, category_1=rows.online)


def test_the_whole_and_each_category_have_a_cell_of_their_own(rows: Rows):
    percentage(rows)
    percentage(rows, category_1=rows.online)
    percentage(rows, category_2=rows.day)
    percentage(rows, category_1=rows.online, category_2=rows.day)
    assert Figure.objects.count() == 4


def test_money_may_be_negative(rows: Rows):
    cost = Measure.objects.create(code="cost", title="Cost", unit="money")
    figure(rows, measure=cost, unit="money", value=-5)
    assert str(Figure.objects.get().quantity) == "−£5"


def test_a_measure_without_figures_may_change_its_unit(rows: Rows):
    change(rows.searches, unit="rate")
    assert Measure.objects.get(pk=rows.searches.pk).unit == "rate"


def test_a_period_with_one_end_only_is_refused(rows: Rows):
    with pytest.raises(IntegrityError, match="figure_period_has_both_ends_in_order"), transaction.atomic():
        figure(rows, period_start=date(2018, 7, 1))
