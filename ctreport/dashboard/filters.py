"""What of a year is shown: by strand, programme, owner and assessment. All of it stands in the page's address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms

from ctreport.dashboard.judgements import Judgement
from ctreport.dashboard.measures import MeasureRow
from ctreport.thread.threads import Node, Thread
from objectives.models import ReportingYear

NONE = "none"
KINDS = {"strand": "Strand", "programme": "Programme", "owner": "Owner", "assessment": "Assessment"}
_ALL = {"strand": "All strands", "programme": "All programmes", "owner": "All owners", "assessment": "All assessments"}
_NONE = {"strand": "No strand given", "owner": "No owner given", "assessment": "Not assessed"}
_LONGEST = 120


@dataclass(frozen=True)
class Options:
    """What can be chosen in a year, each in its order; ``NONE`` stands for records that have none."""

    strand: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    assessment: tuple[str, ...] = ()

    def of(self, kind: str) -> tuple[str, ...]:
        """Return the options of one kind."""
        found: tuple[str, ...] = getattr(self, kind)
        return found


@dataclass(frozen=True)
class Choice:
    """What was chosen; empty is all. ``unknown`` holds, in words, what was asked for and is not there."""

    strand: str = ""
    programme: str = ""
    owner: str = ""
    assessment: str = ""
    unknown: tuple[str, ...] = ()

    @classmethod
    def of(cls, asked: Mapping[str, str], options: Options) -> Choice:
        """Read a choice from an address. What is not there narrows nothing, and is told."""
        given = {kind: asked.get(kind, "").strip()[:_LONGEST] for kind in KINDS}
        known = {kind: value for kind, value in given.items() if value in options.of(kind)}
        strangers = [
            f"There is no {KINDS[kind].lower()} “{value}” in this year, so nothing is narrowed by it."
            for kind, value in given.items()
            if value and kind not in known
        ]
        return cls(**known, unknown=tuple(strangers))

    @property
    def given(self) -> dict[str, str]:
        """What narrows the page, by kind."""
        return {kind: value for kind in KINDS if (value := getattr(self, kind))}

    @property
    def words(self) -> str:
        """What is shown, in words: "strand Prevent, assessment requires action"; empty where it is all."""
        return ", ".join(
            f"{KINDS[kind].lower()} {value}" if value != NONE else _NONE[kind].lower()
            for kind, value in self.given.items()
        )

    def query(self, **more: str) -> str:
        """Return the choice as the end of an address, "?strand=Prevent"; empty where there is none."""
        given = self.given | {name: value for name, value in more.items() if value}
        return f"?{urlencode(given)}" if given else ""


def options_of(
    strands: Sequence[str], pledges: Sequence[Node], measures: Iterable[MeasureRow], judgements: Sequence[Judgement]
) -> Options:
    """Return what can be chosen among the records of a year."""
    used = {one.strand for one in pledges}
    owners = {one.owner for one in pledges}
    judged = {one.pledge_id for one in judgements}
    words = tuple(dict.fromkeys(one.word for one in judgements))
    return Options(
        strand=(*(name for name in strands if name in used), *([NONE] if "" in used else [])),
        programme=tuple(dict.fromkeys(one.programme for one in measures if one.programme)),
        owner=(*sorted(owners - {""}), *([NONE] if owners - {""} and "" in owners else [])),
        assessment=(*words, *([NONE] if words and any(one.pk not in judged for one in pledges) else [])),
    )


@dataclass(frozen=True)
class Shown:
    """The pledges and measures that a choice leaves; ``is_all`` where nothing was chosen."""

    pledges: tuple[Node, ...]
    measures: tuple[MeasureRow, ...]
    is_all: bool = True


def narrowed(choice: Choice, thread: Thread, measures: Sequence[MeasureRow], judgements: Sequence[Judgement]) -> Shown:
    """Return what a choice leaves.

    Strand and owner choose pledges, and with them the measures that hang on them. Programme chooses measures, and with
    them the pledges on which they hang. An assessment chooses what was assessed so itself.
    """
    pledges = thread.of_kind("pledge")
    if not choice.given:
        return Shown(pledges, tuple(measures))
    of_pledges = {one.pledge_id: one.word for one in judgements if one.pledge_id}
    of_measures = {one.measure_id: one.word for one in judgements if one.measure_id}
    owned = [one for one in pledges if _is(one.strand, choice.strand) and _is(one.owner, choice.owner)]
    below = {one.pk: {tie.pk for tie in thread.all_below(one, "measure")} for one in owned}
    near = set().union(*below.values()) if choice.strand or choice.owner else None
    ours = {one.pk for one in measures if _is(one.programme, choice.programme)}
    return Shown(
        tuple(
            one
            for one in owned
            if _is(of_pledges.get(one.pk, ""), choice.assessment) and (not choice.programme or below[one.pk] & ours)
        ),
        tuple(
            one
            for one in measures
            if one.pk in ours
            and (near is None or one.pk in near)
            and _is(of_measures.get(one.pk, ""), choice.assessment)
        ),
        is_all=False,
    )


def _is(value: str, wanted: str) -> bool:
    return not wanted or value == ("" if wanted == NONE else wanted)


class ChoiceForm(forms.Form):
    """The choice as a form that is sent by address; a kind with nothing to choose from is left out."""

    mark_optional = False

    def __init__(
        self, options: Options, choice: Choice, before: ReportingYear | None, others: Sequence[ReportingYear]
    ) -> None:
        super().__init__(initial={**choice.given, "compare": before.slug if before else ""})
        for kind, label in KINDS.items():
            if named := options.of(kind):
                choices = [("", _ALL[kind]), *((one, _NONE[kind] if one == NONE else one) for one in named)]
                self.fields[kind] = forms.ChoiceField(label=label, choices=choices, required=False)
        if others:
            years = [(one.slug, str(one)) for one in others]
            self.fields["compare"] = forms.ChoiceField(label="Compare with", choices=years, required=False)
