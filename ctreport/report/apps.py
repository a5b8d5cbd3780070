from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "ctreport.report"
    label = "report"
