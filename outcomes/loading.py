"""Loads the fixtures of records that come with ctreport: each as a whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, models, transaction

from ctreport.review.actions import check_record, log
from ctreport.review.models import Record, Revision
from ctreport.review.rules import message_for


class LoadError(Exception):
    """A fixture that was refused; the message names the record and says why. Nothing of it is in the database."""


@dataclass(frozen=True)
class Loaded:
    """How many records and links a fixture held."""

    records: int
    links: int

    def __str__(self) -> str:
        return f"{self.records} records and {self.links} links"


def has_records() -> bool:
    """Say whether the database holds any record at all, of whatever kind."""
    kinds = (model for model in apps.get_models() if issubclass(model, Record))
    return any(kind._default_manager.exists() for kind in kinds)


@transaction.atomic
def load_fixtures(*names: str, reason: str) -> Loaded:
    """Load fixtures, check every row and enter each record in the history with ``reason``.

    Rows must stand after what they refer to. Raises LoadError, and changes nothing, where a row is refused by a field,
    a constraint, a rule of the database or, such as for an unknown token in a narrative, by a later room.
    """
    rows = [row for name in names for row in _save_rows(Path(settings.FIXTURE_DIRS[0]) / f"{name}.json")]
    for row in rows:
        _check(row)
    records = [row for row in rows if isinstance(row, Record)]
    for record in records:
        log(record=record, act=Revision.Act.LOADED, by=None, reason=reason)
    return Loaded(records=len(records), links=len(rows) - len(records))


def _save_rows(path: Path) -> list[models.Model]:
    rows: list[models.Model] = []
    try:
        for found in serializers.deserialize("json", path.read_text(encoding="utf-8")):
            rows.append(found.object)
            with transaction.atomic():  # so that PostgreSQL still answers when a refused row is to be named
                found.save()
    except (OSError, DeserializationError) as error:
        raise LoadError(f"{path.name} cannot be read: {error}") from error
    except IntegrityError as error:
        raise LoadError(f"{_name(rows[-1])}: {message_for(error, type(rows[-1]))}") from error
    return rows


def _check(row: models.Model) -> None:
    try:
        row.full_clean()
        if isinstance(row, Record):
            check_record(row)
    except ValidationError as error:
        raise LoadError(f"{_name(row)}: {' '.join(error.messages)}") from error


def _name(row: models.Model) -> str:
    return f"{str(row._meta.verbose_name).capitalize()} “{str(row)[:100]}”"
