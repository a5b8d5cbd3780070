"""Addresses of the export of lists, beneath /import/export/, and of the import of records."""

from django.urls import path

from ctreport.importing.records import exports, views

urlpatterns = [
    path("export/<slug:kind>/<slug:fmt>/", exports.export, name="export"),
    path("export/grid/<slug:slug>/<slug:fmt>/", exports.grid, name="export_grid"),
    path("records/", views.RecordsView.as_view(), name="records"),
    path("records/<uuid:upload_key>/", views.RecordsPreviewView.as_view(), name="records_preview"),
    path("set-up/", views.SetUpRecordsView.as_view(), name="set_up_records"),
    path("set-up/<uuid:upload_key>/", views.SetUpPreviewView.as_view(), name="set_up_records_preview"),
]
