"""A force that has counted for twenty years: approved figures beside the real records, made in a few statements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import connection, transaction

from objectives.models import ReportingYear
from outcomes.models import (
    Assessment,
    AssessmentWord,
    Category,
    Dimension,
    Figure,
    Measure,
    Outcome,
    OutcomeMeasure,
    Target,
)
from outcomes.vocabulary import Unit

LAST, YEARS = 2018, 20  # the year of the real records, and how many up to it have figures
DIMENSION = "Area of the bench"
CELLS = 4  # all together, and three areas
UNITS = (Unit.COUNT, Unit.COUNT, Unit.PERCENTAGE)
APPROVED = {"state": "approved", "approved_version": 1}


@transaction.atomic
def make_figures(measures: int, *, already: int = 0) -> int:
    """Bring the records to so many measures × 20 years × 4 cells, linked, with targets and assessments.

    Return how many figures there are.
    """
    years = [ReportingYear.objects.get_or_create(start_year=LAST - back)[0] for back in range(YEARS)]
    dimension, _ = Dimension.objects.get_or_create(name=DIMENSION)
    categories: list[Category | None] = [None, *_categories(dimension, range(CELLS - 1))]
    new = Measure.objects.bulk_create(_measure(dimension, number) for number in range(already, measures))
    Figure.objects.bulk_create(
        (
            _figure(one, year, back, category, place)
            for back, year in enumerate(years)
            for one in new
            for place, category in enumerate(categories)
        ),
        batch_size=5_000,
    )
    _link(new, years[0])
    return Figure.objects.count()


def _measure(dimension: Dimension, number: int) -> Measure:
    return Measure(
        code=f"bench-{number}",
        title=f"Something that is counted in the areas, number {number}",
        programme=f"Programme {number % 10}",
        unit=UNITS[number % 3],
        polarity=("up", "down", "context")[number % 3],
        dimension_1=dimension,
        categories_add_up=number % 3 == 0,
        order=number,
        **APPROVED,
    )


def _figure(measure: Measure, year: ReportingYear, back: int, category: Category | None, place: int) -> Figure:
    return Figure(
        measure=measure,
        year=year,
        category_1=category,
        unit=measure.unit,
        value=5 + (measure.order * 7 + place * 3 + back * 2) % 90,
        base=400 + measure.order if measure.unit == Unit.PERCENTAGE else None,
        status="provisional" if back == 0 and measure.order % 20 == 0 else "final",
        source="Return of the unit" if measure.order % 10 else "",
        **APPROVED,
    )


def _link(measures: list[Measure], year: ReportingYear) -> None:
    """Measures hang on the year's outcomes; every third has a target, every tenth is assessed."""
    outcomes = list(Outcome.objects.filter(year=year).order_by("reference"))
    OutcomeMeasure.objects.bulk_create(
        OutcomeMeasure(outcome=outcomes[one.order % len(outcomes)], measure=one) for one in measures
    )
    Target.objects.bulk_create(
        Target(measure=one, year=year, unit=one.unit, value=Decimal(40), comparator="at_least", **APPROVED)
        for one in measures
        if one.order % 3 == 0
    )
    words = list(AssessmentWord.objects.order_by("order"))
    Assessment.objects.bulk_create(
        Assessment(
            year=year,
            measure=one,
            word=words[one.order // 10 % len(words)],
            assessment_reason="As the figures say.",
            action="Look at it again" if one.order % 20 == 0 else "",
            due_on=date(LAST + 1, 6, 30) if one.order % 20 == 0 else None,
            **APPROVED,
        )
        for one in measures
        if one.order % 10 == 0
    )


def _categories(dimension: Dimension, numbers: range) -> list[Category]:
    return [
        Category.objects.get_or_create(dimension=dimension, code=f"area-{one}", name=f"Area {one}", order=one)[0]
        for one in numbers
    ]


def fill_up(total: int, *, in_the_same_years: bool) -> int:
    """Bring the table to about ``total`` figures, in one statement; return how many there are.

    The others break the same measures down much further: in the very years that the page looks at, or in the twenty
    years before those, which it must not load.
    """
    dimension = Dimension.objects.get(name=DIMENSION)
    measures = Measure.objects.filter(code__startswith="bench-").count()
    wanted = -(-(total - Figure.objects.count()) // (measures * YEARS))
    categories = _categories(dimension, range(CELLS - 1, CELLS - 1 + wanted))
    first = LAST - YEARS + 1 if in_the_same_years else LAST - 2 * YEARS + 1
    starts = range(first, first + YEARS)
    years = [ReportingYear.objects.get_or_create(start_year=one)[0].pk for one in starts]
    _insert(years, [one.pk for one in categories])
    may_vacuum = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:  # as the database does by itself after such a load, sooner or later
        cursor.execute("VACUUM ANALYZE" if may_vacuum else "ANALYZE")
    return Figure.objects.count()


def _insert(years: list[int], categories: list[int]) -> None:
    """Take the figures of the last year that are not broken down, once for each of the years and categories.

    They are inserted year by year, as they would have been entered, so that those of a year lie together.
    """
    columns = [field.column for field in Figure._meta.concrete_fields if not field.primary_key]
    taken = {"year_id": "one.id", "category_1_id": "other.id"}
    selected = ", ".join(taken.get(column, f"outcomes_figure.{column}") for column in columns)
    ids = [", ".join(map(str, some)) for some in (years, categories)]  # of our own making: whole numbers
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO outcomes_figure ({', '.join(columns)}) SELECT {selected} FROM outcomes_figure"
            " JOIN outcomes_measure ON outcomes_measure.id = outcomes_figure.measure_id"
            " JOIN objectives_reportingyear last ON last.id = outcomes_figure.year_id"
            f" CROSS JOIN objectives_reportingyear one CROSS JOIN outcomes_category other"
            f" WHERE outcomes_measure.code LIKE 'bench-%%' AND last.start_year = %s"
            f" AND outcomes_figure.category_1_id IS NULL AND one.id IN ({ids[0]}) AND other.id IN ({ids[1]})"
            " ORDER BY one.start_year, outcomes_figure.measure_id, other.id",
            [LAST],
        )


def empty_again() -> None:
    """Take away what ``fill_up`` added: in one statement, where ``delete()`` would load each row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM outcomes_figure WHERE category_1_id IN (SELECT one.id FROM outcomes_category one"
            ' JOIN outcomes_dimension two ON two.id = one.dimension_id WHERE two.name = %s AND one."order" >= %s)',
            [DIMENSION, CELLS - 1],
        )
