"""Addresses."""

from django.urls import include, path

from ctreport.dashboard.views import home

urlpatterns = [
    path("account/", include("ctreport.accounts.urls")),
    path("", include("objectives.urls")),
    path("", include("activities.urls")),
    path("", include("outcomes.urls")),
    path("narrative/", include("ctreport.narrative.urls")),
    path("links/", include("ctreport.thread.urls")),
    path("charts/", include("ctreport.charts.urls")),
    path("reports/", include("ctreport.report.urls")),
    path("", include("ctreport.dashboard.urls")),
    path("", home, name="home"),
]
