"""Notes of a workbook, numbered in the order in which its tables refer to them."""

from __future__ import annotations

from collections.abc import Iterable

from ctreport.report.datapack.workbook import NOT_APPLICABLE, Link, Sheet, Table, lines_of, table_of
from ctreport.report.facts import AnnualReport
from ctreport.report.notes import SYMBOLS
from ctreport.report.prose import words_of

NOTES, SYMBOLS_SHEET = "Notes", "Symbols"


class Notes:
    """Gives out marks such as [note 1], and holds what they stand for."""

    def __init__(self, report: AnnualReport) -> None:
        self._report = report
        self._footnotes: dict[str, list[str]] = {}
        for footnote in report.footnotes:
            self._footnotes.setdefault(_place(footnote.target), []).append(words_of(footnote.runs))
        self._about: dict[str, list[str]] = {}

    def marks(self, target: str, about: str, *texts: str) -> str:
        """Return the marks of the footnotes on a target and of more notes; [z] where there are none.

        ``target`` is written as in ``facts.Footnote``; ``about`` says in words what the notes are about.
        """
        texts = (*(text for text in texts if text), *self._footnotes.get(_place(target), ()))
        for text in texts:
            subjects = self._about.setdefault(text, [])
            if about not in subjects:
                subjects.append(about)
        numbers = list(self._about)
        return " ".join(f"[note {numbers.index(text) + 1}]" for text in texts) or NOT_APPLICABLE

    def sheet(self) -> Sheet:
        """Return the sheet of notes, those last to which the report refers within its sentences alone."""
        for texts in self._footnotes.values():
            for text in texts:
                self._about.setdefault(text, ["The report’s text"])
        rows = [
            (f"note {number}", "; ".join(about), text) for number, (text, about) in enumerate(self._about.items(), 1)
        ]
        if not rows:
            return Sheet(NOTES, "Notes", tuple(lines_of("The tables refer to no notes.")))
        lines = lines_of("This worksheet contains one table. Each note has the number by which the tables refer to it.")
        return Sheet(NOTES, "Notes", tuple(lines), table_of("notes", ("Note", "What it is about", "Text"), rows))


def symbols_sheet(report: AnnualReport, tables: Iterable[Table]) -> Sheet:
    """Return the sheet of words, symbols and methods: what the report explains, and every symbol that a table uses."""
    rows = [(group.title, note.term, "\n".join(note.texts)) for group in report.notes for note in group.notes]
    explained = {term for _, term, _ in rows}
    used = " ".join(_texts(tables))
    rows += [
        ("Symbols in tables", symbol, meaning)
        for symbol, meaning in SYMBOLS.items()
        if symbol in used and symbol not in explained
    ]
    if not rows:
        return Sheet(SYMBOLS_SHEET, "Symbols and methods", tuple(lines_of("The tables use no symbols.")))
    return Sheet(
        SYMBOLS_SHEET,
        "Words, symbols and methods",
        tuple(lines_of("This worksheet contains one table.")),
        table_of("symbols_and_methods", ("Group", "Word, symbol or measure", "Meaning"), rows),
    )


def _texts(tables: Iterable[Table]) -> Iterable[str]:
    for table in tables:
        for row in table.rows:
            yield from (cell.text if isinstance(cell, Link) else str(cell) for cell in row)


def _place(target: str) -> str:
    """Return a target so that the categories of a figure may stand in any order, as they may in a token."""
    kind, _, rest = target.strip("{}").partition(":")
    if kind != "figure":
        return target
    code, *categories = rest.split(":")
    return ":".join([kind, code, *sorted(one for one in categories if one != "all")])
