"""The steps in which a proposal is corrected: each shows a part of it, and keeps what was changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.views.generic import TemplateView

from ctreport.accounts.access import Act
from ctreport.importing.report import editing
from ctreport.importing.report.actions import StaleProposalError, keep_draft
from ctreport.importing.report.amending import edit_figures
from ctreport.importing.report.checking import FIGURES, STATEMENTS, find_problems
from ctreport.importing.report.draft import Draft, Kind
from ctreport.importing.report.link_pages import lineage_rows, link_cards, unserved
from ctreport.importing.report.models import ReportProposal
from ctreport.importing.report.pages import (
    UNIT_CHOICES,
    column,
    figures_in_order,
    groups,
    steps,
)
from ctreport.importing.report.standing import Standing
from ctreport.importing.report.views import own_proposal, step_address

FIGURES_A_PAGE = 25
MAX_TITLE = 300


class StepView(TemplateView):
    """What the steps share. ``edit`` changes the draft as the page was sent, and returns what is wrong, by part."""

    act = Act.ENTER
    http_method_names = ["get", "post", "head", "options"]
    step = ""
    next_step = ""
    keeps_what_is_wrong = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Load the person's proposal; what was written already has only its result to show."""
        key: UUID = kwargs["proposal_key"]
        self.proposal: ReportProposal = own_proposal(request, key)
        if self.proposal.applied_at:
            return redirect("importing:report_result", key)
        self.draft = Draft.from_json(self.proposal.content)
        self.standing = Standing.load(self.proposal.start_year)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the step."""
        return self.show({})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what was changed, and go on; or show it again with what is wrong."""
        errors = self.edit(request.POST)
        version = request.POST.get("version", "")
        if errors and not self.keeps_what_is_wrong:
            return self.show(errors)
        try:
            keep_draft(proposal=self.proposal, draft=self.draft, version=int(version) if version.isdigit() else 0)
        except StaleProposalError:
            self.proposal.refresh_from_db(fields=["version"])
            return self.show(errors, is_stale=True)
        return self.show(errors) if errors else HttpResponseRedirect(self.address_after(request.POST))

    def edit(self, data: QueryDict) -> dict[str, str]:
        """Change the draft."""
        raise NotImplementedError

    def address_after(self, data: QueryDict) -> str:
        """Return where to go: on to the next step, or back to the part that was acted on."""
        act, _, part = data.get("act", "").partition(":")
        if act == "next":
            return step_address(self.proposal, self.next_step)
        return step_address(self.proposal, self.step, part)

    def show(self, errors: Mapping[str, str], *, is_stale: bool = False) -> HttpResponse:
        """Render the step."""
        context = {
            "proposal": self.proposal,
            "draft": self.draft,
            "steps": steps(self.proposal, self.draft, self.step),
            "problems": [(part, text) for part, text in errors.items()],
            "is_stale": is_stale,
            **self.parts(errors),
        }
        return self.render_to_response(self.get_context_data(**context))

    def parts(self, errors: Mapping[str, str]) -> dict[str, Any]:
        """Return what the step itself shows."""
        raise NotImplementedError


class StatementsView(StepView):
    """The three lists side by side: reworded, moved, split, joined, left out."""

    template_name = "importing/report_statements.html"
    step, next_step = "statements", "figures"

    def edit(self, data: QueryDict) -> dict[str, str]:
        """Change title and statements."""
        self.draft.title = " ".join(data.get("title", self.draft.title).split())[:MAX_TITLE]
        return editing.edit_statements(self.draft, flat(data), self.standing)

    def parts(self, errors: Mapping[str, str]) -> dict[str, Any]:
        """Return the columns."""
        found = {one.part: one.text for one in find_problems(self.draft, self.standing) if one.step == STATEMENTS}
        pledges, activities, outcomes, out = (
            column(self.draft, kinds, self.standing, {**found, **errors}) for kinds in editing.COLUMNS
        )
        return {
            "columns": [
                ("pledge", "What we said", "pledges", pledges),
                ("activity", "What we did", "activities", activities),
                ("outcome", "Outcome", "outcomes", outcomes),
            ],
            "left_out": out,
            "kinds": [(kind.value, kind.words) for kind in Kind],
            "obstacle": found.get("", ""),
        }


class FiguresView(StepView):
    """The numbers that were found: amount, unit, year and measure of each, and how the sentence will read."""

    template_name = "importing/report_figures.html"
    step, next_step = "figures", "links"
    keeps_what_is_wrong = True

    def page(self) -> Any:
        """The part of the figures that the page shows."""
        return Paginator(figures_in_order(self.draft), FIGURES_A_PAGE).get_page(self.request.GET.get("page"))

    def edit(self, data: QueryDict) -> dict[str, str]:
        """Change the figures that were shown, and no others."""
        return edit_figures(self.draft, flat(data), [one.id for one in self.page()], self.standing)

    def address_after(self, data: QueryDict) -> str:
        """Stay on the same page of figures, or go on to the next one before the next step."""
        page = self.page()
        number = page.next_page_number() if data.get("act") == "next" and page.has_next() else page.number
        if data.get("act") == "next" and not page.has_next():
            return super().address_after(data)
        return step_address(self.proposal, self.step) + (f"?page={number}" if number > 1 else "")

    def parts(self, errors: Mapping[str, str]) -> dict[str, Any]:
        """Return the figures of the page, by statement."""
        page = self.page()
        known = {one.part: one.text for one in find_problems(self.draft, self.standing) if one.step == FIGURES}
        found = groups(self.draft, list(page), self.standing, {**known, **errors}, flat(self.request.POST))
        return {"page": page, "groups": found, "units": UNIT_CHOICES, "measure_count": len(self.standing.measures)}


class LinksView(StepView):
    """The links that the wording speaks for, ticked and unticked; and the pledges of the year before."""

    template_name = "importing/report_links.html"
    step, next_step = "links", "left_over"

    def edit(self, data: QueryDict) -> dict[str, str]:
        """Tick, untick and draw links."""
        added = {
            name.removeprefix("add-"): value for name, value in flat(data).items() if name.startswith("add-") and value
        }
        editing.edit_links(self.draft, set(data.getlist("link")), added, set(data.getlist("lineage")))
        return {}

    def parts(self, errors: Mapping[str, str]) -> dict[str, Any]:
        """Return the links of each kind, by statement."""
        return {
            "activities": link_cards(self.draft, Kind.ACTIVITY),
            "outcomes": link_cards(self.draft, Kind.OUTCOME),
            "lineage": lineage_rows(self.draft, self.standing),
            "unserved": unserved(self.draft),
        }


class LeftOverView(StepView):
    """What belongs to none of the lists: made a record, or left out."""

    template_name = "importing/report_left_over.html"
    step, next_step = "left_over", "check"

    def edit(self, data: QueryDict) -> dict[str, str]:
        """Decide about the pieces."""
        editing.edit_pieces(self.draft, flat(data), self.standing)
        return {}

    def parts(self, errors: Mapping[str, str]) -> dict[str, Any]:
        """Return what a piece can be made."""
        return {"kinds": [(kind.value, kind.words) for kind in Kind if kind != Kind.OUT]}


def flat(data: QueryDict) -> dict[str, str]:
    """Return what was sent, one text for each name."""
    return {str(name): str(data.get(name, "")) for name in data}
