"""The JSON Schema of the facts of a report, made from the dataclasses themselves, so that it says what they say."""

from __future__ import annotations

import enum
import types
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any, Union, get_args, get_origin, get_type_hints

from ctreport.report.facts import AnnualReport

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LEFT_OUT = "figure_id"  # numbers of database rows, which ``as_json`` leaves out
_PLAIN = {str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"}}
_DECIMAL = {"type": "string", "pattern": r"^-?\d+(\.\d+)?(E[+-]?\d+)?$", "description": "A decimal number as text"}


def facts_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``facts.json``."""
    kinds: dict[str, Any] = {}
    _object(AnnualReport, kinds)
    return {
        "$schema": DIALECT,
        "title": "The facts of an annual report",
        "$ref": f"#/$defs/{AnnualReport.__name__}",
        "$defs": dict(sorted(kinds.items())),
    }


def _object(kind: type, kinds: dict[str, Any]) -> dict[str, Any]:
    """Return a reference to the schema of a dataclass, which is put into ``kinds`` where it is not there yet."""
    if kind.__name__ not in kinds:
        kinds[kind.__name__] = {}  # a statement may hold statements
        hints = get_type_hints(kind)
        names = [one.name for one in fields(kind) if one.name != _LEFT_OUT]
        kinds[kind.__name__] = {
            "description": " ".join((kind.__doc__ or "").split()).replace("``", "`"),
            "type": "object",
            "properties": {name: _schema(hints[name], kinds) for name in names},
            "required": names,
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _schema(kind: Any, kinds: dict[str, Any]) -> dict[str, Any]:
    inner = get_args(kind)
    if get_origin(kind) in (Union, types.UnionType):
        return {"anyOf": [_schema(one, kinds) for one in inner]}
    if get_origin(kind) is tuple:
        return _array(inner, kinds)
    if kind is type(None):
        return {"type": "null"}
    if kind is Decimal:
        return dict(_DECIMAL)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return {"enum": [one.value for one in kind]}
    return _object(kind, kinds) if is_dataclass(kind) and isinstance(kind, type) else dict(_PLAIN[kind])


def _array(inner: tuple[Any, ...], kinds: dict[str, Any]) -> dict[str, Any]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return {"type": "array", "items": _schema(inner[0], kinds)}
    items = [_schema(one, kinds) for one in inner]
    return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
