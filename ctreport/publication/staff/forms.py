"""The forms of the steps that an edition takes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone

from ctreport.publication.announcing import DAYS_OF_WORK, LONDON, days_of_notice, usual_moment
from ctreport.ui.fields import DateField


class CommentForm(forms.Form):
    """A comment that may be left out."""

    comment = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text="Kept in the log."
    )


class ReasonForm(forms.Form):
    """A reason that must be given. ``label`` asks for it."""

    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why. The reason is kept."},
    )

    def __init__(self, *args: Any, label: str = "Reason", help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = help_text


class ScheduleForm(forms.Form):
    """When an edition becomes public. London's time, whatever the season."""

    date = DateField(label="Day")
    at = forms.TimeField(
        label="Time",
        input_formats=["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
        help_text="London time, such as 09:30.",
        error_messages={"invalid": "Write the time as hours and minutes, such as 09:30."},
    )
    short_notice_reason = forms.CharField(
        label="Why at shorter notice",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        days, usual = settings.ANNOUNCED_DAYS_AHEAD, usual_moment(timezone.now())
        kwargs.setdefault("initial", {"date": usual.date(), "at": usual.time()})
        super().__init__(*args, **kwargs)
        self.fields[
            "short_notice_reason"
        ].help_text = (
            f"A release is announced {days} days ahead. If this one is sooner, the reason is published with it."
        )

    @property
    def release_at(self) -> datetime:
        """The moment chosen. Only of a valid form."""
        return datetime.combine(self.cleaned_data["date"], self.cleaned_data["at"], LONDON)

    def clean(self) -> dict[str, Any]:
        """Refuse a moment that is past, a day at the weekend, an hour that the clocks skip, and short notice without a
        reason."""
        cleaned = super().clean() or {}
        if not (cleaned.get("date") and cleaned.get("at")):
            return cleaned
        moment, now = self.release_at, timezone.now()
        if moment <= now:
            self.add_error("date", "Choose a day and time to come.")
        elif cleaned["date"].weekday() >= DAYS_OF_WORK:
            self.add_error("date", "Choose a weekday: the Code of Practice for Statistics asks for one.")
        elif moment.astimezone(ZoneInfo("UTC")).astimezone(LONDON).time() != cleaned["at"]:
            self.add_error("at", "The clocks go forward that night: this time does not exist. Choose another.")
        elif self._is_short(moment, now) and not cleaned["short_notice_reason"].strip():
            self.add_error(
                "short_notice_reason",
                f"This is less than {settings.ANNOUNCED_DAYS_AHEAD} days ahead. Say why, or choose a later day.",
            )
        return cleaned

    @staticmethod
    def _is_short(moment: datetime, now: datetime) -> bool:
        return days_of_notice(moment, now) < settings.ANNOUNCED_DAYS_AHEAD


class AccessForm(forms.Form):
    """One person who may read an edition before it is public."""

    name = forms.CharField(max_length=120)
    post = forms.CharField(max_length=160, label="Post and organisation", help_text="Published with the name.")
    email = forms.EmailField(label="E-mail address", help_text="Not published. The link works for this person only.")
    reason = forms.CharField(
        label="Why they need it before it is public", max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    hours = forms.IntegerField(
        label="Hours before release", min_value=1, widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        most = settings.PRE_RELEASE_HOURS
        kwargs.setdefault("initial", {"hours": most})
        super().__init__(*args, **kwargs)
        self.fields["hours"].max_value = most  # type: ignore[attr-defined]
        self.fields["hours"].help_text = f"{most} at most."

    def clean_hours(self) -> int:
        """Refuse more hours than the house allows."""
        hours: int = self.cleaned_data["hours"]
        if hours > settings.PRE_RELEASE_HOURS:
            raise forms.ValidationError(f"Give {settings.PRE_RELEASE_HOURS} hours at most.")
        return hours
