"""The same facts give the same documents, wherever and whenever they are made."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys

import pytest

from ctreport.report.datapack import data_pack
from ctreport.report.facts import as_json
from ctreport.report.word import word_of

pytestmark = pytest.mark.django_db  # to build the report that all of them draw from, once

_ELSEWHERE = """
import hashlib, json, pathlib, sys
import django
django.setup()
from ctreport.report.datapack import data_pack
from ctreport.report.reading import report_from_json
from ctreport.report.word import word_of
folder = pathlib.Path(sys.argv[1])
report = report_from_json((folder / "facts.json").read_text(encoding="utf-8"))
pictures = {path.name: path.read_bytes() for path in (folder / "pictures").iterdir()}
word = word_of(report, pictures)  # before openpyxl is loaded, which must make no difference
files = data_pack(report) | {"report.docx": word}
print(json.dumps({name: hashlib.sha256(content).hexdigest() for name, content in files.items()}))
"""


def test_another_process_in_another_place_makes_the_same_files(frozen, tmp_path):
    report, pictures = frozen
    (tmp_path / "pictures").mkdir()
    (tmp_path / "facts.json").write_text(as_json(report), encoding="utf-8")
    for name, content in pictures.items():
        (tmp_path / "pictures" / name).write_bytes(content)
    place = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "77",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    with subprocess.Popen(
        [sys.executable, "-c", _ELSEWHERE, str(tmp_path)], env=os.environ | place, stdout=subprocess.PIPE
    ) as elsewhere:
        files = data_pack(report) | {"report.docx": word_of(report, pictures)}
        made, _ = elsewhere.communicate()
    assert json.loads(made) == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
