from django.apps import AppConfig


class NarrativeConfig(AppConfig):
    name = "ctreport.narrative"
    label = "narrative"

    def ready(self) -> None:
        from ctreport.narrative.checks import check_narrative
        from ctreport.review.signals import record_checked

        record_checked.connect(check_narrative, dispatch_uid="narrative.check_narrative")
