"""The kinds of records and the columns of their tables. Headings are part of the format: do not reword them lightly."""

from __future__ import annotations

from typing import Any

from activities.views import ActivityListView
from ctreport.importing.records.book import Book
from ctreport.importing.records.columns import (
    AmountColumn,
    ChoiceColumn,
    Column,
    CountColumn,
    DateColumn,
    DecimalColumn,
    InfoColumn,
    YesNoColumn,
)
from ctreport.importing.records.figure_columns import FIGURE_COLUMNS
from ctreport.importing.records.links import LinkSet
from ctreport.importing.records.record_kind import RecordKind
from ctreport.importing.records.references import (
    CategoryColumn,
    EarlierColumn,
    NamedColumn,
    ReferredColumn,
    StartYearColumn,
    YearColumn,
)
from ctreport.importing.sheets import Value
from objectives.models import ReportingYear
from objectives.views import PledgeListView, StrandListView, YearListView
from outcomes.models import Measure
from outcomes.views import (
    AssessmentListView,
    AssessmentWordListView,
    CategoryListView,
    DimensionListView,
    FigureListView,
    MeasureListView,
    OutcomeListView,
    PublishedRateListView,
    TargetListView,
)
from outcomes.vocabulary import Comparator, Unit


def _title(record: Any, book: Book) -> Value:
    measure = book.measures.get(record.measure_id)
    return measure.title if measure else ""


def _order() -> Column:
    return CountColumn("Order", "order")


def _measure_code(*, is_key: bool = True) -> NamedColumn:
    return NamedColumn("Measure code", "measure", "measure", is_key=is_key)


def _reference() -> Column:
    return Column("Reference", "reference", is_key=True)


def _sourced() -> tuple[Column, ...]:
    return (
        Column("Source", "source"),
        DateColumn("Date extracted", "extracted_on"),
        Column("Supplied by", "supplied_by"),
        Column("Link to the evidence", "evidence_url", "Evidence"),
    )


PLEDGE = RecordKind(
    PledgeListView,
    (
        YearColumn(),
        _reference(),
        Column("Statement", "statement"),
        NamedColumn("Strand", "strand", "strand"),
        Column("Owner", "owner"),
        _order(),
        EarlierColumn("Carried on from", "rolled_forward_from", "pledge", with_year=True),
    ),
)
ACTIVITY = RecordKind(
    ActivityListView,
    (
        YearColumn(),
        _reference(),
        Column("Narrative", "narrative", "What was done"),
        Column("Partners", "partners"),
        DateColumn("Start date", "starts_on"),
        DateColumn("End date", "ends_on"),
        *_sourced(),
        _order(),
    ),
    (LinkSet("activity", "pledge", "pledges"), LinkSet("activity", "measure", "measures")),
)
OUTCOME = RecordKind(
    OutcomeListView,
    (
        YearColumn(),
        _reference(),
        Column("Narrative", "narrative", "What came of it"),
        ReferredColumn("Beneath", "parent", "outcome", "Listed beneath", "Parent"),
        _order(),
    ),
    (
        LinkSet("outcome", "activity", "activities"),
        LinkSet("outcome", "pledge", "pledges"),
        LinkSet("outcome", "measure", "measures"),
    ),
)
MEASURE = RecordKind(
    MeasureListView,
    (
        Column("Code", "code", is_key=True),
        Column("Title", "title"),
        Column("Programme", "programme"),
        ChoiceColumn("Kind", "kind", Measure.Kind),
        Column("Definition", "definition"),
        ChoiceColumn("Unit", "unit", Unit),
        Column("Grades", "grades"),
        CountColumn("Decimal places", "decimals"),
        Column("Data source", "data_source"),
        Column("Method", "method"),
        ChoiceColumn("Sample", "sample", Measure.Sample, "How people came to be asked"),
        YesNoColumn("Public statistics", "is_reference"),
        NamedColumn("Broken down by", "dimension_1", "dimension"),
        NamedColumn("And by", "dimension_2", "dimension"),
        ChoiceColumn("Polarity", "polarity", Measure.Polarity),
        ChoiceColumn("Small counts", "disclosure_rule", Measure.DisclosureRule),
        CountColumn("Suppress counts below", "disclosure_threshold"),
        CountColumn("Ask about a change over", "change_threshold"),
        YesNoColumn("Ask if unchanged", "asks_if_unchanged"),
        NamedColumn("Part of", "part_of", "measure"),
        YesNoColumn("Categories add up", "categories_add_up"),
        _order(),
    ),
)
FIGURE = RecordKind(FigureListView, FIGURE_COLUMNS, is_imported_here=False)
TARGET = RecordKind(
    TargetListView,
    (
        _measure_code(),
        InfoColumn("Measure", _title),
        YearColumn(),
        CategoryColumn(1),
        CategoryColumn(2),
        ChoiceColumn("Comparison", "comparator", Comparator),
        AmountColumn("Target", "value"),
        DecimalColumn("Tolerance", "tolerance"),
        Column("Note", "note"),
    ),
)
ASSESSMENT = RecordKind(
    AssessmentListView,
    (
        YearColumn(),
        ReferredColumn("Pledge", "pledge", "pledge", is_key=True),
        _measure_code(),
        InfoColumn("Measure", _title),
        NamedColumn("Assessment", "word", "assessment word"),
        Column("Reason", "assessment_reason"),
        Column("Action", "action"),
        DateColumn("Action due", "due_on"),
    ),
)
YEAR = RecordKind(
    YearListView,
    (
        StartYearColumn("Financial year", "start_year", "Year", is_key=True),
        ChoiceColumn("Open or closed", "state", ReportingYear.State, "State"),
    ),
)
STRAND = RecordKind(
    StrandListView,
    (Column("Strand", "name", is_key=True), Column("Description", "description"), _order()),
)
DIMENSION = RecordKind(DimensionListView, (Column("Dimension", "name", is_key=True),))
CATEGORY = RecordKind(
    CategoryListView,
    (
        NamedColumn("Dimension", "dimension", "dimension", is_key=True),
        Column("Code", "code", is_key=True),
        Column("Name", "name"),
        _order(),
    ),
)
WORD = RecordKind(
    AssessmentWordListView,
    (
        Column("Word", "word", is_key=True),
        Column("Description", "description"),
        YesNoColumn("Needs action", "needs_action"),
        _order(),
    ),
)
PUBLISHED_RATE = RecordKind(
    PublishedRateListView,
    (
        NamedColumn("Part", "numerator", "measure", is_key=True),
        NamedColumn("Of", "denominator", "measure", is_key=True),
        Column("Whose rate", "who", "Of whom", is_key=True),
        Column("Period", "period", is_key=True),
        DecimalColumn("Per cent", "value"),
        Column("Source", "source"),
    ),
)
# In the order in which an empty database is to be filled: each after those of which it speaks, in links or in tokens.
KINDS: dict[str, RecordKind] = {
    kind.name: kind
    for kind in (
        YEAR,
        STRAND,
        DIMENSION,
        CATEGORY,
        WORD,
        MEASURE,
        PUBLISHED_RATE,
        FIGURE,
        TARGET,
        PLEDGE,
        ACTIVITY,
        OUTCOME,
        ASSESSMENT,
    )
}
