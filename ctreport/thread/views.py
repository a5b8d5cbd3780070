"""The page on which a record's links are chosen."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ctreport.accounts.access import Act, person, requires
from ctreport.thread.actions import LinkChanges, change_links, name_of
from ctreport.thread.forms import LinksForm
from ctreport.thread.links import MODELS, PARTNERS, LinkEnd, is_outside_thread
from objectives.models import ReportingYear


@requires(Act.ENTER)
@require_http_methods(["GET", "POST"])
def links(request: HttpRequest, kind: str, pk: int, other: str) -> HttpResponse:
    """Show and change which records of the kind ``other`` a record is linked to."""
    end = _load_end(request, kind, pk, other)
    form = LinksForm(end, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            changes = change_links(
                end=end, chosen=form.cleaned_data["chosen"], seen=form.cleaned_data["seen"], by=person(request)
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _in_words(changes))
            return redirect(end.record.get_absolute_url())
    context = {
        "form": form,
        "end": end,
        "record": end.record,
        "record_name": name_of(end.record),
        "other_plural": str(MODELS[other]._meta.verbose_name_plural),
        "create_url": MODELS[other].url_name("create"),
    }
    return render(request, "thread/links.html", context)


def _load_end(request: HttpRequest, kind: str, pk: int, other: str) -> LinkEnd:
    if other not in PARTNERS.get(kind, ()):
        raise Http404(f"A {kind} is not linked to a {other}.")
    record = get_object_or_404(MODELS[kind], pk=pk)
    if is_outside_thread(record):
        raise Http404("A public statistic is linked to nothing: it is not the force’s own.")
    year = getattr(record, "year", None) or _year_asked_for(request)
    if year is None:
        raise Http404("There is no year yet.")
    return LinkEnd(record, other, year)


def _year_asked_for(request: HttpRequest) -> ReportingYear | None:
    asked = ReportingYear.objects.with_slug(request.GET.get("year", "")).first()
    return asked or ReportingYear.objects.latest_first().first()


def _in_words(changes: LinkChanges) -> str:
    parts = [
        f"{count} {'link' if count == 1 else 'links'} {word}"
        for count, word in (
            (changes.added, "added"),
            (changes.removed, "removed"),
            (changes.reworded, "given another reason"),
        )
        if count
    ]
    return f"{', '.join(parts)}." if parts else "Nothing was changed."
