from django.apps import AppConfig


class ChartsConfig(AppConfig):
    name = "ctreport.charts"
    label = "charts"
