"""No file, however made, gives more than a sentence."""

from __future__ import annotations

import random

import pytest

from ctreport.importing.sheets.writing import KINDS, write_table
from tests.importing.sheets.hostile import HOSTILE
from tests.importing.sheets.hostile_file import answer_to


@pytest.mark.parametrize("file", HOSTILE, ids=[f"{file.filename[-5:]} {file.name}" for file in HOSTILE])
def test_a_hostile_file_is_refused_or_cleaned_and_says_why(file):
    answer = answer_to(file.make(), file.filename)
    assert file.says in str(answer)
    if answer.refusal:
        assert answer.refusal[0].isupper()
        assert answer.refusal.endswith(".")
        assert len(answer.refusal) < 400


def test_there_are_at_least_sixty_kinds_of_hostile_files():
    assert len({file.name for file in HOSTILE}) >= 60


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(20))
def test_a_file_with_changed_bytes_is_read_or_refused_in_words(kind, seed):
    content = bytearray(write_table([["a", 1], ["b", 2]], kind=kind, title="Figures", head=["Code", "Value"]))
    chance = random.Random(seed)
    for _ in range(seed + 1):
        content[chance.randrange(len(content))] = chance.randrange(256)
    answer = answer_to(bytes(content), f"a.{kind}")
    assert answer.read or answer.refusal.endswith(".")
