"""Addresses of the dashboard."""

from django.urls import path

from ctreport.dashboard import views
from ctreport.dashboard.alerts.urls import urlpatterns as alerts
from ctreport.dashboard.brief.views import brief
from ctreport.dashboard.compare.views import compare
from ctreport.dashboard.measure.views import measure
from ctreport.dashboard.picture.views import thread

app_name = "dashboard"
urlpatterns = [
    *alerts,
    path("years/<slug:slug>/", views.year, name="year"),
    path("years/<slug:slug>/measures/<slug:code>/", measure, name="measure"),
    path("years/<slug:slug>/looked/", views.looked, name="looked"),
    path("years/<slug:slug>/brief.pdf", brief, name="brief"),
    path("years/<slug:slug>/compare/", compare, name="compare_choice"),
    path("years/<slug:slug>/compare/<slug:other>/", compare, name="compare"),
    path("years/<slug:slug>/thread/", thread, name="thread"),
]
