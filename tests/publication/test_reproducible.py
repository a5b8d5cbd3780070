"""The same facts give the same bytes, whenever and wherever an edition is built."""

import os
import subprocess
import sys
from dataclasses import replace

from ctreport.publication.freezing import FACTS, freeze, stamp_time
from ctreport.publication.manifest import MANIFEST, SUMS
from ctreport.report.build import build_report
from ctreport.report.facts import Correction, Stamp, as_json
from ctreport.report.pictures import pictures_of
from tests.report.rich import rich_plan

ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "1"}


def test_a_process_elsewhere_on_earth_gives_the_same_bytes_of_every_file(records_2018_19, settings, tmp_path):
    report, pictures = everything(records_2018_19)
    settings.EDITIONS_DIR = str(tmp_path / "here")
    first = files_in(tmp_path / "here" / freeze(report, pictures).folder)
    second = files_in(built_elsewhere(report, pictures, tmp_path))
    assert [path for path in sorted(first | second) if first.get(path) != second.get(path)] == []
    assert {FACTS, MANIFEST, SUMS, "report.html", "report.pdf", "report.docx", "data/figures.csv"} <= set(first)
    assert any(path.startswith("pictures/") for path in first)


def everything(year):
    """Return the facts of everything that a report can hold, stamped as a second edition, and its pictures."""
    rich_plan(year)
    report = build_report(year)
    correction = Correction("Pledge P1", "Sentence changed", "Old — words", "New “words”", "Wrong.", "1 May 2026")
    stamp = Stamp(2, stamp_time(year.created_at), "ctreport 0.1.0", (correction,))
    return replace(report, stamp=stamp), pictures_of(report)


def built_elsewhere(report, pictures, folder):
    """Freeze in a process of its own, seconds later, in another time zone, locale and order of hashes."""
    facts, shown, editions = folder / "facts.json", folder / "pictures", folder / "there"
    facts.write_text(as_json(report), encoding="utf-8")
    shown.mkdir()
    for name, content in pictures.items():
        (shown / name).write_bytes(content)
    command = [sys.executable, "-m", "tests.publication.build_process", facts, shown, editions]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **ELSEWHERE}
    ended = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return editions / ended.stdout.strip()


def files_in(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
