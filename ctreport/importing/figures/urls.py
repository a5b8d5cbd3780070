"""Addresses of the import of figures, beneath /import/figures/."""

from django.urls import path

from ctreport.importing.figures import views

urlpatterns = [
    path("figures/", views.choose, name="figures"),
    path("figures/template/<slug:kind>/", views.template, name="figures_template"),
    path("figures/<uuid:upload_key>/", views.preview, name="figures_preview"),
]
