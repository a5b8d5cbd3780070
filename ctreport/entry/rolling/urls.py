"""Addresses of rolling forward; ``ctreport.entry.urls`` puts them with those of the rest of the room."""

from django.urls import URLPattern, URLResolver, path

from ctreport.entry.rolling import lineage_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("enter/<slug:slug>/roll-forward/", views.choose, name="roll_forward"),
    path("enter/<slug:slug>/roll-forward/check/", views.check, name="roll_check"),
    path("enter/<slug:slug>/started/", views.result, name="roll_result"),
    path("enter/<slug:slug>/take-back/", views.take_back_page, name="roll_take_back"),
    path("enter/<slug:slug>/lineage/", lineage_views.lineage, name="roll_lineage"),
]
