"""The reviewer's queue: what waits, one item at a time, and the unremarkable ones together."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ctreport.accounts.access import Act, person, requires
from ctreport.accounts.models import User
from ctreport.entry.queue.forms import QueueFilter, read_choices
from ctreport.entry.queue.items import Item, load_items
from ctreport.entry.queue.page import all_fields, sentences_of, source_lines
from ctreport.entry.queue.waiting import Asked, Place, Queue
from ctreport.review.actions import StaleRecordError
from ctreport.review.bulk import Approvals, approve_records
from ctreport.review.kinds import get_record, reviewed_model_of
from ctreport.review.models import Reviewed, State
from ctreport.review.moves import posted_number
from ctreport.review.pages import called
from ctreport.review.workflow import WorkflowError, approve_record, return_record

PAGE_LENGTH = 100
BULK_LENGTH = 500  # boxes on one page; a form may hold 1,000 fields
NAMES_SHOWN = 10


@requires(Act.REVIEW)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits, grouped by year and kind, what has waited longest first."""
    everything = Queue.load()
    narrowing = QueueFilter(request.GET, everything)
    asked = narrowing.asked
    found = everything.narrowed(asked)
    page = Paginator(found.places, PAGE_LENGTH).get_page(request.GET.get("page"))
    items = load_items(list(page.object_list))
    context = {
        "total": len(everything),
        "found": len(found),
        "groups": everything.groups,
        "sections": _sections(found, items),
        "page": page,
        "filter_form": narrowing,
        "asked": asked,
        "user_pk": person(request).pk,
        "illustrative_shown": any(_shows_illustrative(item) for item in items),
    }
    return render(request, "entry/queue.html", context)


def _sections(found: Queue, items: list[Item]) -> list[dict[str, object]]:
    """Return the groups of the page with those of their items that stand on it."""
    by_key = {item.place.key: item for item in items}
    sections = []
    for group in found.groups:
        here = [by_key[place.key] for place in group.places if place.key in by_key]
        if here:
            sections.append({"group": group, "items": here})
    return sections


def _shows_illustrative(item: Item) -> bool:
    return bool(item.record.illustrative or (item.last_year and item.last_year.is_illustrative))


@requires(Act.REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def queue_item(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show one record that waits, and approve or return it; then go on to the next."""
    record: Reviewed = get_record(reviewed_model_of(kind), pk)
    everything = Queue.load()
    asked = QueueFilter(request.GET, everything).asked
    places = everything.narrowed(asked)
    if places.index_of(kind, pk) is None:
        places, asked = everything, Asked()
    index = places.index_of(kind, pk)
    if index is None:
        return _not_waiting(request, record)
    following = places.after(index)
    problem = ""
    if request.method == "POST":
        try:
            words = _decide(request, record)
        except (StaleRecordError, WorkflowError, ValidationError) as error:
            problem = _why_not(error)
            record.refresh_from_db(fields=["state"])
            if record.state != State.SUBMITTED:
                messages.warning(request, problem)
                return _go_on(following, asked)
        else:
            messages.success(request, words)
            return _go_on(following, asked)
    found = load_items([places.places[index]])
    if not found:  # decided in this very moment
        return _not_waiting(request, record)
    return _show(request, found[0], (places, index), asked, problem)


def _decide(request: HttpRequest, record: Reviewed) -> str:
    """Do what the reviewer decided, and return it in words."""
    number, by = posted_number(request, "number"), person(request)
    comment = request.POST.get("comment", "").strip()
    if request.POST.get("decision") == "approve":
        approve_record(record=record, by=by, number=number)
        return f"Approved: {called(record)}."
    if request.POST.get("decision") == "return":
        return_record(record=record, by=by, number=number, comment=comment)
        return f"Returned: {called(record)}."
    raise WorkflowError("Choose whether to approve or to return it.")


def _why_not(error: Exception) -> str:
    if isinstance(error, StaleRecordError):
        return "It was changed after you opened it. This is how it stands now: look again before you decide."
    if isinstance(error, ValidationError):
        return "It cannot be approved as it is. " + " ".join(error.messages)
    return str(error)


def _go_on(following: Place | None, asked: Asked) -> HttpResponse:
    if following is None:
        return HttpResponseRedirect(reverse("entry:queue") + asked.query)
    return HttpResponseRedirect(reverse("entry:queue_item", args=following.key) + asked.query)


def _not_waiting(request: HttpRequest, record: Reviewed) -> HttpResponse:
    messages.info(request, f"This does not wait for review: it is {record.get_state_display().lower()}.")
    return HttpResponseRedirect(record.get_absolute_url())


def _show(request: HttpRequest, item: Item, position: tuple[Queue, int], asked: Asked, problem: str) -> HttpResponse:
    places, index = position
    following = places.after(index)
    context = {
        "item": item,
        "record": item.stored,
        "position": index + 1,
        "total": len(places),
        "queue_address": reverse("entry:queue") + asked.query,
        "skip_address": reverse("entry:queue_item", args=following.key) + asked.query if following else "",
        "is_own": item.revision.by_id == person(request).pk,
        "problem": problem,
        "comment": request.POST.get("comment", ""),
        "sentences": sentences_of(item),
        "sources": source_lines(item),
        "fields": all_fields(item),
        "illustrative_shown": _shows_illustrative(item),
    }
    return render(request, "entry/queue_item.html", context)


@requires(Act.REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """Show the unremarkable ones in sum, and approve those that are ticked in one transaction."""
    everything = Queue.load()
    narrowing = QueueFilter(request.GET, everything)
    asked = narrowing.asked
    user, problem = person(request), ""
    if request.method == "POST":
        choices = read_choices(request.POST)
        if choices:
            _report(request, approve_records(choices=choices[:BULK_LENGTH], by=user))
            return HttpResponseRedirect(reverse("entry:queue") + asked.query)
        problem = "Tick what you want to approve, or go back to the queue."
    places = everything.narrowed(asked).places
    items = _unremarkable(places, user)
    ticked = set(request.POST.getlist("chosen")) if problem else None
    context = {
        "items": items[:BULK_LENGTH],
        "left_off": max(len(items) - BULK_LENGTH, 0),
        "remarkable": len(places) - len(items),
        "ticked": ticked,
        "filter_form": narrowing,
        "asked": asked,
        "problem": problem,
        "illustrative_shown": any(_shows_illustrative(item) for item in items[:BULK_LENGTH]),
    }
    return render(request, "entry/queue_bulk.html", context)


def _unremarkable(places: list[Place], user: User) -> list[Item]:
    others = [place for place in places if place.by_id != user.pk]
    return [item for item in load_items(others) if item.is_unremarkable]


def _report(request: HttpRequest, done: Approvals) -> None:
    """Say how many were approved and, of those left out, which and why."""
    if done.approved:
        count = len(done.approved)
        messages.success(request, f"{count} {'record was' if count == 1 else 'records were'} approved.")
    if done.left_out:
        named = "; ".join(f"{name[:80]}: {reason.rstrip('.')}" for name, reason in done.left_out[:NAMES_SHOWN])
        more = f"; and {len(done.left_out) - NAMES_SHOWN} more" if len(done.left_out) > NAMES_SHOWN else ""
        messages.warning(request, f"Not approved: {named}{more}.")
