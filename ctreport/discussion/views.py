"""Writing, answering, changing and settling comments. The threads themselves stand on the records' own pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from ctreport.accounts.access import Act, person, requires
from ctreport.discussion import actions
from ctreport.discussion.actions import DiscussionError
from ctreport.discussion.forms import CommentForm
from ctreport.discussion.models import Comment
from ctreport.discussion.people import colleagues
from ctreport.discussion.records import name_of
from ctreport.discussion.threads import thread_of
from ctreport.review.kinds import get_record, model_of
from ctreport.review.models import Record


@requires(Act.DISCUSS)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Begin a thread on a record."""
    record = get_record(model_of(kind), pk)
    form = _form(request)
    if form.is_valid():
        comment = actions.add_comment(
            record=record, by=person(request), text=form.cleaned_data["text"], mentioned=form.mentioned
        )
        return _back(request, record, comment)
    return _page(request, record, form, heading="Add a comment", button="Add comment")


@requires(Act.DISCUSS)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer in a thread. One that was resolved meanwhile is opened again, so that the answer is not folded away."""
    comment, record = _load(pk)
    form = _form(request, with_chooser=False)
    if form.is_valid() and (reply := _change(form, actions.answer, comment=comment, record=record, by=person(request))):
        if (comment.parent or comment).is_resolved:
            messages.info(request, "The thread had been resolved. Your answer has opened it again.")
        return _back(request, record, reply)
    return _page(request, record, form, heading="Answer", button="Answer", thread=thread_of(comment))


@requires(Act.DISCUSS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own comment while nobody has answered it. What was typed stays, whatever happened meanwhile."""
    comment, record = _load(pk)
    if request.method == "GET" and (refusal := _refusal(comment, request)):
        return _refuse(request, record, refusal)
    form = _form(request, initial={"text": comment.text}, with_chooser=False)
    by = person(request)
    if form.is_valid() and _change(form, actions.edit_comment, comment=comment, record=record, by=by):
        return _back(request, record, comment)
    return _page(request, record, form, heading="Edit your comment", button="Save")


@requires(Act.DISCUSS)
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own comment while nobody has answered it, after asking."""
    comment, record = _load(pk)
    if request.method == "POST":
        return _act(request, record, lambda: actions.delete_comment(comment=comment, by=person(request)), "deleted")
    if refusal := _refusal(comment, request):
        return _refuse(request, record, refusal)
    return render(request, "discussion/delete.html", {"comment": comment, **_about(request, record)})


@requires(Act.DISCUSS)
@require_POST
def resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Fold a thread away as settled."""
    comment, record = _load(pk)
    return _act(request, record, lambda: actions.resolve_thread(comment=comment, by=person(request)), "resolved")


@requires(Act.DISCUSS)
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a resolved thread again."""
    comment, record = _load(pk)
    return _act(request, record, lambda: actions.reopen_thread(comment=comment, by=person(request)), "opened again")


def _load(pk: int) -> tuple[Comment, Record]:
    """Return a comment with its record; raise Http404 where either is gone."""
    comment = Comment.objects.filter(pk=pk).select_related("parent", "content_type").first()
    if comment is None:
        raise Http404("There is no such comment any more. Who wrote it may have deleted it.")
    if comment.record is None:
        raise Http404("The record on which this was said has been deleted.")
    return comment, comment.record


def _form(request: HttpRequest, *, initial: dict[str, Any] | None = None, with_chooser: bool = True) -> CommentForm:
    data = request.POST if request.method == "POST" else None
    return CommentForm(data, initial=initial, people=colleagues(), by=person(request), with_chooser=with_chooser)


def _change(form: CommentForm, act: Callable[..., Comment], **arguments: Any) -> Comment | None:
    """Do what the form asks for; where that is refused, say so in the form and return None."""
    try:
        return act(text=form.cleaned_data["text"], mentioned=form.mentioned, **arguments)
    except DiscussionError as error:
        form.add_error(None, str(error))
        return None


def _act(request: HttpRequest, record: Record, act: Callable[[], None], word: str) -> HttpResponse:
    """Do something that needs no form, and say that it is done or why it was not."""
    try:
        act()
    except DiscussionError as error:
        return _refuse(request, record, str(error))
    messages.success(request, f"{'Comment' if word == 'deleted' else 'Thread'} {word}.")
    return _back(request, record)


def _refusal(comment: Comment, request: HttpRequest) -> str:
    try:
        actions.changeable(comment=comment, by=person(request))
    except DiscussionError as error:
        return str(error)
    return ""


def _refuse(request: HttpRequest, record: Record, words: str) -> HttpResponse:
    messages.info(request, words)
    return _back(request, record)


def _page(request: HttpRequest, record: Record, form: CommentForm, **context: Any) -> HttpResponse:
    return render(request, "discussion/comment_form.html", {"form": form, **_about(request, record), **context})


def _about(request: HttpRequest, record: Record) -> dict[str, Any]:
    return {"record": record, "record_name": str(name_of(record)), "came_from": _came_from(request, record)}


def _came_from(request: HttpRequest, record: Record) -> str:
    """Return the page of ctreport on which the threads were shown: the record's own, or one that shows it too."""
    asked = request.POST.get("next", "") or request.GET.get("next", "")
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else record.get_absolute_url()


def _back(request: HttpRequest, record: Record, comment: Comment | None = None) -> HttpResponse:
    """Go back to the threads, to the comment if there is one to see."""
    return HttpResponseRedirect(f"{_came_from(request, record)}#{comment.anchor if comment else 'comments'}")
