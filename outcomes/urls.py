"""Addresses of outcomes, measures, figures, targets, assessments and the set-up."""

from django.urls import path

from ctreport.review.paths import record_paths
from outcomes import views

app_name = "outcomes"
urlpatterns = [
    *record_paths("outcomes", "outcome", views),
    *record_paths("measures", "measure", views),
    *record_paths("figures", "figure", views),
    *record_paths("targets", "target", views),
    path("cells/<slug:kind>/", views.cell_fields, name="cell_fields"),
    path("assessments/suggestion/", views.assessment_suggestion, name="assessment_suggestion"),
    path("assessments/pledges/", views.assessment_pledges, name="assessment_pledges"),
    *record_paths("assessments", "assessment", views),
    path("set-up/", views.SetUpView.as_view(), name="set_up"),
    *record_paths("set-up/dimensions", "dimension", views),
    *record_paths("set-up/categories", "category", views),
    *record_paths("set-up/assessment-words", "assessment_word", views),
    *record_paths("set-up/published-rates", "published_rate", views),
]
