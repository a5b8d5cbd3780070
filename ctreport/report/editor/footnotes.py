"""The footnotes of a report, each attached to a figure, a chart, a table or a sentence."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, requires
from ctreport.report.editor.base import EditorDeleteView, EditorFormView
from ctreport.report.editor.forms import EditorForm
from ctreport.report.editor.targets import Targets
from ctreport.report.models import FootnotePlan
from ctreport.review.models import Record
from objectives.yearly import year_or_404

Kind = FootnotePlan.Kind
PAGE_LENGTH = 50
MARK = "mark"  # no name of a figure, chart, table or sentence is written so
_NAMES = {Kind.FIGURE: "figure", Kind.CHART: "chart", Kind.TABLE: "table", Kind.SENTENCE: "sentence"}
_GROUPS = {Kind.FIGURE: "Figures", Kind.CHART: "Charts", Kind.TABLE: "Tables", Kind.SENTENCE: "Sentences"}


class GroupedSelect(forms.Select):
    """A list whose groups each say for which kind of footnote they are, so that a script can show the fitting one."""

    template_name = "report/editor/_targets.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the kind of each group."""
        context = super().get_context(name, value, attrs)
        kinds = {label: str(kind) for kind, label in _GROUPS.items()}
        context["groups"] = [
            (label or "", kinds.get(str(label), ""), options) for label, options, _ in context["widget"]["optgroups"]
        ]
        return context


class TargetField(forms.ChoiceField):
    """What a footnote hangs on. In a text it hangs on nothing but its own mark, which the list names, too."""

    def prepare_value(self, value: Any) -> Any:
        """Show no target as the mark."""
        return value or MARK

    def clean(self, value: Any) -> str:
        """Return the target; empty for the mark."""
        found = super().clean(value)
        return "" if found == MARK else str(found)


class FootnoteForm(EditorForm):
    """A footnote and what it hangs on."""

    TEXTS = ("text",)
    CONSTRAINT_FIELDS: ClassVar = {"footnote_key_once_a_year": "key"}

    target = TargetField(label="Which", widget=GroupedSelect(attrs={"data-targets": "kind"}))

    class Meta:
        model = FootnotePlan
        fields: ClassVar = ["kind", "target", "key", "text"]
        widgets: ClassVar = {
            "kind": forms.RadioSelect,
            "key": forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
            "text": forms.Textarea(attrs={"rows": 4, "data-report-text": ""}),
        }
        labels: ClassVar = {"kind": "Attached to", "key": "Name"}
        help_texts: ClassVar = {
            "kind": "A figure’s footnote is printed wherever the figure is.",
            "key": "A short name, such as survey-method. In a text of a chapter, [^survey-method] puts the mark there.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = Targets.of(self.instance.year)
        self.fields["kind"].choices = Kind.choices  # type: ignore[attr-defined]
        groups = [(_GROUPS[Kind(kind)], list(found.items())) for kind, found in self.targets.by_kind.items() if found]
        stored = self.instance.target
        if stored and not any(stored in found for found in self.targets.by_kind.values()):
            groups.append(("Not in the report any more", [(stored, stored)]))
        self.fields["target"].choices = [(MARK, "The place in a text where its mark stands"), *groups]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a target of another kind, and none where one is needed."""
        cleaned = super().clean()
        kind, target = cleaned.get("kind"), cleaned.get("target")
        if not kind or "target" in self.errors:
            return cleaned
        if not target:
            if kind != Kind.SENTENCE:
                self.add_error("target", f"Choose the {_NAMES[Kind(kind)]}.")
            return cleaned
        fits = [other for other, found in self.targets.by_kind.items() if target in found]
        if not fits and target != self.instance.target:
            self.add_error("target", "The report has nothing of this name any more. Choose something else.")
        elif fits and kind not in fits:
            self.add_error("target", f"That is a {_NAMES[Kind(fits[0])]}. Choose a {_NAMES[Kind(kind)]}.")
        return cleaned


@requires(Act.EDIT_REPORT)
@require_safe
def footnotes(request: HttpRequest, slug: str) -> HttpResponse:
    """List the footnotes of a year with what each hangs on; say of those that hang on nothing that they do."""
    year = year_or_404(slug)
    page = Paginator(FootnotePlan.objects.filter(year=year), PAGE_LENGTH).get_page(request.GET.get("page"))
    targets = Targets.of(year) if page.paginator.count else None
    lines = [(plan, targets.words(plan), targets.gap(plan)) for plan in page.object_list] if targets else []
    return render(request, "report/editor/footnotes.html", {"year": year, "page": page, "lines": lines})


class FootnoteView(EditorFormView):
    """What the pages of a footnote share."""

    model = FootnotePlan
    form_class = FootnoteForm
    back_to = "report:footnotes"
    back_words = "Back to the footnotes"
    template = "report/editor/footnote.html"

    def saved_name(self, record: Record) -> str:
        """Return the footnote's name."""
        return f"Footnote “{record}”"


class FootnoteEditView(FootnoteView):
    """Changes a footnote."""

    heading = "Footnote"

    def get_instance(self) -> Record:
        """Return the footnote."""
        found: Record = self.get_record(self.kwargs["pk"])
        return found


class FootnoteCreateView(FootnoteView):
    """Adds a footnote."""

    heading = "Add a footnote"
    is_new = True
    saved_words = "added"

    def get_instance(self) -> Record:
        """Return an empty footnote."""
        return FootnotePlan(year=self.year)

    def address_of(self, record: Record) -> str:
        """Return the address of the new footnote."""
        return record.get_absolute_url()


class FootnoteDeleteView(EditorDeleteView):
    """Deletes a footnote."""

    model = FootnotePlan
    back_to = "report:footnotes"

    def consequence(self) -> str:
        """Say which mark would be left without a footnote."""
        if self.record.key not in Targets.of(self.record.year).marked:
            return ""
        return f"A text holds its mark, [^{self.record.key}]. Take the mark out there, too: it would lead to nothing."
