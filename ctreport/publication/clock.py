"""What a process does now and then."""

from __future__ import annotations

import time

_last: dict[str, float] = {}


def is_time(what: str, seconds: float) -> bool:
    """Say whether this process did something longer ago than ``seconds``, or never, and note that it does it now."""
    now = time.monotonic()
    is_over = now - _last.get(what, float("-inf")) >= seconds
    if is_over:
        _last[what] = now
    return is_over


def forget() -> None:
    """Forget when things were done: at the next round all of it is done again."""
    _last.clear()
