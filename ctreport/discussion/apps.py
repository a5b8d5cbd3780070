from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "ctreport.discussion"
    label = "discussion"
