"""Addresses of the pages of this room: each import has its own."""

from django.urls import URLPattern, URLResolver, path

from ctreport.importing.figures.urls import urlpatterns as figures
from ctreport.importing.records.urls import urlpatterns as records
from ctreport.importing.report.urls import urlpatterns as report
from ctreport.importing.views import start

app_name = "importing"
urlpatterns: list[URLPattern | URLResolver] = [path("", start, name="start"), *figures, *records, *report]
