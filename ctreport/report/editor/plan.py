"""What is said once in the report of a year: foreword, contact, layout and title, key figures."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from ctreport.accounts.access import person
from ctreport.report.editor.actions import ensure_plan
from ctreport.report.editor.base import EditorFormView
from ctreport.report.editor.fields import CodesField, PictureField
from ctreport.report.editor.forms import TEXT_HELP, EditorForm, PictureForm, text_widget
from ctreport.report.editor.shelf import Shelf
from ctreport.report.models import ChapterKind, ReportPlan
from ctreport.report.proof.subject import COVER
from ctreport.report.tables import MOST_KEY_FIGURES
from ctreport.review.models import Record


class ForewordForm(PictureForm):
    """The foreword, who signs it, and their portrait."""

    IS_BEGUN = True
    TEXTS = ("foreword",)
    MARKS_FOOTNOTES = True
    PICTURE, PICTURE_TEXT, PICTURE_NOUN = "portrait", "portrait_alt", "portrait"
    STAND_INS: ClassVar = {"portrait": "file"}

    file = PictureField(label="Portrait", as_photograph=True)
    take_away = forms.BooleanField(label="Take the portrait out of the report", required=False)

    class Meta:
        model = ReportPlan
        fields: ClassVar = ["foreword", "foreword_name", "foreword_post", "portrait", "portrait_alt"]
        widgets: ClassVar = {
            "foreword": text_widget(),
            "portrait_alt": forms.TextInput(),
        }
        labels: ClassVar = {
            "foreword_name": "Name of who signs it",
            "foreword_post": "Post",
            "portrait_alt": "What the portrait shows",
        }
        help_texts: ClassVar = {
            "foreword": TEXT_HELP,
            "portrait_alt": "A sentence for those who cannot see it. Needed where there is a portrait.",
        }

    field_order = ("foreword", "foreword_name", "foreword_post", "file", "portrait_alt", "take_away")


class ContactForm(EditorForm):
    """Whom to write to."""

    IS_BEGUN = True
    TEXTS = ("contact",)
    MARKS_FOOTNOTES = True

    class Meta:
        model = ReportPlan
        fields: ClassVar = ["contact"]
        widgets: ClassVar = {"contact": text_widget(8)}
        help_texts: ClassVar = {
            "contact": "Whom to write to about the report, and for a paper copy or another format. A backslash at the "
            "end of a line breaks it there."
        }


class LayoutForm(EditorForm):
    """How the report is laid out, and what it is called."""

    IS_BEGUN = True

    class Meta:
        model = ReportPlan
        fields: ClassVar = ["layout", "title"]
        widgets: ClassVar = {"layout": forms.RadioSelect}
        help_texts: ClassVar = {
            "layout": "By golden thread, each pledge is followed by what was done for it and what came of it."
        }


class KeyFiguresForm(EditorForm):
    """The measures whose figures stand at the report's head, in order."""

    IS_BEGUN = True

    key_figures = CodesField(
        label="Key figures, in order",
        required=False,
        empty=f"None is chosen: the first {MOST_KEY_FIGURES} measures with figures are the key figures.",
        help_text=f"{MOST_KEY_FIGURES} at most. Four to eight are read, more are skimmed.",
    )

    class Meta:
        model = ReportPlan
        fields: ClassVar = ["key_figures"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shelf = Shelf.of(self.instance.year)
        self.fields["key_figures"].offer(self.shelf.titles(this_year=True))  # type: ignore[attr-defined]

    def clean_key_figures(self) -> list[str]:
        """Refuse measures without a figure in the year, and more than the report has room for."""
        codes: list[str] = self.cleaned_data["key_figures"]
        offered = self.shelf.titles(this_year=True)
        missing = [code for code in codes if code not in offered]
        if missing:
            raise forms.ValidationError(
                f"{self.shelf.title(missing[0])} has no figure in {self.instance.year}. Take it out, or enter one."
            )
        if len(codes) > MOST_KEY_FIGURES:
            raise forms.ValidationError(f"Choose {MOST_KEY_FIGURES} at most. There are {len(codes)} now.")
        return codes


class PlanView(EditorFormView):
    """A page with a part of the plan of a year's report."""

    model = ReportPlan

    def get_instance(self) -> Record:
        """Return the year's plan, unsaved while there is none."""
        assert self.year is not None  # noqa: S101 - for the types; the address has one
        found = ReportPlan.objects.filter(year=self.year).first() or ReportPlan(year=self.year)
        found.year = self.year
        return found

    def begun_instance(self) -> Record:
        """Return the year's plan."""
        assert self.year is not None  # noqa: S101 - for the types; the address has one
        found = ensure_plan(year=self.year, by=person(self.request))
        found.year = self.year
        return found


class ForewordView(PlanView):
    """The page of the foreword."""

    form_class = ForewordForm
    heading = "Foreword"
    shows = ChapterKind.FOREWORD
    lead = "What somebody says before the report begins. It is printed as soon as there is a text."


class ContactView(PlanView):
    """The page of the contact."""

    form_class = ContactForm
    heading = "Contact"
    shows = ChapterKind.CONTACT


class LayoutView(PlanView):
    """The page of the layout."""

    form_class = LayoutForm
    heading = "Layout and title"
    shows = COVER


class KeyFiguresView(PlanView):
    """The page of the key figures."""

    form_class = KeyFiguresForm
    heading = "Key figures"
    shows = ChapterKind.KEY_FIGURES
    lead = "The numbers that stand large at the head of the report."
