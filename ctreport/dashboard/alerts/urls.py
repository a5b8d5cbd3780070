"""Addresses of alerts."""

from django.urls import path

from ctreport.dashboard.alerts import views

urlpatterns = [
    path("alerts/", views.alerts, name="alerts"),
    path("alerts/follow/", views.follow, name="alert_follow"),
    path("alerts/<int:pk>/stop/", views.stop, name="alert_stop"),
    path("alerts/<int:pk>/mute/", views.mute, name="alert_mute"),
    path("alerts/<int:pk>/unmute/", views.unmute, name="alert_unmute"),
]
