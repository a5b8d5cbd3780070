"""The form in which a person chooses what goes on into the next year."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from ctreport.entry.rolling.actions import objection_to
from ctreport.entry.rolling.plan import Plan, PledgePlan, Source, mark_of
from objectives.financial_year import label_of, parse_label
from objectives.models import REFERENCE_VALIDATOR, Pledge
from outcomes.models import Measure, Target

LONGEST_REFERENCE = Pledge._meta.get_field("reference").max_length or 12
CHANGED_ON_ITS_WAY = "The page was changed on its way. Reload it and choose again."


@dataclass(frozen=True)
class PledgeRow:
    """A pledge with what was decided on it, and what is wrong with that."""

    pledge: Pledge
    plan: PledgePlan
    reference_errors: list[str]
    statement_errors: list[str]

    @property
    def lines(self) -> int:
        """How many lines the statement needs on the screen."""
        return max(2, min(8, len(self.plan.statement) // 70 + self.plan.statement.count("\n") + 1))

    @property
    def has_errors(self) -> bool:
        """Whether anything is wrong with the row."""
        return bool(self.reference_errors or self.statement_errors)


@dataclass(frozen=True)
class MeasureRow:
    """A measure with its targets of the year, each ticked or not."""

    measure: Measure
    is_ticked: bool
    targets: list[tuple[Target, bool]]


class RollForwardForm(forms.Form):
    """Which year is started, which pledges go on and how they read then, which measures and targets go on.

    ``seen`` holds, hidden, what the pledges said when the page was drawn, so that what somebody else changes
    meanwhile is told from what the person rewords.
    """

    financial_year = forms.CharField(
        label="Which year do you start?",
        max_length=20,
        help_text="Write it as 2019/20.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
        error_messages={"required": "Enter the year that you start, such as 2019/20."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, error_messages={"required": CHANGED_ON_ITS_WAY})

    def __init__(self, source: Source, plan: Plan, start_year: int, data: Any = None) -> None:
        marks = {one.pk: [one.reference, mark_of(one.statement)] for one in source.pledges}
        initial = {"financial_year": label_of(start_year), "seen": json.dumps(marks, separators=(",", ":"))}
        super().__init__(data, initial=initial)
        self.source = source
        self.plan = plan
        self.start_year = start_year
        self.error_links: dict[str, list[tuple[str, str]]] = {}

    def clean_financial_year(self) -> int:
        """Return the year in which the financial year starts; refuse one that cannot be started."""
        try:
            start_year = parse_label(self.cleaned_data["financial_year"])
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if refusal := objection_to(self.source.year, start_year):
            if refusal.address:
                self.error_links["financial_year"] = [(refusal.address, refusal.words)]
            raise ValidationError(str(refusal))
        return start_year

    def clean_seen(self) -> dict[int, tuple[str, str]]:
        """Return what the pledges said when the page was drawn: reference and mark of the statement."""
        try:
            seen = json.loads(self.cleaned_data["seen"])
            return {int(pk): (str(reference), str(mark)) for pk, (reference, mark) in seen.items()}
        except (ValueError, TypeError, AttributeError) as error:
            raise ValidationError(CHANGED_ON_ITS_WAY) from error

    def clean(self) -> dict[str, Any]:
        """Read the rows, and check those that go on."""
        cleaned = super().clean() or {}
        if "seen" not in cleaned:
            return cleaned
        self.plan = self._posted_plan(cleaned["seen"])
        self._check_pledges([one for one in self.plan.pledges if one.goes_on])
        gone = self._keys("pledge") - {one.pk for one in self.source.pledges}
        if gone:
            raise ValidationError(
                f"{len(gone)} of the pledges that you chose {'was' if len(gone) == 1 else 'were'} deleted meanwhile. "
                "Look at the list again."
            )
        if not self.plan.size:
            raise ValidationError("Choose at least one pledge or one measure that goes on.")
        return cleaned

    def _posted_plan(self, seen: dict[int, tuple[str, str]]) -> Plan:
        chosen, measures, targets = self._keys("pledge"), self._keys("measure"), self._keys("target")
        pledges = [
            PledgePlan(
                pk=one.pk,
                goes_on=one.pk in chosen,
                reference=self.data.get(f"reference-{one.pk}", "").strip(),
                statement=self.data.get(f"statement-{one.pk}", "").replace("\r\n", "\n").strip(),
                seen_reference=seen[one.pk][0],
                seen_statement=seen[one.pk][1],
            )
            for one in self.source.pledges
            if one.pk in seen and f"statement-{one.pk}" in self.data
        ]
        return Plan(
            pledges,
            [one.pk for one in self.source.measures if one.pk in measures],
            [one.pk for one in self.source.targets if one.pk in targets and one.measure_id in measures],
        )

    def _keys(self, name: str) -> set[int]:
        values = cast(QueryDict, self.data).getlist(name)
        return {int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 19}

    def _check_pledges(self, going: list[PledgePlan]) -> None:
        clashing = _clashing(going)
        for one in going:
            if not one.statement:
                self._add(f"statement-{one.pk}", f"Enter what {one.seen_reference} says, or untick it.")
            if message := self._objection_to_reference(one, clashing):
                self._add(f"reference-{one.pk}", message)

    @staticmethod
    def _objection_to_reference(one: PledgePlan, clashing: set[int]) -> str:
        name = one.seen_reference
        if not one.reference:
            return f"Enter a reference for what was {name}, such as {name}."
        if len(one.reference) > LONGEST_REFERENCE:
            return f"Use {LONGEST_REFERENCE} characters or fewer."
        if one.pk in clashing:
            return f"{one.reference} stands here more than once. Give what was {name} another."
        try:
            REFERENCE_VALIDATOR(one.reference)
        except ValidationError as error:
            return str(error.message)
        return ""

    def _add(self, name: str, message: str) -> None:
        self.errors.setdefault(name, self.error_class()).append(message)

    def _messages(self, name: str) -> list[str]:
        return [str(error) for error in self.errors.get(name, [])] if self.is_bound else []

    @property
    def rows(self) -> list[PledgeRow]:
        """The pledges with what was typed."""
        return list(self._rows())

    def _rows(self) -> Iterator[PledgeRow]:
        decided = {one.pk: one for one in self.plan.pledges}
        for pledge in self.source.pledges:
            plan = decided.get(pledge.pk, PledgePlan.untouched(pledge))
            yield PledgeRow(
                pledge, plan, self._messages(f"reference-{pledge.pk}"), self._messages(f"statement-{pledge.pk}")
            )

    @property
    def measure_rows(self) -> list[MeasureRow]:
        """The measures with their targets."""
        measures, targets = set(self.plan.measures), set(self.plan.targets)
        by_measure: dict[int, list[tuple[Target, bool]]] = {}
        for target in self.source.targets:
            by_measure.setdefault(target.measure_id, []).append((target, target.pk in targets))
        return [MeasureRow(one, one.pk in measures, by_measure.get(one.pk, [])) for one in self.source.measures]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """All errors in the order of the page, each with the id of its field; for the error summary."""
        found = [("", error) for error in [*self._messages("__all__"), *self._messages("seen")]]
        found += [("id_financial_year", error) for error in self._messages("financial_year")]
        for row in self.rows:
            found += [(f"reference-{row.pledge.pk}", error) for error in row.reference_errors]
            found += [(f"statement-{row.pledge.pk}", error) for error in row.statement_errors]
        return found


def _clashing(going: list[PledgePlan]) -> set[int]:
    """Return the pledges that must get another reference: those that were given one which another has."""
    taken = Counter(one.reference.casefold() for one in going)
    moved = {one.reference.casefold() for one in going if one.is_renumbered}
    return {
        one.pk
        for one in going
        if taken[one.reference.casefold()] > 1 and (one.is_renumbered or one.reference.casefold() not in moved)
    }
