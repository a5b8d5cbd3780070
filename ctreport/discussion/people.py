"""Who can be told something, and who a text mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ctreport.accounts.access import ALLOWED, Act
from ctreport.accounts.models import User

# An @ that begins a word, so not the one within an e-mail address, with a letter behind it ("@ 5pm" is no mention).
_MENTION = re.compile(r"(?<![\w@.+-])@(?=[^\W\d_])")
_WORD = re.compile(r"[\w’'-]+")


def colleagues(act: Act = Act.DISCUSS) -> list[User]:
    """Return the active people who may do ``act``, by name."""
    return list(User.objects.filter(is_active=True, groups__name__in=ALLOWED[act]).distinct().order_by("name", "email"))


@dataclass
class Mentions:
    """Whom a text mentions, the names in it that nobody goes by, and the first names that several people share."""

    people: list[User] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)


def mentions_in(text: str, people: Sequence[User]) -> Mentions:
    """Find the people whom a text mentions as "@Tom Bennett" or, where only one is called so, "@Tom".

    Where several people have the same full name, it means all of them.
    """
    names = _names(people)
    found = Mentions()
    for match in _MENTION.finditer(text):
        rest = text[match.end() :]
        name = next((name for name in names if _begins_with(rest, name)), None)
        if name is None:
            word = _WORD.match(rest)
            _add(found.unknown, [word.group() if word else rest[:1]])
        elif len(names[name]) > 1 and any(str(person).lower() != name for person in names[name]):
            _add(found.unclear, [rest[: len(name)]])
        else:
            _add(found.people, names[name])
    return found


def _names(people: Iterable[User]) -> dict[str, list[User]]:
    """Return the people by full and by first name, the longest name first."""
    names: dict[str, list[User]] = {}
    for person in people:
        full = str(person).lower()
        for name in {full, full.split()[0] if full.split() else full}:
            names.setdefault(name, []).append(person)
    return dict(sorted(names.items(), key=lambda item: -len(item[0])))


def _begins_with(text: str, name: str) -> bool:
    return text[: len(name)].lower() == name and not re.match(r"\w", text[len(name) :])


def _add(found: list[Any], new: Iterable[Any]) -> None:
    found.extend(one for one in new if one not in found)
