"""The pages of background work. Each person sees their own; leaving a page does not stop the work."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from django_tables2 import RequestConfig

from ctreport.accounts.access import Act, Role, person, requires
from ctreport.jobs.models import Job
from ctreport.jobs.progress import shown
from ctreport.jobs.tables import JobTable


@requires(Act.VIEW)
@require_GET
@never_cache
def detail(request: HttpRequest, job_key: UUID) -> HttpResponse:
    """Show how far a job has come; htmx asks for the part that changes, which asks again until the job has ended."""
    job = get_object_or_404(Job.objects.visible_to(person(request)), key=job_key)
    is_fragment = bool(getattr(request, "htmx", False))
    template = "jobs/_progress.html" if is_fragment else "jobs/job_detail.html"
    context = {"job": job, "progress": shown(job), "is_fragment": is_fragment}
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@requires(Act.VIEW)
@require_GET
@never_cache
def job_list(request: HttpRequest) -> HttpResponse:
    """List a person's jobs, the newest first; an administrator sees everybody's."""
    user = person(request)
    sees_all = Role.ADMINISTRATOR in user.roles
    table = JobTable(Job.objects.visible_to(user), exclude=() if sees_all else ("by_name",))
    RequestConfig(request, paginate=True).configure(table)
    return render(request, "jobs/job_list.html", {"table": table, "sees_all": sees_all})
