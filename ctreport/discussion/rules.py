"""What the database itself keeps about comments."""

from __future__ import annotations

from ctreport.review.rules import Rule, register

ANSWERS = Rule(
    name="comment_answers_the_first_of_its_record",
    table="discussion_comment",
    refuse_when=(
        "EXISTS (SELECT 1 FROM discussion_comment AS first WHERE first.id = NEW.parent_id AND (first.parent_id IS NOT "
        "NULL OR first.content_type_id <> NEW.content_type_id OR first.object_id <> NEW.object_id))"
    ),
    message="An answer belongs to the first comment of a thread on the same record.",
)


def register_rules() -> None:
    """Make the rules known, to be installed after migrations."""
    register(ANSWERS)
