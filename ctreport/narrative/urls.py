"""Addresses of the narrative editor's parts."""

from django.urls import path

from ctreport.narrative import views

app_name = "narrative"
urlpatterns = [path("preview/", views.preview, name="preview")]
