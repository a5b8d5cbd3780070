"""The check of the PDF against PDF/UA-1 (ISO 14289-1).

It takes seconds, so a worker does it, when a proof is made or when somebody asks. What came of it is kept in a small
file by the fingerprint of the facts, which web servers and workers share with the editions.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from ctreport.publication.checklist.context import Context
from ctreport.publication.checklist.findings import Finding, Level, check

DEEPEST = 10_000  # elements inside one another; a report of hundreds of pages passes the library's usual limit


def faults_of(pdf: bytes) -> list[str]:
    """Return the rules of PDF/UA-1 that a PDF breaks, in words; none where it conforms."""
    import page

    result = page.validate_pdf_bytes(pdf, profile="ua1")
    return list(dict.fromkeys(f"{fault.rule_id}: {fault.message}" for fault in result.failures))


def keep_result(fingerprint: str, faults: Sequence[str]) -> None:
    """Keep what the check of a report's PDF came to."""
    path = _path(fingerprint)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(list(faults)), encoding="utf-8")
    fresh.replace(path)


def kept_result(fingerprint: str) -> list[str] | None:
    """Return the faults that were found in the PDF of these facts; None where it was not checked."""
    try:
        return [str(fault) for fault in json.loads(_path(fingerprint).read_text(encoding="utf-8"))]
    except (OSError, ValueError):
        return None


def _path(fingerprint: str) -> Path:
    return Path(settings.EDITIONS_DIR) / "checks" / f"{fingerprint}.json"


@check(
    "pdf_ua",
    "PDF/UA",
    "The PDF must be readable by a screen reader: ISO 14289-1, which the accessibility regulations lead to.",
    Level.ERROR,
)
def pdf_ua(context: Context) -> Iterable[Finding]:
    """Find rules that the PDF of the present facts breaks, as far as it was made."""
    if context.report.is_empty:
        return
    faults = kept_result(context.report.fingerprint)
    address = reverse("publication:checklist", args=[context.year.slug])
    if faults is None:
        words = "The PDF was not checked since the last change. It is checked when a proof is made."
        yield Finding("unchecked", words, address, level=Level.ADVICE)
    for fault in faults or ():
        yield Finding(f"rule:{fault[:120]}", fault, address)
