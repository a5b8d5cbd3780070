from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "ctreport.ui"
    label = "ui"
