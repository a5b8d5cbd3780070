"""Tables of figures for the tests, and what an import finds in them."""

from __future__ import annotations

from ctreport.importing.figures.actions import ask, find_changes, import_figures
from ctreport.importing.figures.checking import Checked
from outcomes.models import Figure

HEAD = "Measure code,Year,Category 1,Category 2,Value,Qualifier,Base,Note"


def table(*lines: str, head: str = HEAD) -> bytes:
    """A CSV file."""
    return "\n".join([head, *lines]).encode()


def found(*lines: str, head: str = HEAD) -> Checked:
    """What a preview of a CSV file would say."""
    return ask(find_changes(table(*lines, head=head), filename="figures.csv"))


def reasons(*lines: str, head: str = HEAD) -> list[str]:
    """Why rows of a CSV file are refused, with their places."""
    return [f"{problem.where}: {problem.reason}" for problem in found(*lines, head=head).problems]


def imported(*lines: str, head: str = HEAD, by=None) -> Checked:
    """Import a CSV file, which must not be refused."""
    checked = import_figures(table(*lines, head=head), filename="figures.csv", by=by)
    assert checked.problems == []
    return checked


def figure(code: str, start: int = 2018, *categories: str) -> Figure:
    """The figure in a cell."""
    cells = Figure.objects.filter(measure__code=code, year__start_year=start)
    for number in (1, 2):
        code = categories[number - 1] if len(categories) >= number else ""
        cells = cells.filter(**({f"category_{number}__code": code} if code else {f"category_{number}": None}))
    return cells.get()
