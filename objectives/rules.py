"""Invariants of pledges that span rows, kept by the database: see ``ctreport.review.rules``."""

from ctreport.review.rules import Rule, register


def register_rules() -> None:
    """Register the rules of this app."""
    register(
        Rule(
            name="pledge_stays_in_its_year",
            table="objectives_pledge",
            refuse_when="NEW.year_id <> OLD.year_id",
            message="A pledge stays in its year. Add a pledge to the other year instead.",
            on_insert=False,
        ),
        Rule(
            name="pledge_rolled_forward_from_an_earlier_year",
            table="objectives_pledge",
            refuse_when=(
                "NEW.rolled_forward_from_id IS NOT NULL AND "
                "(SELECT y.start_year FROM objectives_pledge p JOIN objectives_reportingyear y ON y.id = p.year_id "
                "WHERE p.id = NEW.rolled_forward_from_id) >= "
                "(SELECT start_year FROM objectives_reportingyear WHERE id = NEW.year_id)"
            ),
            message="A pledge goes on from a pledge of an earlier year. Choose one of an earlier year.",
        ),
    )
