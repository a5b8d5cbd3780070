"""Addresses of the pages of this room."""

from django.urls import URLPattern, URLResolver, path

from ctreport.entry.grid import views
from ctreport.entry.queue.urls import urlpatterns as queue_patterns
from ctreport.entry.rolling.urls import urlpatterns as rolling_patterns

app_name = "entry"
urlpatterns: list[URLPattern | URLResolver] = [
    path("enter/", views.grid_latest, name="grid_latest"),
    *rolling_patterns,
    *queue_patterns,
    path("enter/<slug:slug>/", views.grid, name="grid"),
    path("enter/<slug:slug>/cells/", views.cells, name="grid_cells"),
    path("enter/<slug:slug>/submit/", views.submit, name="grid_submit"),
    path("enter/<slug:slug>/measures/", views.add_measure, name="grid_add_measure"),
]
