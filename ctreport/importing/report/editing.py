"""What a person changes about the statements of a draft. Functions return what is wrong, by the part it is about."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from ctreport.importing.published.limits import MAX_ITEM_CHARACTERS
from ctreport.importing.report.draft import Draft, DraftLink, DraftStatement, Kind
from ctreport.importing.report.figuring import find_figures
from ctreport.importing.report.linking import ENDS, propose
from ctreport.importing.report.standing import Standing

COLUMNS: tuple[tuple[Kind, ...], ...] = (
    (Kind.PLEDGE,),
    (Kind.ACTIVITY,),
    (Kind.OUTCOME, Kind.SUB_OUTCOME),
    (Kind.OUT,),
)
NO_TEXT = "Write the text, or choose “Leave out”."
TOO_LONG = (
    f"This is longer than {MAX_ITEM_CHARACTERS} characters. Split it: leave an empty line where a new one begins."
)
BRACES = "Write the number itself, without braces: the figure is put in its place for you."
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


def take_statements(draft: Draft, data: Mapping[str, str]) -> dict[str, str]:
    """Take over texts and kinds as they were typed, and return what is wrong with them, by statement."""
    errors = {}
    for statement in draft.statements:
        text = data.get(f"text-{statement.id}")
        if text is not None:
            statement.text = text.replace("\r\n", "\n").strip()
        kind = data.get(f"kind-{statement.id}", "")
        if kind in set(Kind):
            statement.kind = Kind(kind)
        if (error := _text_error(statement)) and statement.kind != Kind.OUT:
            errors[statement.id] = error
    return errors


def _text_error(statement: DraftStatement) -> str:
    if not statement.text:
        return NO_TEXT
    if len(statement.text) > MAX_ITEM_CHARACTERS:
        return TOO_LONG
    return BRACES if "{{" in statement.text or "}}" in statement.text else ""


def edit_statements(draft: Draft, data: Mapping[str, str], standing: Standing) -> dict[str, str]:
    """Change the statements as the page was sent, with the one act that its button names. Return what is wrong."""
    before = {one.id: (one.text, one.kind) for one in draft.statements}
    columns = {one.id: column_of(one.kind) for one in draft.statements}
    if errors := take_statements(draft, data):
        return errors
    _arrange(draft, moved={one.id for one in draft.statements if column_of(one.kind) != columns[one.id]})
    _split(draft)
    act, _, key = data.get("act", "").partition(":")
    if act in ("up", "down"):
        _move(draft, key, -1 if act == "up" else 1)
    elif act == "join":
        _join(draft, key)
    for statement in draft.statements:
        if before.get(statement.id) != (statement.text, statement.kind):
            find_figures(draft, statement, standing)
    _forget_lost_parts(draft)
    propose(draft, standing)
    return {}


def column_of(kind: Kind) -> int:
    """Return the column of the page in which a kind stands."""
    return next(at for at, kinds in enumerate(COLUMNS) if kind in kinds)


def _arrange(draft: Draft, moved: Container[str] = ()) -> None:
    """Put the statements in the order of the columns; those that changed theirs come last in the new one."""
    draft.statements.sort(key=lambda one: (column_of(one.kind), one.id in moved))


def _split(draft: Draft) -> None:
    """An empty line in a text parts it in two."""
    rows: list[DraftStatement] = []
    for statement in draft.statements:
        first, *others = _EMPTY_LINE.split(statement.text)
        statement.text = first
        rows.append(statement)
        for text in others:
            rows.append(DraftStatement(draft.next_id("s"), statement.kind, text, statement.confidence))
            for figure in draft.figures_of(statement.id):  # what was decided about a figure goes with its words
                if figure.written not in first and figure.written in text:
                    figure.statement = rows[-1].id
    draft.statements = rows


def _column(draft: Draft, key: str) -> list[DraftStatement]:
    own = next((one for one in draft.statements if one.id == key), None)
    return draft.of(*COLUMNS[column_of(own.kind)]) if own else []


def _move(draft: Draft, key: str, step: int) -> None:
    """Move a statement one place within its column; an outcome goes with what stands beneath it."""
    blocks = _blocks(_column(draft, key), key)
    at = next((at for at, block in enumerate(blocks) if block[0].id == key), None)
    if at is None or not 0 <= at + step < len(blocks):
        return
    blocks[at], blocks[at + step] = blocks[at + step], blocks[at]
    order = {one.id: place for place, one in enumerate(one for block in blocks for one in block)}
    draft.statements.sort(key=lambda one: (column_of(one.kind), order.get(one.id, 0)))


def _blocks(rows: list[DraftStatement], key: str) -> list[list[DraftStatement]]:
    is_child = any(one.id == key and one.kind == Kind.SUB_OUTCOME for one in rows)
    blocks: list[list[DraftStatement]] = []
    for row in rows:
        if blocks and row.kind == Kind.SUB_OUTCOME and not is_child:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _join(draft: Draft, key: str) -> None:
    """Put a statement's text behind that of the one above it."""
    rows = _column(draft, key)
    at = next((at for at, one in enumerate(rows) if one.id == key), 0)
    if at == 0:
        return
    above, own = rows[at - 1], rows[at]
    above.text = f"{above.text} {own.text}"
    for figure in draft.figures:
        if figure.statement == own.id:
            figure.statement = above.id
    draft.statements.remove(own)


def _forget_lost_parts(draft: Draft) -> None:
    keys = {one.id for one in draft.statements}
    draft.figures = [one for one in draft.figures if one.statement in keys]
    draft.links = [one for one in draft.links if one.source in keys and one.target in keys]
    draft.lineage = [one for one in draft.lineage if one.statement in keys]


def edit_pieces(draft: Draft, data: Mapping[str, str], standing: Standing) -> int:
    """Make records of the pieces that were left over, as was chosen, and return how many."""
    made = 0
    for piece in list(draft.pieces):
        fate = data.get(f"fate-{piece.id}", "")
        if fate in set(Kind) and fate != Kind.OUT:
            statement = DraftStatement(draft.next_id("s"), Kind(fate), piece.text)
            draft.statements.append(statement)
            draft.pieces.remove(piece)
            _arrange(draft)
            find_figures(draft, statement, standing)
            made += 1
        elif fate:
            piece.fate = "out"
    if made:
        propose(draft, standing)
    return made


def edit_links(draft: Draft, ticked: set[str], added: Mapping[str, str], lineage: set[str]) -> None:
    """Tick and untick links and lineage; ``added`` names another end, by link kind and source, to be linked as well."""
    for link in draft.links:
        link.is_on = ":".join(link.ends) in ticked
    known = {link.ends: link for link in draft.links}
    for name, target in added.items():
        kind, _, source = name.partition(":")
        ends = (kind, source, target)
        if ends in known:
            known[ends].is_on = True
        elif _fits(draft, *ends):
            draft.links.append(DraftLink(*ends, confidence=1.0, reason="", is_on=True))
    for one in draft.lineage:
        one.is_on = one.statement in lineage


def _fits(draft: Draft, kind: str, source: str, target: str) -> bool:
    kinds = {one.id: one.kind for one in draft.statements}
    return kind in ENDS and (kinds.get(source), kinds.get(target)) == ENDS[kind]
