"""A person's inbox: what waits for them and what they should know, and how they want to be told by e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ctreport.accounts.access import Act, person, requires
from ctreport.discussion import notices
from ctreport.discussion.forms import MailPreferenceForm
from ctreport.discussion.models import MailPreference, Notice
from ctreport.discussion.standing import Standing
from ctreport.discussion.words import lines_of
from ctreport.ui.tables import PAGE_LENGTH


@dataclass(frozen=True)
class Pages:
    """What the links to other pages of a list need."""

    page: Page
    paginator: Paginator


@requires(Act.VIEW)
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what is unread or, asked for all, everything, the unread first."""
    mine = Notice.objects.of(person(request)).with_comments()
    shows_all = request.GET.get("show") == "all"
    unread = list(mine.unread())
    standing = Standing.of(unread)
    fresh = [notice for notice in unread if not standing.is_over(notice)]
    shown = mine.order_by(F("read_at").asc(nulls_first=True), "-at", "-pk") if shows_all else fresh
    page = Paginator(shown, PAGE_LENGTH).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "lines": lines_of(list(page), Standing.of(page) if shows_all else standing),
        "pages": Pages(page, page.paginator),
        "shows_all": shows_all,
        "fresh": {notice.pk for notice in fresh},
        "unread": len(fresh),
    }
    return render(request, "discussion/inbox.html", context)


@requires(Act.VIEW)
@require_GET
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and go where it leads. E-mails link here too, so that reading there counts."""
    notice = get_object_or_404(Notice.objects.of(person(request)).with_comments(), pk=pk)
    [line] = lines_of([notice], Standing.of([notice]))
    notices.read_one(person=person(request), pk=pk)
    if line.over:
        messages.info(request, f"{line.text}. {line.over}")
    return HttpResponseRedirect(line.address or reverse("discussion:inbox"))


@requires(Act.VIEW)
@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """Mark one notice, or all, as read without opening it."""
    number = request.POST.get("notice", "")
    if "all" in request.POST:
        notices.read_all(person=person(request))
        messages.success(request, "All marked as read.")
    elif not (number.isdecimal() and len(number) < 19 and notices.read_one(person=person(request), pk=int(number))):
        messages.info(request, "That notice is not in your inbox any more.")
    address = reverse("discussion:inbox")
    return HttpResponseRedirect(f"{address}?show=all" if request.POST.get("show") == "all" else address)


@requires(Act.VIEW)
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and change when a person wants e-mail."""
    stored = MailPreference.objects.filter(person=person(request)).first() or MailPreference(person=person(request))
    form = MailPreferenceForm(request.POST if request.method == "POST" else None, instance=stored)
    if form.is_valid():
        MailPreference.objects.update_or_create(person=person(request), defaults={"rhythm": form.instance.rhythm})
        messages.success(request, "Your choice is saved.")
        return redirect("discussion:inbox")
    return render(request, "discussion/preferences.html", {"form": form})
