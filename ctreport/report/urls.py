"""Addresses of the annual report."""

from django.urls import path

from ctreport.report import views

app_name = "report"

urlpatterns = [
    path("", views.latest, name="latest"),
    path("<str:slug>/", views.page, name="page"),
    path("<str:slug>/report.pdf", views.pdf, name="pdf"),
    path("<str:slug>/charts/<slug:name>.svg", views.chart, name="chart"),
]
