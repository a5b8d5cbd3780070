"""Addresses."""

from django.urls import include, path

from ctreport.dashboard.views import home

urlpatterns = [
    path("account/", include("ctreport.accounts.urls")),
    path("jobs/", include("ctreport.jobs.urls")),
    path("", include("ctreport.review.urls")),
    path("", include("ctreport.discussion.urls")),
    path("evidence/", include("ctreport.evidence.urls")),
    path("", include("objectives.urls")),
    path("", include("activities.urls")),
    path("", include("outcomes.urls")),
    path("narrative/", include("ctreport.narrative.urls")),
    path("links/", include("ctreport.thread.urls")),
    path("charts/", include("ctreport.charts.urls")),
    path("report/", include("ctreport.report.urls")),
    path("", include("ctreport.publication.urls")),
    path("", include("ctreport.dashboard.urls")),
    path("", include("ctreport.entry.urls")),
    path("import/", include("ctreport.importing.urls")),
    path("dashboard/", home, name="home"),
]
