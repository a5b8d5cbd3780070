"""The form that all pages of the editor share."""

from __future__ import annotations

import copy
from collections.abc import Collection
from typing import Any, ClassVar

from django import forms

from ctreport.narrative.sentences import FigureBook
from ctreport.report.editor.fields import ChooserInput
from ctreport.report.editor.uploads import Drawn, keep_picture
from ctreport.report.models import Picture
from ctreport.report.prose import objections
from ctreport.review.forms import CLOSED_WORDS, REASON, REASON_LENGTH, RecordForm, is_closed

TEXT_HELP = (
    "Blank lines part paragraphs. Figures are put in by their tokens, so that they always agree with the tables."
)


def text_widget(rows: int = 16) -> forms.Textarea:
    """Return a box for a text of several paragraphs."""
    return forms.Textarea(attrs={"rows": rows, "data-report-text": ""})


class EditorForm(RecordForm):
    """A form for a part of the report.

    ``TEXTS`` are the fields that hold Markdown with figures' tokens. ``IS_BEGUN`` says that the record exists as soon
    as somebody saves: then a form shown before that begins from version 1, as if it did.
    """

    TEXTS: ClassVar[Collection[str]] = ()
    MARKS_FOOTNOTES: ClassVar[bool] = False
    IS_BEGUN: ClassVar[bool] = False
    REASON_FIELD: ClassVar[str] = REASON

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.IS_BEGUN and "version" not in self.fields:
            self.fields["version"] = copy.deepcopy(self.base_fields["version"])
            self.initial["version"] = self.instance.version
        must_say_why = is_closed(self.instance)
        if self.instance.pk or must_say_why:
            self.fields[REASON] = forms.CharField(
                label="Reason for the change",
                max_length=REASON_LENGTH,
                required=must_say_why,
                help_text="It is kept in the history.",
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": CLOSED_WORDS},
            )

    @property
    def text_fields(self) -> list[str]:
        """The names of the fields beneath which figures are offered."""
        return [name for name in self.TEXTS if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Refuse texts that cannot be printed."""
        cleaned = super().clean()
        texts = {name: cleaned[name] for name in self.text_fields if cleaned.get(name)}
        book = self.book() if texts else None
        for name, text in texts.items():
            for objection in objections(text, book, has_notes=self.MARKS_FOOTNOTES) if book else ():
                self.add_error(name, objection)
        return cleaned

    def book(self) -> FigureBook | None:
        """Return the figures that the form's texts may name; None where there is no year yet."""
        return FigureBook.for_year(self.instance.year)

    def pressed(self) -> tuple[str, str] | None:
        """Return the name of the list whose button sent the form, and what the button did; None where "Save" did."""
        for name, field in self.fields.items():
            widget = field.widget
            if isinstance(widget, ChooserInput) and widget.was_pressed(self.data, name):
                return name, widget.said(self.data, name)
        return None

    def as_typed(self) -> dict[str, Any]:
        """Return what was sent as initial values, so that the form can be shown again before it is judged."""
        return {
            name: field.widget.value_from_datadict(self.data, self.files, name) for name, field in self.fields.items()
        }


class PictureForm(EditorForm):
    """A form with a picture: its file, its text, and a box that takes it away.

    The row of a picture is made as soon as its file was found good, and named in a hidden field: a form that is shown
    again because of something else has not lost it.
    """

    PICTURE: ClassVar[str] = ""
    PICTURE_TEXT: ClassVar[str] = ""
    PICTURE_NOUN: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[self.PICTURE].queryset = Picture.objects.defer("content")  # type: ignore[attr-defined]
        self.fields[self.PICTURE].widget = forms.HiddenInput()
        picture = self.picture
        if not picture:
            del self.fields["take_away"]
        words = self.fields[self.PICTURE_TEXT]
        words.required = bool(picture or self.files.get("file")) and not self.data.get("take_away")
        words.error_messages["required"] = f"Say what the {self.PICTURE_NOUN} shows, for those who cannot see it."

    @property
    def picture(self) -> Picture | None:
        """The picture that the form shows: the one sent last, or the one stored."""
        value = self[self.PICTURE].value()
        key = str(getattr(value, "pk", value) or "")
        if not (key.isdecimal() and len(key) < 19):
            return None
        return Picture.objects.defer("content").filter(pk=key).first()

    def clean(self) -> dict[str, Any]:
        """Keep the picture that was sent; ask for its text."""
        cleaned = super().clean()
        drawn = cleaned.get("file")
        if isinstance(drawn, Drawn):
            cleaned[self.PICTURE] = kept = keep_picture(drawn)
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            data[self.PICTURE] = str(kept.pk)
            self.data = data
        elif cleaned.get("take_away"):
            cleaned[self.PICTURE], cleaned[self.PICTURE_TEXT] = None, ""
        return cleaned
