"""What came of it: outcomes, measures, figures, targets and assessments; and what others published."""

from outcomes.models.assessment import Assessment, AssessmentWord
from outcomes.models.dimension import Category, Dimension
from outcomes.models.figure import Figure, Target
from outcomes.models.measure import ActivityMeasure, Measure, OutcomeMeasure
from outcomes.models.outcome import Outcome, OutcomeActivity, OutcomePledge
from outcomes.models.published_rate import PublishedRate

__all__ = [
    "ActivityMeasure",
    "Assessment",
    "AssessmentWord",
    "Category",
    "Dimension",
    "Figure",
    "Measure",
    "Outcome",
    "OutcomeActivity",
    "OutcomeMeasure",
    "OutcomePledge",
    "PublishedRate",
    "Target",
]
