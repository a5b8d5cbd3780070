"""The pages of a record's history: all its changes, one version, and restoring it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from ctreport.accounts.access import Act, may, person, requires
from ctreport.review.actions import CONTENT_ACTS, StaleRecordError
from ctreport.review.history import as_edited, changes_between
from ctreport.review.kinds import get_record, model_of, related_fields, why_gone, write_act_of
from ctreport.review.models import Record, Reviewed, Revision
from ctreport.review.moves import posted_number
from ctreport.review.pages import short_name
from ctreport.review.timeline import entries_of
from ctreport.review.workflow import WorkflowError, restore_version

PAGE_LENGTH = 25


@dataclass(frozen=True)
class Past:
    """A kind and a key with all that happened there; ``record`` is None where it was deleted."""

    model: type[Record]
    record: Record | None
    revisions: QuerySet[Revision]

    @property
    def name(self) -> str:
        """What the record is, or was, called."""
        if self.record is not None:
            return short_name(self.record)
        last = self.revisions.first()
        return last.record_text if last else ""

    def version(self, number: int) -> Revision:
        """Return a version; raise Http404 where there is none of this number."""
        found = self.revisions.filter(number=number, act__in=CONTENT_ACTS).first()
        if found is None:
            raise Http404(f"This {self.model._meta.verbose_name} has no version {number}.")
        return found

    def context(self, user: Any) -> dict[str, Any]:
        """Return what each of the pages needs."""
        return {
            "record": self.record,
            "kind": self.model.record_kind,
            "pk": self.record.pk if self.record else None,
            "noun": str(self.model._meta.verbose_name),
            "name": self.name,
            "can_restore": self.record is not None and may(user, write_act_of(self.model)),
            "is_reviewed": issubclass(self.model, Reviewed),
            "illustrative_shown": bool(self.record and self.record.illustrative),
        }


def _past(kind: str, pk: int) -> Past:
    """Return what is known of a record; raise Http404 where there never was one."""
    model = model_of(kind)
    record = model._default_manager.select_related(*related_fields(model)).filter(pk=pk).first()
    revisions = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id=pk)
    if record is None and not revisions.exists():
        raise Http404(why_gone(model, pk))
    return Past(model, record, revisions)


@requires(Act.VIEW)
@require_safe
def history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show all changes of a record, the newest first; those of a deleted record too."""
    past = _past(kind, pk)
    page = Paginator(past.revisions, PAGE_LENGTH).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    earlier = past.revisions.filter(number__lt=shown[-1].number).first() if page.has_next() else None
    context = {**past.context(request.user), "page": page, "history": entries_of(shown, earlier), "pk": pk}
    return render(request, "review/history.html", context)


@requires(Act.VIEW)
@require_safe
def version(request: HttpRequest, kind: str, pk: int, number: int) -> HttpResponse:
    """Show what a record held in one of its versions."""
    past = _past(kind, pk)
    found = past.version(number)
    newest = past.revisions.filter(act__in=CONTENT_ACTS).first()
    context = {
        **past.context(request.user),
        "entry": entries_of([found])[0],
        "fields": [field for field in found.data.values() if field["shown"]],
        "is_newest": newest == found,
        "pk": pk,
    }
    return render(request, "review/version.html", context)


@requires(Act.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, kind: str, pk: int, number: int) -> HttpResponse:
    """Say what restoring a version would change, and do so: it becomes a draft like any other change."""
    if not may(request.user, write_act_of(model_of(kind))):
        raise PermissionDenied
    record = get_record(model_of(kind), pk)
    past = _past(kind, pk)
    found = past.version(number)
    problems: list[str] = []
    if request.method == "POST":
        try:
            expected = posted_number(request, "version")
            restored = restore_version(record=record, number=number, by=person(request), expected_version=expected)
        except StaleRecordError:
            record = get_record(model_of(kind), pk)
            problems = ["It was changed after you opened the page. Look again at what restoring would change."]
        except WorkflowError as error:
            problems = [str(error)]
        except ValidationError as error:
            problems = [f"It cannot be restored as it was. {message}" for message in error.messages]
        else:
            messages.success(request, _done(restored, number))
            return HttpResponseRedirect(record.get_absolute_url())
    context = {
        **past.context(request.user),
        "record": record,
        "revision": found,
        "changes": changes_between(as_edited(record).snapshot(), found.data),
        "problems": problems,
    }
    return render(request, "review/restore.html", context)


def _done(record: Record, number: int) -> str:
    words = f"{capfirst(str(record._meta.verbose_name))} {short_name(record)}: version {number} was restored"
    if isinstance(record, Reviewed) and record.has_separate_draft:
        return f"{words} as a draft. The report keeps showing the approved version until somebody else approves it."
    return f"{words} as a draft." if isinstance(record, Reviewed) else f"{words}."
