"""Form of assessments."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from ctreport.ui.fields import DateField
from ctreport.ui.words import shortened
from objectives.forms import YearlyForm
from objectives.models import Pledge
from outcomes.assessing import Suggestion, suggest_for_measure, suggest_for_pledge
from outcomes.models import Assessment, AssessmentWord, Measure


class PledgeOfYearField(forms.ModelChoiceField):
    """The pledges of one year by reference and the beginning of their words."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "P3 Work with businesses and …"."""
        return f"{obj.reference} {shortened(obj.statement)}"


class WordField(forms.ModelChoiceField):
    """The words of assessment with what they mean."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "close monitoring: …"."""
        return f"{obj.word}: {obj.description}" if obj.description else obj.word


class AssessmentForm(YearlyForm):
    """An assessment of a pledge or of a measure. What the figures say is shown; the word is the person's."""

    stays_in_year = False
    CONSTRAINT_FIELDS: ClassVar = {
        "assessment_of_one_pledge_or_one_measure": "pledge",
        "assessment_one_per_pledge_and_year": "pledge",
        "assessment_one_per_measure_and_year": "measure",
        "assessment_reason_not_empty": "assessment_reason",
        "assessment_pledge_of_its_year": "pledge",
    }
    REQUIRED_WORDS: ClassVar = {
        "word": "Choose the word that fits.",
        "assessment_reason": "Enter the reason: why this word and not another.",
    }

    class Meta:
        model = Assessment
        fields = ("year", "pledge", "measure", "word", "assessment_reason", "action", "due_on", "marking")
        field_classes: ClassVar = {"pledge": PledgeOfYearField, "word": WordField, "due_on": DateField}
        help_texts: ClassVar = {
            "pledge": "Choose a pledge here, or a measure below: one of the two.",
            "due_on": "When the action is to be done.",
        }
        widgets: ClassVar = {
            "word": forms.RadioSelect,
            "assessment_reason": forms.Textarea(attrs={"rows": 3}),
            "action": forms.Textarea(attrs={"rows": 3}),
            "due_on": DateField.widget,
            "marking": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["pledge"].empty_label = "No pledge: it is a measure"
        fields["measure"].empty_label = "No measure: it is a pledge"
        fields["word"].empty_label = None
        fields["word"].queryset = AssessmentWord.objects.all()
        # Every pledge may be sent, so that one of another year is answered with words; those of the year are offered.
        fields["pledge"].queryset = Pledge.objects.select_related("year")
        year = self.known_year
        offered = Pledge.objects.for_year(year).order_by("order", "reference") if year else Pledge.objects.none()
        choices = [(one.pk, fields["pledge"].label_from_instance(one)) for one in offered]
        fields["pledge"].choices = [("", fields["pledge"].empty_label), *choices]

    @property
    def suggestions(self) -> list[Suggestion]:
        """What the figures say about the targets of what is being assessed, as far as it is chosen."""
        year = self.known_year
        pledge = self._chosen("pledge", Pledge)
        measure = self._chosen("measure", Measure)
        if pledge is not None and measure is None:
            return suggest_for_pledge(pledge)
        return suggest_for_measure(measure, year) if measure is not None and year is not None else []

    @property
    def has_subject(self) -> bool:
        """Whether a pledge or a measure is chosen."""
        return bool(self["pledge"].value() or self["measure"].value())

    def _chosen(self, name: str, model: Any) -> Any:
        key = str(self[name].value() or "")
        return model.objects.filter(pk=key).first() if key.isdigit() and len(key) < 19 else None

    def place(self, error: Any) -> Any:
        """Place the messages; where the subject is assessed already, add a link to that assessment."""
        placed = super().place(error)
        record = self.instance
        for name in ("pledge", "measure"):
            subject = getattr(record, f"{name}_id")
            if name in placed.error_dict and subject and record.year_id:
                rows = Assessment.objects.exclude(pk=record.pk or 0).with_subject()
                self.error_links[name] = [
                    (one.get_absolute_url(), f"Open the assessment that is there: {one.word}")
                    for one in rows.filter(year=record.year_id, **{name: subject})
                ]
        return placed
