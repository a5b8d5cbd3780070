"""The steps that an edition takes, each with its question, its form, who may take it and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from ctreport.accounts.access import Act
from ctreport.accounts.models import User
from ctreport.publication import actions
from ctreport.publication.models import Edition
from ctreport.publication.staff.forms import CommentForm, ReasonForm, ScheduleForm

State = Edition.State


@dataclass(frozen=True)
class Step:
    """One step. ``take`` does it with a valid form; ``words`` say what follows from it, each as a paragraph."""

    name: str
    act: Act
    states: tuple[str, ...]
    question: str
    words: tuple[str, ...]
    button: str
    done: str
    form: Callable[..., forms.Form]
    take: Callable[[Edition, Any, User], Any]
    is_grave: bool = False


def _reason(label: str, help_text: str = "") -> Callable[..., forms.Form]:
    return lambda *args, **kwargs: ReasonForm(*args, label=label, help_text=help_text, **kwargs)


def _with_reason(act: Callable[..., Any]) -> Callable[[Edition, Any, User], Any]:
    return lambda edition, form, by: act(edition=edition, by=by, reason=form.cleaned_data["reason"])


STEPS = (
    Step(
        "sign_off",
        Act.SIGN_OFF,
        (State.PROOF,),
        "Sign off {edition}?",
        (
            "You confirm that this edition, exactly as it was frozen, may be published. Your name and the time are "
            "kept with it.",
            "Nothing becomes public yet: communications staff choose the day.",
        ),
        "Sign off",
        "You signed off {edition}.",
        CommentForm,
        lambda edition, form, by: actions.sign_off(edition=edition, by=by, comment=form.cleaned_data["comment"]),
    ),
    Step(
        "return_proof",
        Act.SIGN_OFF,
        (State.PROOF,),
        "Return {edition}?",
        ("The proof is put aside. Communications staff read your comment and make another.",),
        "Return it",
        "You returned {edition}.",
        _reason("What must change"),
        lambda edition, form, by: actions.return_proof(edition=edition, by=by, comment=form.cleaned_data["reason"]),
    ),
    Step(
        "discard",
        Act.PUBLISH,
        (State.PROOF, State.SIGNED_OFF),
        "Discard {edition}?",
        ("Its files are deleted. What was signed off has to be signed off again.",),
        "Discard it",
        "{edition} was discarded.",
        _reason("Why it is discarded"),
        _with_reason(actions.discard),
        is_grave=True,
    ),
    Step(
        "schedule",
        Act.PUBLISH,
        (State.SIGNED_OFF, State.SCHEDULED),
        "When is {edition} published?",
        (
            "The day and time are shown on the public calendar at once. Until then nobody can read it but those "
            "to whom you give access.",
        ),
        "Put it on the calendar",
        "{edition} is on the calendar.",
        ScheduleForm,
        lambda edition, form, by: actions.schedule(
            edition=edition,
            by=by,
            release_at=form.release_at,
            short_notice_reason=form.cleaned_data["short_notice_reason"].strip(),
        ),
    ),
    Step(
        "unschedule",
        Act.PUBLISH,
        (State.SCHEDULED,),
        "Take {edition} off the calendar?",
        ("It stays signed off. Links given to people before release stop working.",),
        "Take it off",
        "{edition} was taken off the calendar.",
        _reason("Why it is taken off"),
        _with_reason(actions.unschedule),
    ),
    Step(
        "publish_now",
        Act.PUBLISH,
        (State.SIGNED_OFF, State.SCHEDULED),
        "Publish {edition} at once?",
        ("It becomes public within seconds, without having been announced. The reason is published with it.",),
        "Publish now",
        "{edition} is being published: it is public within seconds.",
        _reason("Why it cannot wait"),
        _with_reason(actions.publish_now),
        is_grave=True,
    ),
    Step(
        "withdraw",
        Act.PUBLISH,
        (State.PUBLISHED,),
        "Withdraw {edition}?",
        (
            "Its pages and files are taken from the public site. In their place stands your reason. Copies that "
            "others have made stay.",
            "To put something right, correct it instead: the first edition then stays readable beside the second.",
        ),
        "Withdraw it",
        "{edition} was withdrawn.",
        _reason("Why it is withdrawn", "Published in its place."),
        _with_reason(actions.withdraw),
        is_grave=True,
    ),
)


def step_named(name: str) -> Step:
    """Return a step by its name."""
    return next(step for step in STEPS if step.name == name)
