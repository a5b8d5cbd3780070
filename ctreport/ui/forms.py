"""Forms in the shape of GOV.UK Frontend: each Django form, django-filter's and allauth's too, comes out alike."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

# The class of the component by kind of widget; the first that fits counts.
_COMPONENTS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.CheckboxSelectMultiple, ""),
    (forms.RadioSelect, ""),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.FileInput, "govuk-file-upload"),
    (Input, "govuk-input"),
)
# A number typed into a text field keeps what was typed when it is wrong; a spin button loses it.
_NUMBER_ONLY = frozenset({"min", "max", "step"})


class GovukBoundField(BoundField):
    """A field that knows its GOV.UK component, its error's link and whether it is optional."""

    def as_widget(
        self, widget: forms.Widget | None = None, attrs: dict[str, Any] | None = None, only_initial: bool = False
    ) -> Any:
        """Render the widget with the classes of its component."""
        widget = _without_spin_buttons(widget or self.field.widget)
        attrs = dict(attrs or {})
        component = next((name for kind, name in _COMPONENTS if isinstance(widget, kind)), "")
        if component and not widget.is_hidden:
            modifiers = [f"{component}--error"] if self.errors and not component.startswith("govuk-checkboxes") else []
            attrs["class"] = " ".join([component, *modifiers, *widget.attrs.get("class", "").split()])
        return super().as_widget(widget, attrs, only_initial)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Leave out ``required``: the page's own messages say more than the browser's bubbles."""
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        if (widget or self.field.widget).is_hidden:
            built.pop("disabled", None)  # a fixed value is sent along, so that fragments know it
        return built

    @property
    def is_optional(self) -> bool:
        """Whether the label says "(optional)"."""
        return not self.field.required and getattr(self.form, "mark_optional", True)

    @property
    def is_checkbox(self) -> bool:
        """Whether the field is a single box to tick, whose label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def error_anchor(self) -> str:
        """The id that a link to this field's error leads to: its first choice, where it has several."""
        several = isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
        return f"{self.auto_id}_0" if several else self.id_for_label

    @property
    def error_links(self) -> list[tuple[str, str]]:
        """Pages that help to mend the error, as address and words; a form names them in ``error_links``."""
        links: dict[str, list[tuple[str, str]]] = getattr(self.form, "error_links", {})
        return links.get(self.name, [])


class GovukRenderer(TemplatesSetting):
    """Renders each form and field with the templates under ``templates/_forms/``."""

    form_template_name = "_forms/form.html"
    field_template_name = "_forms/field.html"
    bound_field_class = GovukBoundField


def _without_spin_buttons(widget: forms.Widget) -> forms.Widget:
    if not isinstance(widget, forms.NumberInput):
        return widget
    mode = "decimal" if widget.attrs.get("step", "1") != "1" else "numeric"
    attrs = {name: value for name, value in widget.attrs.items() if name not in _NUMBER_ONLY}
    return forms.TextInput({"inputmode": mode, "class": "govuk-input--width-5", **attrs})
