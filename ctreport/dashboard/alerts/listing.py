"""What a person follows, as the page of it shows: by its content, which the person may see, and where it leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from ctreport.dashboard.alerts.models import Subscription, Watch
from ctreport.dashboard.alerts.states import GONE, Standing, standings_of
from ctreport.review.kinds import model_of

_STATES = {"open": "Open", "closed": "Closed"}


@dataclass(frozen=True)
class Line:
    """One subscription: its name, its year in words, how it stands, and the address of the record."""

    subscription: Subscription
    name: str
    when: str
    standing: str
    address: str


def lines_of(subscriptions: Sequence[Subscription]) -> list[Line]:
    """Return the lines of a list, in a number of queries that grows with the years followed, not with the list."""
    standings = standings_of({one.watch for one in subscriptions})
    return [_line(one, standings.get(one.watch)) for one in subscriptions]


def _line(one: Subscription, standing: Standing | None) -> Line:
    when = str(one.year) if one.year else "every year"
    if standing is None or standing.record_id is None:
        return Line(one, one.label, when, "Deleted, or not approved any more", "")
    model = model_of(standing.record_kind)
    address = reverse(model.url_name("detail"), args=[standing.record_id])
    return Line(one, standing.name, when, _how(one.watch, standing), address)


def _how(watch: Watch, standing: Standing) -> str:
    if standing.state == GONE:
        return "Not approved any more"
    if watch.kind == Subscription.Kind.GAP:
        return _STATES[standing.state["gap"]]
    if watch.kind == Subscription.Kind.PLEDGE:
        thread = standing.state["thread"]
        lacks = ", ".join(part.removeprefix("has ") for part in thread.split(","))
        return "Its thread is complete" if thread == "complete" else f"Has {lacks}"
    count = sum(facet.startswith("figure:") for facet in standing.state)
    return f"{count} approved figure{'' if count == 1 else 's'}"
