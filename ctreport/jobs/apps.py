from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "ctreport.jobs"
    label = "jobs"
