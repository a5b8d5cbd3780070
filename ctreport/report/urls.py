"""Addresses of the annual report."""

from django.urls import path

from ctreport.report import views
from ctreport.report.editor.urls import urlpatterns as editor

app_name = "report"

urlpatterns = [
    path("", views.latest, name="latest"),
    *editor,
    path("<str:slug>/", views.page, name="page"),
    path("<str:slug>/report.pdf", views.pdf, name="pdf"),
    path("<str:slug>/charts/<slug:name>.svg", views.chart, name="chart"),
]
