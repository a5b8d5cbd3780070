from django.apps import AppConfig


class EntryConfig(AppConfig):
    name = "ctreport.entry"
    label = "entry"
