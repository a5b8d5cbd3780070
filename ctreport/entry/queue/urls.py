"""Addresses of the review queue."""

from django.urls import path

from ctreport.entry.queue import views

urlpatterns = [
    path("review/", views.queue, name="queue"),
    path("review/bulk/", views.bulk, name="bulk"),
    path("review/<str:kind>/<int:pk>/", views.queue_item, name="queue_item"),
]
