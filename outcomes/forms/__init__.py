"""Forms of outcomes, measures, figures, targets, assessments and their set-up."""

from outcomes.forms.assessment import AssessmentForm
from outcomes.forms.figure import FigureForm
from outcomes.forms.measure import MeasureForm
from outcomes.forms.outcome import OutcomeForm
from outcomes.forms.set_up import AssessmentWordForm, CategoryForm, DimensionForm, PublishedRateForm
from outcomes.forms.target import TargetForm

__all__ = [
    "AssessmentForm",
    "AssessmentWordForm",
    "CategoryForm",
    "DimensionForm",
    "FigureForm",
    "MeasureForm",
    "OutcomeForm",
    "PublishedRateForm",
    "TargetForm",
]
