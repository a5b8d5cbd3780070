"""Lists of outcomes, measures, figures, targets, assessments and their set-up."""

from outcomes.tables.records import AssessmentTable, FigureTable, MeasureTable, OutcomeTable, TargetTable
from outcomes.tables.set_up import AssessmentWordTable, CategoryTable, DimensionTable, PublishedRateTable

__all__ = [
    "AssessmentTable",
    "AssessmentWordTable",
    "CategoryTable",
    "DimensionTable",
    "FigureTable",
    "MeasureTable",
    "OutcomeTable",
    "PublishedRateTable",
    "TargetTable",
]
