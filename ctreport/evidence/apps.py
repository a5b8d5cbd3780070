from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "ctreport.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Listen to the history: the files of a record that is deleted go with it."""
        from django.db.models.signals import post_save

        from ctreport.evidence.deletion import follow_record
        from ctreport.review.models import Revision

        post_save.connect(follow_record, sender=Revision, dispatch_uid="evidence_follows_its_record")
