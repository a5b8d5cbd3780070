"""Pre-release access: the people who may read an edition before it is public, and what they opened."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ctreport.accounts.access import Act, person, requires
from ctreport.publication import pre_release
from ctreport.publication.actions import PublicationError
from ctreport.publication.models import Edition, PreReleaseAccess
from ctreport.publication.staff.forms import AccessForm


@requires(Act.PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def access(request: HttpRequest, pk: int) -> HttpResponse:
    """List who has access to an edition before its release, and give it to another person."""
    edition = get_object_or_404(Edition.objects.select_related("year"), pk=pk)
    may_give = edition.state == Edition.State.SCHEDULED
    form = AccessForm(request.POST) if request.method == "POST" else AccessForm()
    link = ""
    if request.method == "POST" and may_give and form.is_valid():
        try:
            given = pre_release.give_access(edition=edition, by=person(request), **form.cleaned_data)
        except PublicationError as error:
            form.add_error(None, str(error))
        else:
            link, form = pre_release.link_of(given), AccessForm()
            messages.success(request, f"{given.name} was given access. Send them the link below: it is shown once.")
    rows = PreReleaseAccess.objects.filter(edition=edition).prefetch_related("openings")
    context = {
        "edition": edition,
        "year": edition.year,
        "form": form,
        "rows": rows,
        "may_give": may_give,
        "link": link,
    }
    return render(request, "publication/access.html", context)


@requires(Act.PUBLISH)
@require_POST
def end_access(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a person's access away."""
    row = get_object_or_404(PreReleaseAccess.objects.select_related("edition__year"), pk=pk)
    pre_release.end_access(access=row, by=person(request))
    messages.success(request, f"{row.name} has no access any more.")
    return redirect("publication:access", row.edition_id)
