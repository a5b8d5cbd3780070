"""Rows that many tests start from: made once for each database, then put back with one statement a table.

Loading the real records takes a third of a second and the history twice that; putting their rows back takes a few
milliseconds. The rows stand beside the tables of the models, where no test looks: in schemas of their own on
PostgreSQL, under names of their own on SQLite (where a browser test opens a second connection to the database in
memory, so that temporary tables would not do). They have the keys that they got when they were loaded, and
PostgreSQL's sequences stand behind those keys already, since a sequence never goes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.test import TransactionTestCase

from ctreport.review import rules

START = "start"  # what the migrations leave: content types, permissions, the groups of the roles
# Name of a set of rows: how many rows each table of the set had before the set was added to it.
_before: dict[str, dict[type[models.Model], int]] = {}


def all_models() -> list[type[models.Model]]:
    """Return every model with a table of its own, those first that others point to: the triggers look at those."""
    found: dict[type[models.Model], None] = {}

    def add(model: type[models.Model], on_the_way: tuple[type[models.Model], ...] = ()) -> None:
        if model in found or model in on_the_way:
            return
        for field in model._meta.local_fields:
            if field.remote_field:
                add(field.remote_field.model, (*on_the_way, model))
        found[model] = None

    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            add(model)
    return list(found)


def table(model: type[models.Model]) -> str:
    return f'"{model._meta.db_table}"'


def kept(name: str, model: type[models.Model]) -> str:
    """Return the table in which a set's rows of a model are kept."""
    if connection.vendor == "postgresql":
        return f'"kept_{name}".{table(model)}'
    return f'"kept_{name}_{model._meta.db_table}"'


def run(*statements: str) -> list[Any]:
    """Run statements; return the row that the last one gives."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return list(cursor.fetchone() or ()) if cursor.description else []


def counts(of: Iterable[type[models.Model]]) -> dict[type[models.Model], int]:
    """Count the rows of tables, in one question."""
    asked = list(of)
    wanted = ", ".join(f"(SELECT COUNT(*) FROM {table(model)})" for model in asked)
    return dict(zip(asked, run(f"SELECT {wanted}"), strict=True))


def keep_start() -> None:
    """Keep what the migrations left."""
    _before.clear()
    _keep(START, {model: 0 for model, count in counts(all_models()).items() if count}, beside=())


def keep(name: str, make: Callable[[], object], *, upon: str = "") -> None:
    """Keep the rows that ``make`` adds, on top of another set where one is named."""
    sequences = _sqlite_sequences()
    if upon:
        put(upon)
    before = counts(all_models())
    make()
    after = counts(before)
    assert all(before[model] <= after[model] for model in after), f"{name} takes rows away"
    _keep(name, {model: before[model] for model in after if after[model] > before[model]}, beside=(START, upon))
    if upon:
        altered = [str(model._meta) for model in _before[upon] if _differ(upon, model, one_way=True)]
        assert not altered, f"{name} alters what {upon} made: {altered}"
    reset()
    if sequences is not None:  # there, a table's keys begin anew when it is empty and nothing remembers the last one
        run("DELETE FROM sqlite_sequence")
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO sqlite_sequence VALUES (%s, %s)", sequences)


def put(name: str) -> bool:
    """Put a set's rows into their tables; say whether that was possible: only where they are as they were then."""
    before = _before.get(name)
    if before is None or counts(before) != before:
        return False
    run(*(f"INSERT INTO {table(model)} SELECT * FROM {kept(name, model)}" for model in before))
    return True


def reset() -> None:
    """Take the database back to what the migrations left.

    Django's flush empties every table and makes content types, permissions and triggers anew, which takes a third of
    a second. Here only those tables are touched that hold something else than at the start.
    """
    found = counts(all_models())
    at_start = _before[START]
    changed = [one for one, count in found.items() if (_differ(START, one) if one in at_start else count)]
    with _rules_of_deleting_off(changed), transaction.atomic():
        run(*(f"DELETE FROM {table(one)}" for one in reversed(changed)))
        run(*(f"INSERT INTO {table(one)} SELECT * FROM {kept(START, one)}" for one in changed if one in at_start))


@contextmanager
def _rules_of_deleting_off(of: list[type[models.Model]]) -> Iterator[None]:
    """Let rows be deleted that the database keeps for good: an edition that was published."""
    tables = {rule.table for rule in rules.RULES.values() if rule.on_delete}
    if not tables & {model._meta.db_table for model in of}:
        yield
        return
    rules.drop_rules()
    try:
        yield
    finally:
        rules.install_rules()


def use_for_transactional_tests() -> None:
    """Have the database of tests that cannot be rolled back taken back by ``reset`` instead of Django's flush."""

    def fixture_teardown(self: TransactionTestCase) -> None:
        assert not self.reset_sequences, "Only Django's own flush does this."
        assert not self.available_apps, "Only Django's own flush does this."
        reset()

    TransactionTestCase._fixture_teardown = fixture_teardown  # type: ignore[method-assign]


def _keep(name: str, before: dict[type[models.Model], int], beside: tuple[str, ...]) -> None:
    if connection.vendor == "postgresql":
        run(f'DROP SCHEMA IF EXISTS "kept_{name}" CASCADE', f'CREATE SCHEMA "kept_{name}"')
    for model in before:
        key = f'"{model._meta.pk.column}"'
        others = [f"SELECT {key} FROM {kept(one, model)}" for one in beside if model in _before.get(one, {})]
        where = f" WHERE {key} NOT IN ({' UNION '.join(others)})" if others else ""
        run(f"CREATE TABLE {kept(name, model)} AS SELECT * FROM {table(model)}{where}")
    _before[name] = before


def _differ(name: str, model: type[models.Model], *, one_way: bool = False) -> bool:
    """Say whether a table holds other rows than those kept; one way: whether it lacks one of those."""
    here, there = f"SELECT * FROM {table(model)}", f"SELECT * FROM {kept(name, model)}"
    ways = [f"EXISTS({there} EXCEPT {here})", *([] if one_way else [f"EXISTS({here} EXCEPT {there})"])]
    return any(run(f"SELECT {', '.join(ways)}"))


def _sqlite_sequences() -> list[tuple[str, int]] | None:
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        return list(cursor.fetchall())
