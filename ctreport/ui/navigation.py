"""The places that the navigation leads to."""

from __future__ import annotations

from dataclasses import dataclass

from ctreport.accounts.access import Act


@dataclass(frozen=True)
class Place:
    """A place in the navigation. ``sections`` are the starts of the names of the pages that belong to it."""

    words: str
    url_name: str
    sections: tuple[str, ...]
    act: Act = Act.VIEW
    keeps_year: bool = True

    def covers(self, view_name: str) -> bool:
        """Say whether the page named ``view_name`` belongs to the place."""
        return any(view_name.startswith(section) for section in self.sections)


NAVIGATION = (
    Place("Dashboard", "home", ("dashboard:", "home"), keeps_year=False),
    Place("Enter", "entry:grid_latest", ("entry:grid", "entry:roll", "importing:"), act=Act.ENTER, keeps_year=False),
    Place("Review", "entry:queue", ("entry:queue", "entry:bulk", "entry:item"), act=Act.REVIEW, keeps_year=False),
    Place("Pledges", "objectives:pledge_list", ("objectives:pledge_",)),
    Place("Activities", "activities:activity_list", ("activities:",)),
    Place("Outcomes", "outcomes:outcome_list", ("outcomes:outcome_",)),
    Place("Measures", "outcomes:measure_list", ("outcomes:measure_",), keeps_year=False),
    Place("Figures", "outcomes:figure_list", ("outcomes:figure_",)),
    Place("Targets", "outcomes:target_list", ("outcomes:target_",)),
    Place(
        "Assessments",
        "outcomes:assessment_list",
        tuple(f"outcomes:assessment_{page}" for page in ("list", "create", "detail", "edit", "delete")),
    ),
    Place("Report", "report:latest", ("report:",), keeps_year=False),
    Place("Publish", "publication:latest", ("publication:",), keeps_year=False),
    Place(
        "Set-up",
        "outcomes:set_up",
        (
            "outcomes:set_up",
            "objectives:year_",
            "objectives:strand_",
            "outcomes:dimension_",
            "outcomes:category_",
            "outcomes:assessment_word_",
        ),
        act=Act.SET_UP,
        keeps_year=False,
    ),
)
