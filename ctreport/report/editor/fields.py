"""Form fields of the editor: measures in an order, a picture, a colour."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from ctreport.report.editor.uploads import LIMITS_WORDS, UnusablePictureError, redraw

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})")


class ChooserInput(forms.Widget):
    """A list in an order that its reader decides: a button moves, takes out or puts in one at a time.

    What is sent is one text of codes with commas. The buttons send the form, which is then shown again with the list
    as it is now: so it works without script, and nothing is saved before "Save".
    """

    template_name = "report/editor/_chooser.html"
    use_fieldset = True

    def __init__(self, *, noun: str, empty: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.noun, self.empty = noun, empty
        self.titles: Mapping[str, str] = {}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        """Return the codes as they are after what was pressed."""
        codes = codes_in(data.get(name))
        if f"{name}_add" in data and (new := str(data.get(f"{name}_new", ""))) and new not in codes:
            codes.append(new)
        verb, _, code = str(data.get(f"{name}_do", "")).partition(":")
        if code in codes:
            _press(codes, verb, code)
        return ",".join(codes)

    def was_pressed(self, data: Mapping[str, Any], name: str) -> bool:
        """Say whether the form was sent by one of the buttons, and so is not to be saved."""
        return f"{name}_add" in data or f"{name}_do" in data

    def said(self, data: Mapping[str, Any], name: str) -> str:
        """Return what the pressed button did, in words."""
        codes = codes_in(self.value_from_datadict(data, {}, name))
        verb, _, code = str(data.get(f"{name}_do", "")).partition(":")
        if f"{name}_add" in data:
            code = str(data.get(f"{name}_new", ""))
        title = self.titles.get(code, code)
        if code in codes:
            return f"{title}: place {codes.index(code) + 1} of {len(codes)}."
        return f"{title} was taken out." if verb == "out" else f"Choose a {self.noun} first."

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the chosen, each with its title, and those that may be chosen still."""
        codes = codes_in(value)
        return {
            **super().get_context(name, ",".join(codes), attrs),
            "chosen": [(code, self.titles.get(code, f"{code} (no figures)")) for code in codes],
            "offered": [(code, title) for code, title in self.titles.items() if code not in codes],
            "noun": self.noun,
            "empty": self.empty,
        }


class CodesField(forms.Field):
    """Codes of measures in an order, as ``ChooserInput`` sends them. Cleans to a list."""

    def __init__(self, *, noun: str = "measure", empty: str = "", **kwargs: Any) -> None:
        super().__init__(widget=ChooserInput(noun=noun, empty=empty), **kwargs)

    def offer(self, titles: Mapping[str, str]) -> None:
        """Say which measures may be chosen, by their codes."""
        self.widget.titles = titles

    def to_python(self, value: Any) -> list[str]:
        """Return the codes."""
        return codes_in(value)

    def prepare_value(self, value: Any) -> str:
        """Return the codes as one text."""
        return ",".join(codes_in(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare codes with codes."""
        return codes_in(initial) != codes_in(data)


class PictureField(forms.FileField):
    """A picture that may be published. Cleans to a ``Drawn``, which holds nothing of the file but its pixels."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "data-picture-input": ""})

    def __init__(self, *, as_photograph: bool, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", f"{LIMITS_WORDS} Where and when it was taken is removed.")
        super().__init__(required=False, **kwargs)
        self.as_photograph = as_photograph

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Draw the picture anew, or say what is wrong with it."""
        if not isinstance(data, UploadedFile):
            return None
        try:
            return redraw(data, as_photograph=self.as_photograph)
        except UnusablePictureError as error:
            raise forms.ValidationError(str(error)) from error


class ColourField(forms.CharField):
    """A colour, typed as #1d2b4f, 1D2B4F or #abc. Cleans to "#rrggbb" in small letters."""

    widget = forms.TextInput(
        attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false", "data-colour": ""}
    )

    def to_python(self, value: Any) -> str:
        """Return the colour; raise ValidationError that says how to write one."""
        text = str(super().to_python(value) or "").strip().lower()
        if not text:
            return ""
        if not (match := _HEX.fullmatch(text)):
            raise forms.ValidationError(
                f"“{text[:30]}” is not a colour. Write # and six digits or letters a to f, such as #1d2b4f."
            )
        digits = match[1]
        return "#" + (digits if len(digits) == 6 else "".join(2 * one for one in digits))


def codes_in(value: Any) -> list[str]:
    """Return codes from a list or from one text with commas, each once."""
    parts: Sequence[Any] = value.split(",") if isinstance(value, str) else value or ()
    return list(dict.fromkeys(code for part in parts if (code := str(part).strip())))


def _press(codes: list[str], verb: str, code: str) -> None:
    place = codes.index(code)
    codes.remove(code)
    if verb == "up":
        codes.insert(max(place - 1, 0), code)
    elif verb == "down":
        codes.insert(place + 1, code)
    elif verb != "out":
        codes.insert(place, code)
