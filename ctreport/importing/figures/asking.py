"""What the checks ask about the figures of a file, each held against its surroundings as they would then be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from ctreport.importing.figures.checking import Checked, Found, Report
from ctreport.importing.figures.lookups import Lookups
from ctreport.review.models import PENDING, Revision
from outcomes.checks import questions_on, unexplained
from outcomes.models import Figure
from outcomes.surroundings import COLUMNS, HISTORY_YEARS, Amount, Surroundings, amount_in

Families = dict[int, int]  # by measure, the number of its family


def raise_questions(checked: Checked, *, report: Report | None = None) -> None:
    """Set the questions of each row that would write something. A question refuses nothing.

    A measure is looked at together with those of which it is a part and those that are parts of it. Each such family
    is let go before the next, so that a large file needs no more memory than its largest family.
    """
    families = _families(checked.lookups)
    rows: dict[int, list[Found]] = defaultdict(list)
    for one in checked.added + checked.changed:
        rows[families[one.figure.measure_id or 0]].append(one)
    recorded: dict[int, list[Amount]] = defaultdict(list)
    for amount in _recorded_near(checked, families, rows.keys()):
        recorded[families[amount.measure_id]].append(amount)
    done = 0
    for family, members in rows.items():
        around = _surroundings(checked.lookups, recorded.pop(family, []))
        amounts = [around.put(one.figure) for one in members]
        for one, amount in zip(members, amounts, strict=True):
            if questions := questions_on(amount, around):
                one.questions = unexplained(one.figure, questions)
            done += 1
            if report and done % 500 == 0:
                report(done)


def _surroundings(lookups: Lookups, amounts: list[Amount]) -> Surroundings:
    around = Surroundings(category_counts=lookups.category_counts)
    for key in {amount.measure_id for amount in amounts}:
        around.learn(lookups.measures[key])
    for amount in amounts:
        around.put(amount)
    return around


def _families(lookups: Lookups) -> Families:
    """Return for each measure the one at the top of the chain of which it is a part."""
    tops = {}
    for measure in lookups.measures.values():
        top, passed = measure, {measure.pk}
        while top.part_of_id in lookups.measures and top.part_of_id not in passed:
            top = lookups.measures[top.part_of_id or 0]
            passed.add(top.pk)
        tops[measure.pk] = min(passed) if top.part_of_id in passed else top.pk  # a ring of parts has no top
    return tops


def _recorded_near(checked: Checked, families: Families, wanted: Iterable[int]) -> Iterator[Amount]:
    """Yield what is recorded for the families in the file's years, in newest versions, and in the years before."""
    starts = {one.figure.year.start_year for one in checked.added + checked.changed}
    chosen, lookups = set(wanted), checked.lookups
    measures = [key for key, family in families.items() if family in chosen]
    near = {start - back for start in starts for back in range(HISTORY_YEARS + 1)}
    figures = Figure.objects.filter(measure__in=measures).order_by()
    years = [year.pk for start, year in lookups.years.items() if start in near]
    for row in figures.filter(year__in=years).values_list(*COLUMNS).iterator(chunk_size=2_000):
        yield Amount._make(row)
    own_years = [lookups.years[start].pk for start in starts]
    for revision in _drafts_beside(figures.filter(year__in=own_years)):
        year = lookups.years_by_pk[int(revision.data["year"]["value"])]
        yield amount_in(revision, year.start_year)


def _drafts_beside(figures: QuerySet[Figure]) -> Iterator[Revision]:
    """Yield the drafts beside what is approved, one by one: there may be tens of thousands."""
    edited = figures.filter(state__in=PENDING, approved_version__isnull=False)
    kind = ContentType.objects.get_for_model(Figure)
    drafts = Revision.objects.filter(content_type=kind, object_id__in=edited.values("pk"), state__in=PENDING)
    return drafts.only("object_id", "data").order_by("number").iterator(chunk_size=500)
