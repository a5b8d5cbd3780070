"""Footnotes, numbered in the order in which their marks stand in the report."""

from __future__ import annotations

from collections.abc import Iterable

from ctreport.narrative.sentences import FigureBook
from ctreport.narrative.tokens import read_token
from ctreport.report.facts import Footnote
from ctreport.report.models import FootnotePlan
from ctreport.report.prose import inline
from outcomes.models import Figure


class Footnotes:
    """The footnotes of a year. One gets its number when its mark is first asked for: ask in the report's order."""

    def __init__(self, plans: Iterable[FootnotePlan], book: FigureBook) -> None:
        self._book = book
        self._by_key: dict[str, FootnotePlan] = {}
        self._by_target: dict[tuple[str, str], list[str]] = {}
        self._numbers: dict[str, int] = {}
        for plan in plans:
            self._by_key[plan.key] = plan
            if plan.target:
                self._by_target.setdefault((plan.kind, self._place(plan)), []).append(plan.key)

    def number(self, key: str) -> int:
        """Return the number of a footnote by its key; 0 where there is no such footnote."""
        if key not in self._by_key:
            return 0
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def on_sentence(self, kind: str, reference: str) -> tuple[int, ...]:
        """Return the numbers of the footnotes on the sentence of a pledge, an activity or an outcome."""
        return self._on(FootnotePlan.Kind.SENTENCE, f"{kind}:{reference}")

    def on_figure(self, figure: Figure) -> tuple[int, ...]:
        """Return the numbers of the footnotes on a figure."""
        return self._on(FootnotePlan.Kind.FIGURE, str(figure.pk))

    def on_chart(self, name: str) -> tuple[int, ...]:
        """Return the numbers of the footnotes on a chart."""
        return self._on(FootnotePlan.Kind.CHART, name)

    def on_table(self, name: str) -> tuple[int, ...]:
        """Return the numbers of the footnotes on a table."""
        return self._on(FootnotePlan.Kind.TABLE, name)

    def printed(self) -> tuple[Footnote, ...]:
        """Return the footnotes whose marks were asked for, in order."""
        return tuple(
            Footnote(number, self._by_key[key].target, inline(self._by_key[key].text, self._book))
            for key, number in self._numbers.items()
        )

    def _on(self, kind: str, place: str) -> tuple[int, ...]:
        return tuple(self.number(key) for key in self._by_target.get((kind, place), ()))

    def _place(self, plan: FootnotePlan) -> str:
        """Return what a footnote hangs on. A figure is found by its token, whose categories stand in any order."""
        if plan.kind != FootnotePlan.Kind.FIGURE:
            return plan.target
        figure = self._book.find(read_token(f"{{{{{plan.target.strip('{}')}}}}}"))
        return str(figure.pk) if figure else ""
