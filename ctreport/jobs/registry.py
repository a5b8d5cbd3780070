"""The kinds of work that can be done in the background, each registered by the app that knows how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ctreport.jobs.progress import Progress


class JobError(Exception):
    """Work that cannot be done, in words for the person who asked for it. Nothing of it is kept."""


@dataclass(frozen=True)
class JobResult:
    """What came of a job: a sentence, and the address of the page where the result is (empty for none)."""

    message: str
    address: str = ""


JobFunction = Callable[..., JobResult]


@dataclass(frozen=True)
class Registered:
    """A function with the way in which it is to be run."""

    function: JobFunction
    atomic: bool


REGISTRY: dict[str, Registered] = {}

Round = Callable[[], None]
ROUNDS: list[Round] = []


def each_round(function: Round) -> Round:
    """Register what a worker does at each look for work, once a second: it must be cheap where nothing is due.

    Two workers may do it at once, and one may be killed in its midst, so it must be safe to do twice.
    """
    ROUNDS.append(function)
    return function


def job(kind: str, *, atomic: bool = True) -> Callable[[JobFunction], JobFunction]:
    """Register a function as the work of ``kind``. Put it into the app's ``jobs.py``, which is found by itself.

    The function is called as ``function(progress, **arguments)`` with the arguments that the job was started with,
    and returns a ``JobResult``. It raises ``JobError`` (or Django's ``ValidationError``) to say what is wrong.

    A worker can be killed at any moment, and the job is then done again from the start. So:

    - ``atomic=True``: all that the function writes to the database, and the job's own "done", are one transaction.
      Either both are there or neither, so the work is never done twice. On SQLite nobody else can write meanwhile:
      right for work that is mostly writing.
    - ``atomic=False``: the function makes its own transactions, and must be safe to run twice. Right for work that
      mostly reads, such as a preview.

    What a function does outside the database (files, e-mail) must be safe to do twice in either case.
    """

    def register(function: JobFunction) -> JobFunction:
        if REGISTRY.get(kind, Registered(function, atomic)).function is not function:
            raise ValueError(f"Two functions are registered as the job “{kind}”.")
        REGISTRY[kind] = Registered(function, atomic)
        return function

    return register


__all__ = ["REGISTRY", "ROUNDS", "JobError", "JobFunction", "JobResult", "Progress", "Registered", "each_round", "job"]
