"""Addresses of the dashboard."""

from django.urls import path

from ctreport.dashboard import views

app_name = "dashboard"
urlpatterns = [path("years/<slug:slug>/", views.year, name="year")]
