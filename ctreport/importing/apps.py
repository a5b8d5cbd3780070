from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "ctreport.importing"
    label = "importing"
