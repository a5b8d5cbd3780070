from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "ctreport.thread"
    label = "thread"
