from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "ctreport.dashboard"
    label = "dashboard"
