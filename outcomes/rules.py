# ruff: noqa: S608 - the names put into the SQL are constants of this module
"""Invariants of outcomes and figures that span tables, kept by the database: see ``ctreport.review.rules``."""

from ctreport.review.rules import Rule, register


def _one_year(link: str, side: str, side_table: str, noun: str) -> Rule:
    return Rule(
        name=f"outcome_and_{side}_of_one_year",
        table=f"outcomes_{link}",
        refuse_when=(
            "(SELECT year_id FROM outcomes_outcome WHERE id = NEW.outcome_id) <> "
            f"(SELECT year_id FROM {side_table} WHERE id = NEW.{side}_id)"
        ),
        message=f"An outcome is linked to {noun} of its own year. Choose one of the same year.",
    )


def _cell_rules(table: str, noun: str) -> list[Rule]:
    rules = [
        Rule(
            name=f"{noun}_unit_is_the_measures",
            table=table,
            refuse_when="NEW.unit <> (SELECT unit FROM outcomes_measure WHERE id = NEW.measure_id)",
            message=f"A {noun} has the unit of its measure.",
        )
    ]
    rules += [
        Rule(
            name=f"{noun}_category_{number}_is_the_measures",
            table=table,
            refuse_when=(
                f"NEW.category_{number}_id IS NOT NULL AND COALESCE("
                f"(SELECT dimension_id FROM outcomes_category WHERE id = NEW.category_{number}_id), 0) <> COALESCE("
                f"(SELECT dimension_{number}_id FROM outcomes_measure WHERE id = NEW.measure_id), -1)"
            ),
            message="This is not a category of the measure.",
        )
        for number in (1, 2)
    ]
    return rules


def register_rules() -> None:
    """Register the rules of this app."""
    register(
        _one_year("outcomeactivity", "activity", "activities_activity", "activities"),
        _one_year("outcomepledge", "pledge", "objectives_pledge", "pledges"),
        Rule(
            name="outcome_stays_in_its_year",
            table="outcomes_outcome",
            refuse_when="NEW.year_id <> OLD.year_id",
            message="An outcome stays in its year. Add an outcome to the other year instead.",
            on_insert=False,
        ),
        Rule(
            name="outcome_one_level_of_sub_outcomes",
            table="outcomes_outcome",
            refuse_when=(
                "NEW.parent_id IS NOT NULL AND ("
                "(SELECT parent_id FROM outcomes_outcome WHERE id = NEW.parent_id) IS NOT NULL OR "
                "(SELECT year_id FROM outcomes_outcome WHERE id = NEW.parent_id) <> NEW.year_id OR "
                "EXISTS (SELECT 1 FROM outcomes_outcome WHERE parent_id = NEW.id))"
            ),
            message="A sub-outcome stands beneath an outcome of its year, one level deep.",
        ),
        *_cell_rules("outcomes_figure", "figure"),
        *(
            Rule(
                name=f"{noun}_count_is_whole",
                table=f"outcomes_{noun}",
                refuse_when="NEW.unit = 'count' AND NEW.value IS NOT NULL AND NEW.value <> ROUND(NEW.value)",
                message="A count is a whole number. Leave out the decimals.",
            )
            for noun in ("figure", "target")
        ),
        Rule(
            name="category_stays_in_its_dimension",
            table="outcomes_category",
            refuse_when="NEW.dimension_id <> OLD.dimension_id",
            message="A category stays in its dimension. Add a category to the other dimension instead.",
            on_insert=False,
        ),
        *_cell_rules("outcomes_target", "target"),
        Rule(
            name="measure_with_figures_keeps_its_unit_and_dimensions",
            table="outcomes_measure",
            refuse_when=(
                "(NEW.unit <> OLD.unit OR COALESCE(NEW.dimension_1_id, 0) <> COALESCE(OLD.dimension_1_id, 0) "
                "OR COALESCE(NEW.dimension_2_id, 0) <> COALESCE(OLD.dimension_2_id, 0)) AND ("
                "EXISTS (SELECT 1 FROM outcomes_figure WHERE measure_id = NEW.id) OR "
                "EXISTS (SELECT 1 FROM outcomes_target WHERE measure_id = NEW.id))"
            ),
            message="The measure has figures or targets, so its unit and dimensions can no longer be changed.",
            on_insert=False,
        ),
        Rule(
            name="assessment_pledge_of_its_year",
            table="outcomes_assessment",
            refuse_when=(
                "NEW.pledge_id IS NOT NULL AND "
                "(SELECT year_id FROM objectives_pledge WHERE id = NEW.pledge_id) <> NEW.year_id"
            ),
            message="An assessment of a pledge belongs to the pledge’s year.",
        ),
    )
