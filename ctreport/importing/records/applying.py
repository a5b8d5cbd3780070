"""Writing what was planned, through the same acts as the forms: history, review and checks hold for an import too."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from ctreport.accounts.models import User
from ctreport.importing.records.plan import LinkChange, Plan, PlannedRow
from ctreport.review.actions import save_record
from ctreport.review.rules import RULES
from ctreport.thread.actions import change_links
from ctreport.thread.links import LinkEnd
from objectives.models import ReportingYear

Report = Callable[[int], None]
_LATER = "The row refers to a record that is refused. Mend that row first."


class RefusedError(Exception):
    """Rows were refused while they were written; the plan lists them. The transaction is to be undone."""


@transaction.atomic
def try_plan(plan: Plan, *, by: User | None, reason: str, report: Report | None = None) -> None:
    """Find out what would be refused in writing a plan, by writing it and taking it back at once."""
    _write(plan, by=by, reason=reason, report=report)
    transaction.set_rollback(True)


@transaction.atomic
def apply_plan(plan: Plan, *, by: User | None, reason: str, report: Report | None = None) -> None:
    """Write all rows of a plan. Raises RefusedError, and writes nothing, where one is refused.

    ``by`` is None for a command that names nobody. Raises StaleRecordError where a record was changed since it was
    read.
    """
    if not plan.problems:
        _write(plan, by=by, reason=reason, report=report)
    if plan.problems:
        raise RefusedError


def _write(plan: Plan, *, by: User | None, reason: str, report: Report | None) -> None:
    rows = plan.to_write
    saved = [row for number, row in enumerate(rows) if _save(row, plan, by, reason) and _tell(report, number)]
    for row in saved:
        for change in row.links:
            _link(row, change, plan, by)


def _tell(report: Report | None, number: int) -> bool:
    if report is not None:
        report(number + 1)
    return True


def _save(row: PlannedRow, plan: Plan, by: User | None, reason: str) -> bool:
    """Save the record of a row, where it is new or changed; say whether that went well."""
    if not row.is_new and not row.changes:
        return True
    for column, other in row.waits_for:
        if other.record.pk is None:
            plan.refuse(row.row, column.heading, _LATER)
            return False
        column.put(row.record, other)  # once more, now that it has a key
    version = row.stored.version if row.stored else None
    try:
        # A command without a person is noted as ctreport's own act.
        save_record(record=row.record, by=cast(User, by), expected_version=version, reason=reason)
    except ValidationError as error:
        for heading, words in _placed(error, row, plan):
            plan.refuse(row.row, heading, words)
        return False
    return True


def _link(row: PlannedRow, change: LinkChange, plan: Plan, by: User | None) -> None:
    end = LinkEnd(row.record, change.links.other, cast(ReportingYear, row.reading.year))  # what has links has a year
    try:
        change_links(end=end, chosen=change.chosen, seen=change.stored, by=cast(User, by))
    except ValidationError as error:
        plan.refuse(row.row, change.links.heading, " ".join(error.messages))


def _placed(error: ValidationError, row: PlannedRow, plan: Plan) -> list[tuple[str, str]]:
    """Return the messages in words, each with the heading of the column where it can be mended."""
    given = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    headings = {column.field: column.heading for column in plan.kind.columns if column.is_read}
    form = plan.kind.list_view.form_class
    found = []
    for name, errors in given.items():
        for one in errors:
            field = name if name in headings else _field_of(str(one.message), plan)
            field = {shown: own for own, shown in form.STAND_INS.items() if own in headings}.get(field, field)
            heading = headings.get(field, "")
            found.append((heading, _words(one, heading)))
    return found


def _field_of(message: str, plan: Plan) -> str:
    """Return the field that mends what a constraint or rule refuses, by its message."""
    form = plan.kind.list_view.form_class
    for constraint in plan.kind.model._meta.constraints:
        if str(constraint.violation_error_message) == message:
            return form.CONSTRAINT_FIELDS.get(constraint.name, "")
    return next(
        (field for name, field in form.CONSTRAINT_FIELDS.items() if name in RULES and RULES[name].message == message),
        "",
    )


def _words(error: ValidationError, heading: str) -> str:
    if error.code in ("blank", "null") and heading:
        return f"Fill in “{heading}”."
    if error.code == "max_length" and error.params:
        most, now = error.params.get("limit_value"), error.params.get("show_value")
        return f"Use {most} characters or fewer. There are {now} now."
    if error.code == "invalid" and "URL" in str(error.message):
        return "Write the full address, such as https://www.example.org/return."
    return " ".join(error.messages)
