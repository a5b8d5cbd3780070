"""Reads facts back from their JSON: the exact inverse of ``facts.as_json``.

Which class stands where is not written in the JSON; the annotations of the dataclasses say it. What ``as_json`` leaves
out (numbers of database rows) and what a later version added has its default. Anything else that does not fit is
refused: facts are read in order to be printed or compared, and half-read facts would be neither.
"""

from __future__ import annotations

import enum
import json
import types
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from ctreport.report.facts import AnnualReport

_PLAIN = (str, int, bool)


class FactsError(ValueError):
    """The text is not the facts of a report; the message says where it goes wrong, as a JSON path."""


def report_from_json(text: str | bytes) -> AnnualReport:
    """Return the report whose facts ``text`` holds. Raises FactsError where it does not hold such facts."""
    try:
        value = json.loads(text)
    except ValueError as error:
        raise FactsError(f"$: not JSON ({error})") from error
    report: AnnualReport = _read(value, AnnualReport, "$")
    return report


def _read(value: Any, kind: Any, path: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read_optional(value, kind, path)
    if origin is tuple:
        return _read_tuple(value, get_args(kind), path)
    if is_dataclass(kind) and isinstance(kind, type):
        return _read_fields(value, kind, path)
    if kind in _PLAIN:
        return _read_plain(value, kind, path)
    return _read_text(value, kind, path)


def _read_optional(value: Any, kind: Any, path: str) -> Any:
    if value is None:
        return None
    [inner] = [one for one in get_args(kind) if one is not type(None)]
    return _read(value, inner, path)


def _read_tuple(value: Any, kinds: tuple[Any, ...], path: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise FactsError(f"{path}: a list is expected")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise FactsError(f"{path}: {len(kinds)} values are expected, not {len(value)}")
    return tuple(_read(one, kind, f"{path}[{at}]") for at, (one, kind) in enumerate(zip(value, kinds, strict=True)))


def _read_fields(value: Any, kind: type, path: str) -> Any:
    if not isinstance(value, dict):
        raise FactsError(f"{path}: an object is expected")
    known, needed = _fields_of(kind)
    if unknown := sorted(set(value) - set(known)):
        raise FactsError(f"{path}.{unknown[0]}: not known to this version")
    if missing := sorted(needed - set(value)):
        raise FactsError(f"{path}.{missing[0]}: missing")
    return kind(**{name: _read(value[name], known[name], f"{path}.{name}") for name in known if name in value})


@cache
def _fields_of(kind: type) -> tuple[dict[str, Any], frozenset[str]]:
    """Return the fields of a dataclass with their kinds, and which of them have no default."""
    hints = get_type_hints(kind)
    own: Any = fields(kind)
    needed = {one.name for one in own if one.default is MISSING and one.default_factory is MISSING}
    return {one.name: hints[one.name] for one in own}, frozenset(needed)


def _read_plain(value: Any, kind: type, path: str) -> Any:
    if type(value) is not kind:  # not isinstance: True is an int to Python, and no number to a reader
        raise FactsError(f"{path}: {kind.__name__} is expected, not {type(value).__name__}")
    return value


def _read_text(value: Any, kind: Any, path: str) -> Any:
    """Read what JSON holds as text: a decimal number, or one of a set of words."""
    if kind is not Decimal and not (isinstance(kind, type) and issubclass(kind, enum.Enum)):
        raise FactsError(f"{path}: a kind of fact that cannot be read")  # pragma: no cover - needs a line here
    if not isinstance(value, str):
        raise FactsError(f"{path}: text is expected, not {type(value).__name__}")
    try:
        return kind(value)
    except (ValueError, InvalidOperation) as error:
        raise FactsError(f"{path}: {value!r} is no {kind.__name__}") from error
