"""Forms of a person's own account: allauth's, in the house's words and without placeholders.

A label says what a field is for; a placeholder vanishes as soon as one types.
"""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms


class PlainFields(forms.Form):
    """Takes placeholders away and names the fields in the house's words."""

    LABELS: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.LABELS.get(name, field.label)
            field.error_messages["required"] = f"Enter {self.REQUIRED_WORDS.get(name, 'this')}."

    REQUIRED_WORDS: dict[str, str] = {
        "login": "your e-mail address",
        "email": "your e-mail address",
        "password": "your password",
        "oldpassword": "your present password",
        "password1": "a new password",
        "password2": "the new password once more",
    }


class SignInForm(PlainFields, allauth_forms.LoginForm):
    """E-mail address and password."""

    LABELS = {"login": "E-mail address", "password": "Password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        self.fields["password"].help_text = ""  # the page has the link to a new password


class ChangePasswordForm(PlainFields, allauth_forms.ChangePasswordForm):
    """The present password and a new one, twice."""

    LABELS = {"oldpassword": "Present password", "password1": "New password", "password2": "New password once more"}


class ResetPasswordForm(PlainFields, allauth_forms.ResetPasswordForm):
    """The address to which a link to a new password is sent."""

    LABELS = {"email": "E-mail address"}


class ResetPasswordKeyForm(PlainFields, allauth_forms.ResetPasswordKeyForm):
    """A new password, twice."""

    LABELS = {"password1": "New password", "password2": "New password once more"}


class ReauthenticateForm(PlainFields, allauth_forms.ReauthenticateForm):
    """The password once more."""

    LABELS = {"password": "Password"}
