"""Invariants of activities that span tables, kept by the database: see ``ctreport.review.rules``."""

from ctreport.review.rules import Rule, register


def register_rules() -> None:
    """Register the rules of this app."""
    register(
        Rule(
            name="activity_stays_in_its_year",
            table="activities_activity",
            refuse_when="NEW.year_id <> OLD.year_id",
            message="An activity stays in its year. Add an activity to the other year instead.",
            on_insert=False,
        ),
        Rule(
            name="activity_and_pledge_of_one_year",
            table="activities_activitypledge",
            refuse_when=(
                "(SELECT year_id FROM activities_activity WHERE id = NEW.activity_id) <> "
                "(SELECT year_id FROM objectives_pledge WHERE id = NEW.pledge_id)"
            ),
            message="An activity serves pledges of its own year. Choose a pledge of the same year.",
        ),
    )
