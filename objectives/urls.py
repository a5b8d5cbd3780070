"""Addresses of years, strands and pledges."""

from ctreport.review.paths import record_paths
from objectives import views

app_name = "objectives"
urlpatterns = [
    *record_paths("pledges", "pledge", views),
    *record_paths("set-up/years", "year", views),
    *record_paths("set-up/strands", "strand", views),
]
