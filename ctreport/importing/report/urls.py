"""Addresses of the import of a published report."""

from django.urls import URLPattern, URLResolver, path

from ctreport.importing.report import step_views, views

_OWN = "report/<uuid:proposal_key>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("report/", views.start, name="report"),
    path(_OWN, step_views.StatementsView.as_view(), name="report_statements"),
    path(f"{_OWN}figures/", step_views.FiguresView.as_view(), name="report_figures"),
    path(f"{_OWN}links/", step_views.LinksView.as_view(), name="report_links"),
    path(f"{_OWN}left-over/", step_views.LeftOverView.as_view(), name="report_left_over"),
    path(f"{_OWN}check/", views.check, name="report_check"),
    path(f"{_OWN}result/", views.result, name="report_result"),
    path(f"{_OWN}discard/", views.discard, name="report_discard"),
]
