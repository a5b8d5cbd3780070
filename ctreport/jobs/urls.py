"""Addresses of background work."""

from django.urls import path

from ctreport.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="list"),
    path("<uuid:job_key>/", views.detail, name="detail"),
]
