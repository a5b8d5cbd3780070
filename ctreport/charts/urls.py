"""Addresses of charts."""

from django.urls import path

from ctreport.charts import views

app_name = "charts"

urlpatterns = [
    path("<slug:year>/<slug:name>.json", views.data, name="data"),
    *(
        path(f"<slug:year>/<slug:name>.{kind}", views.picture_or_table, {"kind": kind}, name=kind)
        for kind in ("svg", "png", "csv")
    ),
]
