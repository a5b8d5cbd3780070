"""What the forms of records share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.boundfield import BoundField

from ctreport.review.actions import check_record
from ctreport.review.models import Record
from ctreport.review.rules import RULES

_CHOOSE = (forms.ChoiceField, forms.ModelChoiceField)
REASON = "change_reason"
REASON_LENGTH = 500
CLOSED_WORDS = "The year is closed. Enter why this must change all the same."


def is_closed(record: Record) -> bool:
    """Say whether a record belongs to a year that is closed, in which nothing changes without a reason."""
    return getattr(getattr(record, "year", None), "state", "") == "closed"


def _reason_field(*, is_required: bool) -> forms.CharField:
    return forms.CharField(
        label="Reason for the change",
        max_length=REASON_LENGTH,
        required=is_required,
        help_text="It is kept in the history and shown to the reviewer.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": CLOSED_WORDS} if is_required else None,
    )


@dataclass(frozen=True)
class Section:
    """Some fields of a form beneath a heading of their own."""

    title: str
    fields: list[BoundField]


class RecordForm(forms.ModelForm):
    """A form for one record.

    It carries, hidden, the version that the person began from, so that a change made meanwhile by somebody else is
    noticed. Messages of the database's constraints and rules stand beside the field that mends them:
    ``CONSTRAINT_FIELDS`` names it by the constraint, ``STAND_INS`` by the model's field that the form replaces.
    """

    CONSTRAINT_FIELDS: ClassVar[Mapping[str, str]] = {}
    STAND_INS: ClassVar[Mapping[str, str]] = {}
    SECTIONS: ClassVar[Sequence[tuple[str, Sequence[str]]]] = ()
    REQUIRED_WORDS: ClassVar[Mapping[str, str]] = {}

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "The page was changed on its way. Copy what you typed, reload the page and try again.",
            "invalid": "The page was changed on its way. Copy what you typed, reload the page and try again.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_links: dict[str, list[tuple[str, str]]] = {}
        if self.instance.pk:
            self.initial["version"] = self.instance.version
        else:
            del self.fields["version"]
        if self.instance.illustrative:
            self.fields["illustrative"] = forms.BooleanField(
                label="The content is illustrative",
                help_text="It is made up to show how the product works. Untick this once it holds the true content.",
                required=False,
                initial=True,
            )
        if self.is_bound and "marking" in self.fields and self.add_prefix("marking") not in self.data:
            self.fields["marking"].required = False  # what says nothing of the marking leaves it as it is
        if self.instance.pk and REASON not in self.fields:
            self.fields[REASON] = _reason_field(is_required=is_closed(self.instance))
        for name, field in self.fields.items():
            if not field.widget.is_hidden:
                self._word_messages(name, field)

    def _word_messages(self, name: str, field: forms.Field) -> None:
        label = str(field.label or name.replace("_", " ")).lower()
        verb = "Choose" if isinstance(field, _CHOOSE) else "Enter"
        if name != REASON or name in self.REQUIRED_WORDS:
            field.error_messages["required"] = self.REQUIRED_WORDS.get(name, f"{verb} the {label}.")
        field.error_messages["max_length"] = (
            "Use %(limit_value)d characters or fewer. There are %(show_value)d now, so some must go."
        )
        field.error_messages.setdefault("min_value", "Enter %(limit_value)s or more.")
        field.error_messages.setdefault("max_value", "Enter %(limit_value)s or less.")
        if isinstance(field, forms.URLField):
            field.error_messages["invalid"] = "Enter the full address, such as https://www.example.org/return."
        if isinstance(field, _CHOOSE):
            field.error_messages["invalid_choice"] = "This is not in the list any more. Choose one that is."

    @property
    def sections(self) -> list[Section]:
        """The fields beneath their headings; those that no section names come last."""
        if not self.SECTIONS:
            return []
        left = [name for name, field in self.fields.items() if not field.widget.is_hidden]
        found = []
        for title, names in self.SECTIONS:
            here = [name for name in names if name in left]
            left = [name for name in left if name not in here]
            if here:
                found.append(Section(title, [self[name] for name in here]))
        return found + ([Section("", [self[name] for name in left])] if left else [])

    def clean(self) -> dict[str, Any]:
        """Keep one kind of line end, so that a difference shows words and not line ends."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = value.replace("\r\n", "\n")
        if getattr(cleaned.get("year"), "state", "") == "closed":
            self._insist_on_a_reason(cleaned)
        return cleaned

    def _insist_on_a_reason(self, cleaned: dict[str, Any]) -> None:
        """Ask for a reason where the year that was chosen is closed; a form for a new record gains the field."""
        if REASON not in self.fields:
            self.fields[REASON] = _reason_field(is_required=True)
            cleaned[REASON] = str(self.data.get(self.add_prefix(REASON), "")).strip()[:REASON_LENGTH]
        if not cleaned.get(REASON) and REASON not in self.errors:
            self.add_error(REASON, CLOSED_WORDS)

    def _get_validation_exclusions(self) -> set[str]:
        """Check the fields that the form replaces or fills in, too; only what has failed already is left out."""
        excluded = cast(set[str], super()._get_validation_exclusions())  # type: ignore[misc]
        return {
            name
            for name in excluded
            if name in self.fields or self.STAND_INS.get(name) in self.errors or name in self.instance.BOOKKEEPING
        }

    def _post_clean(self) -> None:
        if "illustrative" in self.cleaned_data:
            self.instance.illustrative = self.cleaned_data["illustrative"]
        self.fill_in()
        super()._post_clean()  # type: ignore[misc]
        if self._can_be_checked():
            try:
                check_record(self.instance)
            except ValidationError as error:
                self._update_errors(error)

    def fill_in(self) -> None:
        """Set the fields of the record that the form shows in another way; for forms that do so."""

    def _can_be_checked(self) -> bool:
        return not any(name in self.errors for name in ("year", getattr(self.instance, "NARRATIVE", "")))

    def _update_errors(self, errors: ValidationError) -> None:
        super()._update_errors(self.place(errors))  # type: ignore[misc]

    def add_refusal(self, error: ValidationError) -> None:
        """Show why saving was refused after the form itself had nothing against it."""
        self.add_error(None, self.place(error))

    def place(self, error: ValidationError) -> ValidationError:
        """Return the same messages, each under the field of the form where it can be mended."""
        given = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        placed: dict[str, list[ValidationError]] = {}
        for name, errors in given.items():
            for one in errors:
                placed.setdefault(self._place_of(name, one), []).append(one)
        return ValidationError(placed)

    def _place_of(self, name: str, error: ValidationError) -> str:
        if name == NON_FIELD_ERRORS:
            name = self._fields_by_message().get(str(error.message), NON_FIELD_ERRORS)
        name = self.STAND_INS.get(name, name)
        return name if name in self.fields else NON_FIELD_ERRORS

    def field_of(self, constraint: str) -> str | None:
        """Return the field beside which the message of a constraint stands."""
        return self.CONSTRAINT_FIELDS.get(constraint)

    def _fields_by_message(self) -> dict[str, str]:
        found = {}
        for constraint in self.instance._meta.constraints:
            if name := self.field_of(constraint.name):
                found[str(constraint.violation_error_message)] = name
        for name, field in self.CONSTRAINT_FIELDS.items():
            if name in RULES:
                found[RULES[name].message] = field
        return found
