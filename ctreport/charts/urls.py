"""Addresses of charts."""

from django.urls import path

from ctreport.charts import views

app_name = "charts"

urlpatterns = [path("<slug:year>/<slug:name>.json", views.data, name="data")]
