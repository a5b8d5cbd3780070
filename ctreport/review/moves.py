"""The steps that the people who enter take from a record's page: submit it, take it back, discard a change."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from ctreport.accounts.access import Act, person, requires
from ctreport.accounts.models import User
from ctreport.review.actions import StaleRecordError
from ctreport.review.kinds import get_record, reviewed_model_of
from ctreport.review.models import Reviewed
from ctreport.review.pages import short_name
from ctreport.review.workflow import WorkflowError, discard_draft, submit_record, withdraw_record

CHANGED_WORDS = "It was changed after you opened the page, so nothing was done. Look at it as it is now."


@requires(Act.ENTER)
@require_POST
def submit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Hand the newest version of a record to the reviewers."""

    def step(record: Reviewed, version: int, by: User) -> str:
        submit_record(record=record, by=by, expected_version=version)
        return "was submitted. It waits for a reviewer now."

    return _take(request, kind, pk, step)


@requires(Act.ENTER)
@require_POST
def withdraw(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take a submitted version back."""

    def step(record: Reviewed, version: int, by: User) -> str:
        withdraw_record(record=record, by=by)
        return "was taken back. It is a draft again."

    return _take(request, kind, pk, step)


@requires(Act.ENTER)
@require_POST
def discard(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Drop the change that waits beside what is approved."""

    def step(record: Reviewed, version: int, by: User) -> str:
        discard_draft(record=record, by=by, expected_version=version)
        return "stands as it was approved. The discarded change can be restored from the history."

    return _take(request, kind, pk, step)


def posted_number(request: HttpRequest, name: str) -> int:
    """Return a number that a page sent along; -1, which is no version of anything, where it was tampered with."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _take(request: HttpRequest, kind: str, pk: int, step: Callable[[Reviewed, int, User], str]) -> HttpResponse:
    record: Reviewed = get_record(reviewed_model_of(kind), pk)
    try:
        words = step(record, posted_number(request, "version"), person(request))
    except StaleRecordError:
        messages.warning(request, CHANGED_WORDS)
    except WorkflowError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, f"{capfirst(str(record._meta.verbose_name))} {short_name(record)} {words}")
    return HttpResponseRedirect(record.get_absolute_url())
