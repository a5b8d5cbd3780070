"""What the checklist finds, and the checks that find it."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctreport.publication.checklist.context import Context


class Level(enum.Enum):
    """How much a finding weighs. An error must be mended, a warning mended or accepted, advice may be ignored."""

    ERROR = "Error"
    WARNING = "Warning"
    ADVICE = "Advice"


@dataclass(frozen=True)
class Finding:
    """One thing that was found.

    ``subject`` says where, in a form that stays the same while the thing does; ``about`` is what was found there, so
    that an acceptance is void once that has changed. ``address`` is where it can be mended, ``place`` the sentence in
    which it stands. ``level`` is given where it is not that of its check.
    """

    subject: str
    text: str
    address: str
    about: str = ""
    place: str = ""
    level: Level | None = None

    @property
    def fingerprint(self) -> str:
        """A hash of what was found."""
        return hashlib.sha256(self.about.encode() or self.text.encode()).hexdigest()


Search = Callable[["Context"], Iterable[Finding]]


@dataclass(frozen=True)
class Check:
    """A check. ``why`` says to people why it matters; ``may_be_accepted`` whether a reason can stand for mending."""

    code: str
    title: str
    why: str
    level: Level
    may_be_accepted: bool
    search: Search


CHECKS: dict[str, Check] = {}


def check(
    code: str, title: str, why: str, level: Level, *, may_be_accepted: bool | None = None
) -> Callable[[Search], Search]:
    """Register a check, shown in the order of registration. Warnings may be accepted, errors only where it says so."""

    def register(search: Search) -> Search:
        accepted = level is Level.WARNING if may_be_accepted is None else may_be_accepted
        CHECKS[code] = Check(code, title, why, level, accepted, search)
        return search

    return register
