"""What a person writes about a record, and how they want to be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms

from ctreport.accounts.models import User
from ctreport.discussion.models import LONGEST_COMMENT, MailPreference
from ctreport.discussion.people import mentions_in


class PlainText(forms.CharField):
    """Text of several lines, with one kind of line end, so that its length is that which the person counts."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends and nothing around it."""
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


class CommentForm(forms.Form):
    """A comment, and whom it should be brought to."""

    text = PlainText(
        label="Comment",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Write something first.",
            "max_length": "Use %(limit_value)d characters or fewer. There are %(show_value)d now, so some must go.",
        },
    )
    tell = forms.MultipleChoiceField(
        label="Tell",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Somebody whom you chose cannot be told any more. Choose from the list."},
    )

    def __init__(self, *args: Any, people: Sequence[User], by: User, with_chooser: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.by = by
        others = [person for person in people if person.pk != by.pk]
        if others:
            self.fields["text"].help_text = f"Write @ and a name to tell somebody, such as @{others[0]}."
        if with_chooser and others:
            names = Counter(str(person) for person in others)
            self.fields["tell"].choices = [  # type: ignore[attr-defined]
                (str(person.pk), str(person) if names[str(person)] == 1 else f"{person} ({person.email})")
                for person in others
            ]
        else:
            del self.fields["tell"]

    def clean_text(self) -> str:
        """Refuse a mention of somebody who is not there, since the author would think that they were told."""
        text: str = self.cleaned_data["text"]
        self.mentions = mentions_in(text, self.people)
        for name in self.mentions.unknown:
            self.add_error(
                "text", f"There is nobody called “@{name}” to tell. Write the name as they do, or take out the @."
            )
        for name in self.mentions.unclear:
            self.add_error("text", f"More than one person is called “@{name}”. Write the full name.")
        return text

    @property
    def mentioned(self) -> list[User]:
        """The people to tell: those mentioned in a checked text and those chosen from the list."""
        chosen = set(self.cleaned_data.get("tell", []))
        found = {person.pk: person for person in self.people if str(person.pk) in chosen}
        found |= {person.pk: person for person in self.mentions.people}
        found.pop(self.by.pk, None)
        return list(found.values())


class MailPreferenceForm(forms.ModelForm):
    """When a person wants e-mail."""

    class Meta:
        model = MailPreference
        fields = ("rhythm",)
        widgets = {"rhythm": forms.RadioSelect}
        labels = {"rhythm": "When should ctreport write to you?"}
        help_texts = {
            "rhythm": (
                "An e-mail says what waits for you and where to find it. It holds no figure, no narrative and no "
                "comment. Your inbox shows all of it, whatever you choose."
            )
        }
        error_messages = {
            "rhythm": {"required": "Choose when.", "invalid_choice": "Choose one of the three."},
        }
