"""Addresses of pages that exist in these tests only: one for each act, one that names none, one open to all."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views import View

from ctreport.accounts.access import Act, requires


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("shown")


@login_not_required
def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("shown")


def page_for(act: Act):
    @requires(act)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("shown")

    return view


class ClassPage(View):
    act = Act.SET_UP

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("shown")


urlpatterns = [
    path("account/", include("ctreport.accounts.urls")),
    path("dashboard/", page_for(Act.VIEW), name="home"),
    path("nameless/", page),
    path("open/", open_page),
    path("class/", ClassPage.as_view()),
    *(path(f"{act.name.lower()}/", page_for(act)) for act in Act),
]
