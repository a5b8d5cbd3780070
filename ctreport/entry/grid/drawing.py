"""The rows of the grid as HTML, written by hand: a thousand cells through a template would take a second.

Everything that comes from a record or a person goes through ``_say``, which escapes it; the page's other parts are
ordinary templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape as _say

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from ctreport.entry.grid.entries import TEXT_LENGTH, WORDS_LENGTH, Answer, Result
from ctreport.entry.grid.facts import Cell, Row
from ctreport.entry.grid.page import Grid
from ctreport.entry.grid.places import Place
from ctreport.review.models import State
from outcomes.vocabulary import Unit

Answers = Mapping[Place, Answer]
_MARKS: tuple[tuple[str, Callable[[Cell], bool]], ...] = (
    ("draft", lambda cell: cell.last_is_draft),
    ("illustrative", lambda cell: cell.last_is_illustrative),
)
_UNITS = {Unit.PERCENTAGE: "%", Unit.MONEY: "£", Unit.RATE: "rate", Unit.GRADE: "grade"}


class Pen:
    """Draws the cells of one year."""

    def __init__(self, *, last_label: str, is_read_only: bool, answers: Answers | None = None) -> None:
        self.last_label = last_label
        self.is_read_only = is_read_only
        self.answers = answers or {}
        self.figure_page = reverse("outcomes:figure_detail", args=[0]).replace("0", "{}")
        self.trace_page = reverse("report:trace", args=[0]).replace("0", "{}")

    def row(self, row: Row, columns: int) -> str:
        """Return the lines of a measure."""
        measure = row.measure
        depth = f' rowspan="{len(row.lines)}"' if len(row.lines) > 1 else ""
        unit = _UNITS.get(Unit(measure.unit), "")
        notes = [f'<span class="ct-grid__unit">{unit}</span>' if unit else ""]
        if not measure.is_approved:
            notes.append('<span class="ct-grid__note">draft measure</span>')
        address = reverse("outcomes:measure_detail", args=[measure.pk])
        head = (
            f'<th scope="row"{depth} class="ct-grid__measure" id="m{measure.pk}">'
            f'<a class="govuk-link" href="{address}">{_say(measure.title)}</a> {"".join(notes)}</th>'
        )
        lines = []
        for number, line in enumerate(row.lines):
            cells = "".join(self.cell(cell, self._span(line, columns)) for cell in line)
            left = columns - len(line)
            void = f'<td class="ct-grid__void" colspan="{left}"></td>' if left and len(line) > 1 else ""
            lines.append(f'<tr class="ct-grid__line">{head if number == 0 else ""}{cells}{void}</tr>')
        return "".join(lines)

    @staticmethod
    def _span(line: list[Cell], columns: int) -> int:
        return columns if len(line) == 1 else 1

    def cell(self, cell: Cell, span: int = 1, *, out_of_band: bool = False) -> str:
        """Return a cell; ``out_of_band`` for one that htmx puts in the place of the one on the page."""
        token, answer = cell.place.token, self.answers.get(cell.place)
        text, typed = cell.text, self._kept(answer)
        shown = text if typed is None else typed
        classes = f"ct-cell ct-cell--{cell.state or 'empty'}"
        if not cell.is_expected and not cell.state:
            classes += " ct-cell--aside"
        if answer is not None and answer.is_kept:
            classes += f" ct-cell--{answer.result.value}"
        data = f' data-version="{cell.version}"'
        if typed is not None:
            data += f' data-stored="{_say(text)}"'
        if answer is not None:
            data += f' data-result="{answer.result.value}"'
            data += f' data-undo="{_say(answer.undo)}"' if answer.undo else ""
        wide = f' colspan="{span}"' if span > 1 else ""
        swap = ' hx-swap-oob="outerHTML"' if out_of_band else ""
        label = f'<label class="ct-cell__label" for="i{token}" id="l{token}">{_say(cell.label)}</label>'
        return (
            f'<td id="c{token}" class="{classes}"{wide}{data}{swap}>{label if cell.label else ""}'
            f"{self._box(cell, token, shown, answer)}{self._rest(cell, token, answer)}</td>"
        )

    @staticmethod
    def _kept(answer: Answer | None) -> str | None:
        if answer is None or not answer.is_kept or answer.entry.undo:
            return None
        return answer.entry.text

    def _box(self, cell: Cell, token: str, shown: str, answer: Answer | None) -> str:
        names = f"m{cell.place.measure_id} l{token}" if cell.label else f"m{cell.place.measure_id}"
        if self.is_read_only:
            value = f"<strong>{_say(shown)}</strong>" if shown else '<span class="ct-none">empty</span>'
            return f'<div class="ct-cell__box"><span class="ct-cell__value">{value}</span></div>'
        wrong = ' aria-invalid="true"' if answer is not None and answer.is_kept else ""
        return (
            f'<div class="ct-cell__box"><input class="ct-cell__input" id="i{token}" name="c{token}" '
            f'value="{_say(shown)}" maxlength="{TEXT_LENGTH}" autocomplete="off" spellcheck="false" '
            f'aria-labelledby="{names}" aria-describedby="d{token}"{wrong}></div>'
        )

    def _rest(self, cell: Cell, token: str, answer: Answer | None) -> str:
        parts = [self._state(cell), self._last(cell)]
        if cell.approved_text:
            parts.append(f'<span class="ct-cell__approved">approved: {_say(cell.approved_text)}</span>')
        told = self._told(answer)
        says = f'<div class="ct-cell__says">{told}</div>' if told else ""
        if cell.review_comment:
            by = f" ({_say(cell.reviewed_by)})" if cell.reviewed_by else ""
            says += f'<p class="ct-cell__comment"><strong>Returned:</strong> {_say(cell.review_comment)}{by}</p>'
        about = " ".join(part for part in parts if part)
        return (
            f'<div class="ct-cell__rest" id="d{token}"><div class="ct-cell__about">{about}</div>{says}</div>'
            f"{self.questions(cell)}"
        )

    def _state(self, cell: Cell) -> str:
        if not cell.state:
            return ""
        word = State(cell.state).label
        made_up = ' <span class="ct-cell__illustrative">Illustrative</span>' if cell.illustrative else ""
        return (
            f'<a class="ct-cell__state ct-cell__state--{cell.state}" href="{self.figure_page.format(cell.figure_id)}">'
            f'{word}<span class="govuk-visually-hidden">: base, source, evidence and note</span></a>{made_up} '
            f"{self._traced('Trace', cell.figure_id)}"
        )

    def _traced(self, words: str, figure_id: int | None) -> str:
        """Return words that lead to what stands behind a figure."""
        if figure_id is None:
            return words
        return f'<a class="ct-traced" href="{self.trace_page.format(figure_id)}" data-trace>{words}</a>'

    def _last(self, cell: Cell) -> str:
        if not cell.last_text:
            return ""
        marks = [word for word, holds in _MARKS if holds(cell)]
        draft = f" ({', '.join(marks)})" if marks else ""
        change = f'<span class="ct-cell__change">{_say(cell.change_text)}</span>' if cell.change_text else ""
        was = self._traced(_say(cell.last_text), cell.last_figure_id)
        return f'<span class="ct-cell__last">{self.last_label}: <b>{was}</b>{draft}</span> {change}'

    @staticmethod
    def _told(answer: Answer | None) -> str:
        if answer is None or answer.result == Result.UNCHANGED:
            return ""
        if answer.is_kept:
            ways = ""
            if answer.result == Result.CONFLICT:
                ways = (
                    '<span class="ct-cell__ways"><button type="button" class="ct-cell__way" data-way="mine">Keep mine'
                    '</button> <button type="button" class="ct-cell__way" data-way="theirs">Take theirs</button></span>'
                )
            return f'<p class="ct-cell__error"><b>Not saved.</b> {_say(answer.message)}</p>{ways}'
        word = {Result.SAVED: "Saved", Result.EMPTIED: "Emptied", Result.UNDONE: "Undone"}[answer.result]
        undo = '<button type="button" class="ct-cell__way" data-way="undo">Undo</button>' if answer.undo else ""
        return f'<span class="ct-cell__saved">{word}</span> {undo}'

    def questions(self, cell: Cell, *, out_of_band: bool = False) -> str:
        """Return what is asked about a cell, with a field for each answer."""
        token = cell.place.token
        swap = ' hx-swap-oob="outerHTML"' if out_of_band else ""
        asked = "".join(self._question(cell, token, number) for number in range(len(cell.questions)))
        if asked and cell.state == State.APPROVED:
            count = len(cell.questions)
            title = f"{count} question{'' if count == 1 else 's'}"
            asked = f'<details class="ct-ask__more"><summary>{title}</summary>{asked}</details>'
        return f'<div class="ct-cell__asks" id="q{token}"{swap}>{asked}</div>'

    def _question(self, cell: Cell, token: str, number: int) -> str:
        question = cell.questions[number]
        said = cell.explanations.get(question.code, "")
        answer = self.answers.get(cell.place)
        if answer is not None and answer.is_kept:
            said = answer.entry.explanations.get(question.code, said)
        key = f"w{token}-{question.code}"
        is_open = "" if said else " ct-ask--open"
        if self.is_read_only:
            answered = f" <b>Answer:</b> {_say(said)}" if said else ""
            return f'<p class="ct-ask{is_open}">{_say(question.text)}{answered}</p>'
        return (
            f'<div class="ct-ask{is_open}"><label class="ct-ask__text" for="{key}">{_say(question.text)}</label>'
            f'<input class="ct-ask__input" id="{key}" name="{key}" data-why="{question.code}" value="{_say(said)}" '
            f'maxlength="{WORDS_LENGTH}" autocomplete="off"></div>'
        )


def draw_groups(grid: Grid, answers: Answers | None = None) -> SafeString:
    """Return the body of the grid's table."""
    pen = Pen(last_label=grid.last_label, is_read_only=grid.is_read_only, answers=answers)
    columns = grid.columns
    parts = []
    for number, group in enumerate(grid.groups, start=1):
        rows = "".join(pen.row(row, columns) for row in group.rows)
        count = f"{len(group.rows)} measure{'' if len(group.rows) == 1 else 's'}"
        parts.append(
            f'<tbody class="ct-grid__group"><tr class="ct-grid__title"><th scope="rowgroup" id="g{number}" '
            f'colspan="{columns + 1}"><span class="ct-grid__name">{_say(group.title)} '
            f'<span class="ct-grid__note">{count}</span></span></th></tr>{rows}</tbody>'
        )
    return mark_safe("".join(parts))  # noqa: S308 - each text in it is escaped where it is put in


def draw_answers(rows: Iterable[Row], answers: Answers, *, last_label: str, is_read_only: bool) -> SafeString:
    """Return the cells that were answered, and what is asked about the others of their measures."""
    pen = Pen(last_label=last_label, is_read_only=is_read_only, answers=answers)
    touched = {place.measure_id for place in answers}
    parts = []
    for row in rows:
        changes_beside = row.measure.categories_add_up or row.measure.pk not in touched
        for cell in row.cells:
            if cell.place in answers:
                parts.append(pen.cell(cell, out_of_band=True))
            elif cell.state and changes_beside:
                parts.append(pen.questions(cell, out_of_band=True))
    return mark_safe("".join(parts))  # noqa: S308 - each text in it is escaped where it is put in
