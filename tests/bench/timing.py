"""Time, taken in the same way for everything that is measured."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Spell:
    """How long something took, in seconds: the median of the rounds, the shortest and the longest."""

    median: float
    shortest: float
    longest: float
    rounds: int


def timed(work: Callable[[], Any], *, rounds: int, warm_up: int = 0) -> Spell:
    """Do work ``warm_up`` times unmeasured, then ``rounds`` times measured."""
    for _ in range(warm_up):
        work()
    taken = []
    for _ in range(rounds):
        gc.collect()  # so that no round pays for the litter of the one before
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return Spell(statistics.median(taken), min(taken), max(taken), rounds)


@dataclass(frozen=True)
class Machine:
    """What was measured on. The two loops are the same everywhere, so that figures of two machines can be compared."""

    python: str
    system: str
    processor: str
    cores: int
    counting_loop_ms: float
    text_loop_ms: float

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def measure_machine() -> Machine:
    """Run the two loops and say what the machine is."""
    return Machine(
        python=platform.python_version(),
        system=platform.platform(terse=True),
        processor=_processor(),
        cores=os.cpu_count() or 1,
        counting_loop_ms=1000 * timed(_count, rounds=9, warm_up=2).median,
        text_loop_ms=1000 * timed(_write_and_hash, rounds=9, warm_up=2).median,
    )


def load_average() -> str:
    """Say how busy the machine is: numbers taken while others work on it are to be read with that."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _count() -> int:
    """Pure Python: a million multiplications and additions."""
    total = 0
    for number in range(1_000_000):
        total += number * number
    return total


def _write_and_hash() -> str:
    """What a web page is made of: dictionaries written as text, read again and hashed."""
    rows = [{"reference": f"P{number}", "value": number * 1.5, "words": "deter " * 5} for number in range(2000)]
    digest = hashlib.sha256()
    for _ in range(10):
        digest.update(json.dumps(json.loads(json.dumps(rows)), sort_keys=True).encode())
    return digest.hexdigest()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "not known"
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "not known")
