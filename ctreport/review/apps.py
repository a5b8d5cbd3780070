from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate, pre_save


class ReviewConfig(AppConfig):
    name = "ctreport.review"
    label = "review"

    def ready(self) -> None:
        from ctreport.review import rules, stamps

        pre_migrate.connect(rules.drop_rules, dispatch_uid="review.drop_rules")
        post_migrate.connect(rules.install_rules, dispatch_uid="review.install_rules")
        pre_save.connect(stamps.stamp_loaded_record, dispatch_uid="review.stamp_loaded_record")
