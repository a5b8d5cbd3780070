"""Writes a draft: measures, figures, records and links, as drafts with their history, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from activities.models import Activity, ActivityPledge
from ctreport.accounts.models import User
from ctreport.importing.report.checking import Problem, find_problems, kept_links, recorded
from ctreport.importing.report.draft import Draft, DraftFigure, DraftStatement, Kind
from ctreport.importing.report.figuring import narrative_of
from ctreport.importing.report.models import ReportProposal
from ctreport.importing.report.standing import Standing, cell_for, dimensions_of
from ctreport.review.actions import save_record, touch_record
from ctreport.review.models import Link, Record
from ctreport.thread.actions import name_of
from objectives.models import Pledge, ReportingYear
from objectives.yearly import next_place
from outcomes.models import ActivityMeasure, Figure, Measure, Outcome, OutcomeActivity, OutcomeMeasure, OutcomePledge

_LINK_MODELS: dict[str, tuple[type[Link], str, str]] = {
    "activity_pledge": (ActivityPledge, "activity", "pledge"),
    "outcome_activity": (OutcomeActivity, "outcome", "activity"),
    "outcome_pledge": (OutcomePledge, "outcome", "pledge"),
    "activity_measure": (ActivityMeasure, "activity", "measure"),
    "outcome_measure": (OutcomeMeasure, "outcome", "measure"),
}


class NotWrittenError(Exception):
    """A draft that cannot be written as it is; ``problems`` say why. Nothing was written."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.text for problem in problems))
        self.problems = problems


