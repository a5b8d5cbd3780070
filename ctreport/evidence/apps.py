from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "ctreport.evidence"
    label = "evidence"
