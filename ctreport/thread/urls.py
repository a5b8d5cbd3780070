"""Addresses of the links' pages."""

from django.urls import path

from ctreport.thread import views

app_name = "thread"
urlpatterns = [path("<slug:kind>/<int:pk>/<slug:other>/", views.links, name="links")]