@dataclass
class Written:
    """What was written, by kind; how many links between statements; how many statements and figures were there."""

    year: ReportingYear
    created: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    links: int = 0
    there: int = 0
    is_new_year: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept with the proposal: each record by kind, key and name."""
        rows = [
            {"kind": kind, "pk": record.pk, "text": str(record)[:300]}
            for kind, records in self.created.items()
            for record in records
        ]
        return {"records": rows, "links": self.links, "there": self.there, "is_new_year": self.is_new_year}


def apply_proposal(*, proposal: ReportProposal, version: int, by: User) -> ReportProposal:
    """Write a stored proposal once. Raises NotWrittenError where it was changed since or something is in the way."""
    with transaction.atomic():
        stored = ReportProposal.objects.select_for_update().get(pk=proposal.pk)
        if stored.applied_at is not None:
            return stored
        if stored.version != version:
            raise NotWrittenError([Problem("", "", "The proposal was changed in another window. Look at it again.")])
        draft = Draft.from_json(stored.content)
        written = write_draft(draft=draft, start_year=stored.start_year, by=by)
        stored.applied_at = timezone.now()
        stored.result = written.to_json()
        stored.save()
    return stored


@transaction.atomic
def write_draft(*, draft: Draft, start_year: int, by: User | None) -> Written:
    """Write a draft as draft records. ``by`` is None for a command. Raises NotWrittenError; then nothing is written."""
    standing = Standing.load(start_year)
    if problems := find_problems(draft, standing):
        raise NotWrittenError(problems)
    writer = _Writer(draft, standing, by)
    try:
        writer.write()
    except ValidationError as error:
        raise NotWrittenError([Problem("", "", " ".join(error.messages))]) from error
    return writer.written


class _Writer:
    """Writes one draft. Each record of it, new or there already, is kept under the id of its statement."""

    def __init__(self, draft: Draft, standing: Standing, by: User | None) -> None:
        self.draft, self.standing, self.by = draft, standing, by
        self.reason = f"Imported from the published report{f' “{draft.title}”' if draft.title else ''}"[:500]
        self.records: dict[str, Any] = {}
        self.notes: dict[Record, list[str]] = defaultdict(list)
        year = standing.year
        self.year = year or self._save(ReportingYear(start_year=standing.start_year))
        self.written = Written(self.year, is_new_year=year is None)
        self.standing.years[self.year.start_year] = self.year

    def write(self) -> None:
        for figure in recorded(self.draft):
            self._figure(figure)
        for statement in self.draft.of(Kind.PLEDGE):
            self._pledge(statement)
        for statement in self.draft.of(Kind.ACTIVITY):
            self._narrative(Activity, "A", statement)
        for parent, children in self.draft.outcomes():
            above = self._narrative(Outcome, "O", parent)
            for child in children:
                self._narrative(Outcome, f"{above.reference}.", child, parent=above)
        self._links()
        for record, notes in self.notes.items():
            touch_record(record=record, by=self._by, reason=f"Linked to {', '.join(notes)}"[:500])

    @property
    def _by(self) -> User:
        return self.by  # type: ignore[return-value]  # the history holds "ctreport" for a command

    def _save(self, record: Any) -> Any:
        return save_record(record=record, by=self._by, reason=self.reason)

    def _created(self, kind: str, record: Any) -> Any:
        self.written.created[kind].append(self._save(record))
        return record

    def _figure(self, figure: DraftFigure) -> None:
        cell = cell_for(figure)
        if cell is None or cell in self.standing.figures:
            self.written.there += cell is not None
            return
        measure = self._measure(figure)
        chosen = dict(zip(("category_1", "category_2"), figure.categories, strict=True))
        rows = dimensions_of(measure)
        categories = {
            name: next(one for one in rows[at] if one.code == code)
            for at, (name, code) in enumerate(chosen.items())
            if code
        }
        self.standing.figures[cell] = self._created(
            "figure",
            Figure(
                measure=measure,
                year=self.standing.years[cell[3]],
                value=Decimal(figure.value),
                qualifier=figure.qualifier,
                base=figure.base,
                source=self.reason.removeprefix("Imported from the ").capitalize()[:200],
                **categories,
            ),
        )

    def _measure(self, figure: DraftFigure) -> Measure:
        if figure.measure in self.standing.measures:
            return self.standing.measures[figure.measure]
        alike = [one for one in recorded(self.draft) if one.measure == figure.measure]
        kind = self.draft.statement(figure.statement).kind
        last = Measure.objects.aggregate(last=models.Max("order"))["last"]
        measure = Measure(
            code=figure.measure,
            title=figure.label,
            unit=figure.unit,
            decimals=max(one.quantity.decimals for one in alike),
            kind=Measure.Kind.OUTPUT if kind in (Kind.PLEDGE, Kind.ACTIVITY) else Measure.Kind.OUTCOME,
            order=(last or 0) + 1,
        )
        self.standing.measures[figure.measure] = self._created("measure", measure)
        return measure

    def _pledge(self, statement: DraftStatement) -> None:
        if self._is_there(statement):
            return
        pledge = Pledge(year=self.year, statement=statement.text, **self._place(Pledge, "P"))
        lineage = next((one for one in self.draft.lineage if one.statement == statement.id and one.is_on), None)
        if lineage is not None:
            pledge.rolled_forward_from = next(
                (one for one in self.standing.earlier if one.reference == lineage.reference), None
            )
        self.records[statement.id] = self._created("pledge", pledge)

    def _narrative(self, model: type[Any], stem: str, statement: DraftStatement, **values: Any) -> Any:
        if not self._is_there(statement):
            text = narrative_of(self.draft, statement, self.standing).narrative
            record = model(year=self.year, narrative=text, **self._place(model, stem), **values)
            self.records[statement.id] = self._created(model.record_kind, record)
        return self.records[statement.id]

    def _is_there(self, statement: DraftStatement) -> bool:
        record = self.standing.record_for(self.draft, statement)
        if record is not None:
            self.records[statement.id] = record
            self.written.there += 1
        return record is not None

    def _place(self, model: type[Any], stem: str) -> dict[str, Any]:
        """The next free reference and the last place: P1 in an empty year, P11 after P10, O6.2 after O6.1."""
        rows = model.objects.filter(year=self.year)
        order = rows.aggregate(last=models.Max("order"))["last"]
        place = {} if stem.endswith(".") else next_place(rows.exclude(reference__contains="."))
        if "reference" not in place:
            taken = set(rows.values_list("reference", flat=True))
            number = next(number for number in range(1, 10_000) if f"{stem}{number}" not in taken)
            place["reference"] = f"{stem}{number}"
        return {"reference": place["reference"], "order": (order or 0) + 1}

    def _links(self) -> None:
        for link in kept_links(self.draft):
            if link.source in self.records and link.target in self.records:
                self._link(link.kind, self.records[link.source], self.records[link.target], link.reason)
        for figure in recorded(self.draft):
            record = self.records.get(figure.statement)
            if record is None or record.record_kind == "pledge":
                continue
            # A record that was there already keeps the measures that a person gave it.
            if record in self.written.created.get(record.record_kind, []):
                self._link(f"{record.record_kind}_measure", record, self.standing.measures[figure.measure], "")

    def _link(self, kind: str, source: Record, target: Record, reason: str) -> None:
        model, near, far = _LINK_MODELS[kind]
        ends = {near: source, far: target}
        if model._default_manager.filter(**ends).exists():
            return
        link = model(reason=reason[:300], illustrative=source.illustrative or target.illustrative, **ends)
        link.full_clean()
        link.save()
        self.written.links += far != "measure"
        self.notes[source].append(name_of(target))
        self.notes[target].append(name_of(source))
