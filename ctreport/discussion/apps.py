from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "ctreport.discussion"
    label = "discussion"

    def ready(self) -> None:
        from ctreport.discussion.moves import hear_of_a_move
        from ctreport.discussion.rules import register_rules
        from ctreport.review.signals import record_moved

        register_rules()
        record_moved.connect(hear_of_a_move, dispatch_uid="discussion.hear_of_a_move")
