"""Invariants that span two tables, kept by the database through triggers with names.

A CHECK constraint sees one row. That a figure's category belongs to its measure's dimension needs two, so each such
rule is a pair of triggers (insert, update) written once and installed on SQLite and PostgreSQL alike. They are
dropped before migrations and made again after, since SQLite rebuilds a table to alter it and loses its triggers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connections, models


@dataclass(frozen=True)
class Rule:
    """Refuse a row of ``table`` for which ``refuse_when``, SQL over NEW (and OLD on update), is true.

    ``on_delete`` makes it a rule about deleting instead, over OLD.
    """

    name: str
    table: str
    refuse_when: str
    message: str
    on_insert: bool = True
    on_delete: bool = False

    @property
    def events(self) -> tuple[str, ...]:
        """The events at which the rule is checked."""
        if self.on_delete:
            return ("DELETE",)
        return ("INSERT", "UPDATE") if self.on_insert else ("UPDATE",)


RULES: dict[str, Rule] = {}


def register(*rules: Rule) -> None:
    """Add rules; each app does so when it is ready."""
    RULES.update({rule.name: rule for rule in rules})


def install_rules(*, using: str = "default", **kwargs: Any) -> None:
    """Make the triggers of all rules whose tables exist."""
    drop_rules(using=using)
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    create = _create_on_postgresql if connection.vendor == "postgresql" else _create_on_sqlite
    with connection.cursor() as cursor:
        for rule in RULES.values():
            if rule.table in tables:
                for statement in create(rule):
                    cursor.execute(statement)


def drop_rules(*, using: str = "default", **kwargs: Any) -> None:
    """Drop the triggers of all rules."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for rule in RULES.values():
            if connection.vendor == "postgresql":
                if rule.table in tables:
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{rule.name}" ON "{rule.table}"')
                continue
            for event in rule.events:
                cursor.execute(f'DROP TRIGGER IF EXISTS "{rule.name}_{event.lower()}"')


def _create_on_sqlite(rule: Rule) -> list[str]:
    return [
        f'CREATE TRIGGER "{rule.name}_{event.lower()}" BEFORE {event} ON "{rule.table}" '
        f"WHEN {rule.refuse_when} BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed: {rule.name}'); END"
        for event in rule.events
    ]


def _create_on_postgresql(rule: Rule) -> list[str]:
    return [
        f'CREATE OR REPLACE FUNCTION "{rule.name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"IF {rule.refuse_when} THEN RAISE EXCEPTION 'rule broken: {rule.name}' "
        f"USING ERRCODE = 'check_violation', CONSTRAINT = '{rule.name}'; END IF; "
        f"RETURN {'OLD' if rule.on_delete else 'NEW'}; END $$",
        f'CREATE TRIGGER "{rule.name}" BEFORE {" OR ".join(rule.events)} ON "{rule.table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{rule.name}"()',
    ]


def message_for(error: IntegrityError, model: type[models.Model]) -> str:
    """Return the words for a constraint or rule that the database found broken."""
    text = str(error)
    for rule in RULES.values():
        if rule.name in text:
            return rule.message
    for constraint in model._meta.constraints:
        is_worded = constraint.violation_error_message != constraint.default_violation_error_message
        if is_worded and (constraint.name in text or _unique_columns(constraint, model) in text):
            return str(constraint.violation_error_message)
    return "This clashes with another record that was saved at the same moment. Check the list and try again."


def _unique_columns(constraint: models.BaseConstraint, model: type[models.Model]) -> str:
    """Return how SQLite speaks of a unique constraint: by its columns, not by its name."""
    fields = constraint.fields if isinstance(constraint, models.UniqueConstraint) else ()
    columns = ", ".join(
        f"{model._meta.db_table}.{getattr(model._meta.get_field(name), 'column', name)}" for name in fields
    )
    return f"UNIQUE constraint failed: {columns}" if columns else constraint.name
