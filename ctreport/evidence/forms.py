"""The form that takes files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from ctreport.evidence.actions import CheckedFile
from ctreport.evidence.kinds import ALLOWED_WORDS, size_in_words
from ctreport.evidence.names import LONGEST_NAME, safe_name, visible_name
from ctreport.evidence.sniffing import UnwantedFileError, sniff

MOST_AT_ONCE = 10


class FilesInput(forms.ClearableFileInput):
    """Several files, with GOV.UK's place to drop them where there is script."""

    allow_multiple_selected = True
    template_name = "evidence/_files_input.html"


class FilesField(forms.FileField):
    """One or more files, each told by its content. Cleans to a list of ``CheckedFile``."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Check each file, and say of each that is refused why."""
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        if not sent:
            raise forms.ValidationError("Choose at least one file.")
        if len(sent) > MOST_AT_ONCE:
            raise forms.ValidationError(f"Attach at most {MOST_AT_ONCE} files at once. You chose {len(sent)}.")
        together, limit = sum(file.size or 0 for file in sent), settings.EVIDENCE_LARGEST_RECORD
        if len(sent) > 1 and together > limit:
            raise forms.ValidationError(
                f"Together the files have {size_in_words(together)}. The limit for a record is {size_in_words(limit)}."
            )
        checked, problems = [], []
        for file in sent:
            try:
                checked.append(check_file(file))
            except UnwantedFileError as error:
                problems.append(f"“{visible_name(file.name or '')[:LONGEST_NAME]}” {error}.")
        if problems:
            again = "Nothing was attached. Choose the files again." if len(sent) > 1 else ""
            raise forms.ValidationError([*problems, *([again] if again else [])])
        return checked


def check_file(file: UploadedFile) -> CheckedFile:
    """Return a file that is fit to be attached. Raises UnwantedFileError, in words, for any other."""
    limit = settings.EVIDENCE_LARGEST_FILE
    if (file.size or 0) > limit:
        raise UnwantedFileError(f"has {size_in_words(file.size or 0)}. The limit for a file is {size_in_words(limit)}")
    data = file.read()
    kind = sniff(data)
    return CheckedFile(name=safe_name(file.name or "", kind), kind=kind, data=data)


class AttachForm(forms.Form):
    """Files, and a few words on what they prove."""

    chosen = FilesField(label="Files")
    description = forms.CharField(
        required=False,
        max_length=200,
        label="What they show",
        error_messages={"max_length": "Use 200 characters or fewer. There are %(show_value)d now, so some must go."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = size_in_words(settings.EVIDENCE_LARGEST_FILE)
        self.fields["chosen"].help_text = f"{ALLOWED_WORDS}. Up to {limit} each. They are never published."
