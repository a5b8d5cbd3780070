"""Addresses of evidence."""

from django.urls import path

from ctreport.evidence import views

app_name = "evidence"
urlpatterns = [
    path("<int:pk>/", views.download, name="download"),
    path("<int:pk>/remove/", views.remove, name="remove"),
    path("<slug:kind>/<int:pk>/", views.attach, name="attach"),
]
