"""Freezes facts in a process of its own: ``python -m tests.publication.build_process FACTS PICTURES EDITIONS``."""

from __future__ import annotations

import sys
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()
    from django.conf import settings

    from ctreport.publication.freezing import freeze
    from ctreport.publication.storage import year_held
    from ctreport.report.reading import report_from_json

    facts, pictures, settings.EDITIONS_DIR = sys.argv[1:]
    report = report_from_json(Path(facts).read_text(encoding="utf-8"))
    with year_held(report.slug):
        print(freeze(report, {path.name: path.read_bytes() for path in Path(pictures).iterdir()}).folder)
