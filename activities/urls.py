"""Addresses of activities."""

from activities import views
from ctreport.review.paths import record_paths

app_name = "activities"
urlpatterns = record_paths("activities", "activity", views)
