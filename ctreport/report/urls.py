"""Addresses of the annual report."""

from django.urls import path

from ctreport.report import views
from ctreport.report.editor.urls import urlpatterns as editor
from ctreport.report.proof import views as proof
from ctreport.report.trace.views import trace

app_name = "report"

urlpatterns = [
    path("", views.latest, name="latest"),
    *editor,
    path("figures/<int:pk>/", trace, name="trace"),
    path("<str:slug>/", views.page, name="page"),
    path("<str:slug>/report.pdf", views.pdf, name="pdf"),
    path("<str:slug>/charts/<slug:name>.svg", views.chart, name="chart"),
    path("<str:slug>/pictures/<str:name>", views.picture, name="picture"),
    path("<str:slug>/proof/", proof.whole, name="proof_whole"),
    path("<str:slug>/proof/pages/", proof.pages, name="proof_pages"),
    path("<str:slug>/proof/pages/<slug:key>/<int:number>.png", proof.picture, name="proof_picture"),
    path("<str:slug>/brand.css", views.brand, name="brand"),
]
