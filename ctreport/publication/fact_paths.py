"""Facts as JSON: a fingerprint of each part, and what differs between two of them, by JSON path."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

DEPTH = 2  # "$.pledges[3]": small enough to be listed in each manifest, near enough to find what was changed
_ABSENT = object()


def parts_of(facts: Any) -> dict[str, str]:
    """Return a short fingerprint of each part of the facts, by JSON path; parts are ``DEPTH`` levels down."""
    return {path: _hash(value) for path, value in _parts(facts, "$", DEPTH)}


def changed_parts(parts: dict[str, str], facts: Any) -> list[str]:
    """Return the paths of the parts of the facts that are not, or no longer, those of the fingerprints."""
    now = parts_of(facts)
    return [path for path in (*now, *(path for path in parts if path not in now)) if parts.get(path) != now.get(path)]


def differences(old: Any, new: Any, path: str = "$") -> Iterator[tuple[str, str, str]]:
    """Yield each value that differs: its JSON path, what it was and what it is, as JSON, empty where it is not there.

    Values of lists are held against one another by their place.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            yield from differences(old.get(key, _ABSENT), new.get(key, _ABSENT), f"{path}.{key}")
    elif isinstance(old, list) and isinstance(new, list):
        for at in range(max(len(old), len(new))):
            yield from differences(_at(old, at), _at(new, at), f"{path}[{at}]")
    elif _shown(old) != _shown(new):
        yield path, _shown(old), _shown(new)


def _parts(value: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
    if depth and isinstance(value, dict) and value:
        for key in sorted(value):
            yield from _parts(value[key], f"{path}.{key}", depth - 1)
    elif depth and isinstance(value, list) and value:
        for at, one in enumerate(value):
            yield from _parts(one, f"{path}[{at}]", depth - 1)
    else:
        yield path, value


def _at(values: list[Any], at: int) -> Any:
    return values[at] if at < len(values) else _ABSENT


def _shown(value: Any) -> str:
    return "" if value is _ABSENT else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]
