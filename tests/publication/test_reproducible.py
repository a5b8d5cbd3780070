"""The same facts give the same bytes, whenever and wherever an edition is built."""

import os
import subprocess
import sys
from dataclasses import replace

from ctreport.publication.freezing import FACTS, stamp_time
from ctreport.publication.manifest import MANIFEST, SUMS
from ctreport.report.build import build_report
from ctreport.report.facts import Correction, Stamp, as_json
from ctreport.report.pictures import pictures_of
from tests.report.rich import rich_plan

HERE_AND_THERE = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
    {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
)


def test_two_processes_elsewhere_on_earth_give_the_same_bytes_of_every_file(records_2018_19, tmp_path):
    facts, pictures = written_down(records_2018_19, tmp_path)
    folders = {
        subprocess.run(  # one after the other, so that the clock is another too
            [sys.executable, "-m", "tests.publication.build_process", facts, pictures, tmp_path / str(number)],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **where},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout.strip()
        for number, where in enumerate(HERE_AND_THERE)
    }
    [folder] = folders  # its name is that of the manifest, which names every file by its hash
    first, second = (files_in(tmp_path / str(number) / folder) for number in (0, 1))
    assert first == second
    assert {FACTS, MANIFEST, SUMS, "report.html", "report.pdf", "report.docx", "data/figures.csv"} <= set(first)
    assert any(path.startswith("pictures/") for path in first)


def written_down(year, folder):
    """Write the facts of everything that a report can hold, stamped as a second edition, and its pictures."""
    rich_plan(year)
    report = build_report(year)
    correction = Correction(
        "Pledge P1", "Sentence changed", "Old — words", "New “words”", "It was wrong.", "1 May 2026"
    )
    stamp = Stamp(2, stamp_time(year.created_at), "ctreport 0.1.0", (correction,))
    (folder / "facts.json").write_text(as_json(replace(report, stamp=stamp)), encoding="utf-8")
    (folder / "pictures").mkdir()
    for name, content in pictures_of(report).items():
        (folder / "pictures" / name).write_bytes(content)
    return folder / "facts.json", folder / "pictures"


def files_in(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
