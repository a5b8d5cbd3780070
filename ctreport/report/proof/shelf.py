"""What a proof keeps for the next one: numbers of pages, and whole reports as PDF, each under a key of its content.

It is a folder of files, which all web servers share: a proof that one of them made can be shown by another. Nothing in
it goes stale, as what changes has another key; what is old, and what is too much, Django's cache throws away.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.filebased import FileBasedCache

from ctreport.report.facts import AnnualReport
from ctreport.report.pdf import pdf_of
from ctreport.report.pictures import pictures_of
from ctreport.report.render import asset

KEPT_FOR = 7 * 24 * 60 * 60  # seconds
MOST_PDFS, MOST_NUMBERS = 24, 2_000


def kept_pages(key: str) -> int | None:
    """Return how many pages something fills; None where it was not laid out yet."""
    number = _folder(settings.PROOFS_DIR, "pages", MOST_NUMBERS).get(key)
    return number if isinstance(number, int) else None


def keep_pages(key: str, number: int) -> None:
    """Keep how many pages something fills."""
    _folder(settings.PROOFS_DIR, "pages", MOST_NUMBERS).set(key, number)


def key_of(*parts: str) -> str:
    """Return a key for what is made from these parts by the press as it is."""
    made = hashlib.sha256(asset("print.css").read_bytes())
    for part in parts:
        made.update(hashlib.sha256(part.encode()).digest())
    return made.hexdigest()[:32]


def pdf_key(report: AnnualReport) -> str:
    """Return the key of a whole report as PDF: the same for the same facts."""
    return key_of(report.fingerprint)


def kept_pdf(key: str) -> bytes | None:
    """Return a whole report as PDF by its key; None where it is not kept."""
    content = _folder(settings.PROOFS_DIR, "whole", MOST_PDFS).get(key)
    return content if isinstance(content, bytes) else None


def whole_pdf(report: AnnualReport) -> bytes:
    """Return a whole report as PDF. It is made once for the same facts."""
    key = pdf_key(report)
    content = kept_pdf(key)
    if content is None:
        content = pdf_of(report, pictures_of(report))
        _folder(settings.PROOFS_DIR, "whole", MOST_PDFS).set(key, content)
    return content


@cache
def _folder(path: str, name: str, most: int) -> BaseCache:
    return FileBasedCache(str(Path(path) / name), {"TIMEOUT": KEPT_FOR, "OPTIONS": {"MAX_ENTRIES": most}})
