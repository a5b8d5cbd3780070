from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "ctreport.dashboard"
    label = "dashboard"

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from ctreport.dashboard.alerts.detecting import hear_of_a_move, hear_of_an_entry
        from ctreport.review.models import Revision
        from ctreport.review.signals import record_moved

        record_moved.connect(hear_of_a_move, dispatch_uid="dashboard.hear_of_a_move")
        post_save.connect(hear_of_an_entry, sender=Revision, dispatch_uid="dashboard.hear_of_an_entry")
