"""The bench of the import: it measures what it says, and holds it against the aims as it is."""

from __future__ import annotations

import importlib.util

import pytest

from tests.bench.imports import OURS, THEIRS, ImportTime, judge_imports, lines, measure_imports


def time_of(by, *, seconds=10.0, memory=200.0):
    return ImportTime(by, 50_000, seconds / 2, seconds / 2, memory)


def verdicts(**ours):
    return [aim[3] for aim in judge_imports([time_of(OURS, **ours), time_of(THEIRS, seconds=100)])]


def test_it_must_be_five_times_as_fast_and_small():
    assert verdicts() == [True, True]
    assert verdicts(seconds=20.1) == [True, False]
    assert verdicts(memory=301) == [False, True]


def test_each_row_of_the_file_is_a_cell_of_its_own():
    assert len({line[:3] for line in lines(5_000)}) == 5_000


def test_our_import_is_measured_in_a_process_of_its_own():
    [ours] = measure_imports(500, only=[OURS])
    assert ours.rows == 500
    assert ours.preview > 0
    assert ours.writing > 0
    assert 20 < ours.memory < 300


@pytest.mark.skipif(not importlib.util.find_spec("import_export"), reason="django-import-export is not installed")
def test_the_other_import_takes_the_same_file():
    [theirs] = measure_imports(200, only=[THEIRS])
    assert theirs.rows_a_second > 0
