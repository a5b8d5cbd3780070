"""``make verapdf``: holds the report's PDFs against PDF/UA-1 with veraPDF, the reference validator.

Without file names it makes the documents of ``documents.py`` from records in a database made for the occasion, keeps
their PDFs, and checks those.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.verapdf.validator import ValidatorError, Verdict, validate


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.verapdf", description=__doc__.splitlines()[0])
    parser.add_argument("--jar", type=Path, required=True, help="veraPDF's program")
    parser.add_argument("--home", type=Path, required=True, help="the folder for veraPDF's settings and our documents")
    parser.add_argument("files", nargs="*", type=Path, help="PDFs to check in place of the report's own")
    options = parser.parse_args()
    try:
        files = options.files or _make_documents(options.home / "documents")
        verdicts = validate(files, jar=options.jar, home=options.home)
    except ValidatorError as error:
        print(error, file=sys.stderr)
        return 2
    print("\nveraPDF, profile PDF/UA-1 (ISO 14289-1)")
    for verdict in verdicts:
        print("\n".join(_told(verdict)))
    passed = sum(verdict.is_passed for verdict in verdicts)
    print(f"\n{passed} of {len(verdicts)} documents without a failed check")
    return 0 if passed == len(verdicts) else 1


def _make_documents(folder: Path) -> list[Path]:
    with tempfile.TemporaryDirectory() as work:
        os.environ["CTREPORT_DATABASE_URL"] = f"sqlite:///{work}/verapdf.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django

        django.setup()
        folder.mkdir(parents=True, exist_ok=True)
        return list(_printed(folder))


def _printed(folder: Path) -> Iterator[Path]:
    import pikepdf

    from ctreport.report.pdf import pdf_of
    from tests.verapdf.documents import documents

    print("Printing")
    for document in documents():
        start = time.perf_counter()
        pdf = pdf_of(document.report, document.pictures)
        seconds = time.perf_counter() - start
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            pages = len(opened.pages)
        print(f"  {document.name}.pdf  {document.about}, {pages} pages, {seconds:.1f} seconds")
        if pages < document.least_pages:
            raise ValidatorError(f"{document.name} was to have {document.least_pages} pages, and has {pages}.")
        path = folder / f"{document.name}.pdf"
        path.write_bytes(pdf)
        yield path


def _told(verdict: Verdict) -> Iterator[str]:
    if verdict.problem:
        yield f"  NOT CHECKED  {verdict.file}: {verdict.problem}"
        return
    checks = f"{verdict.failed_checks:,} of {verdict.checks:,} checks failed"
    rules = f"{len(verdict.failures)} of {verdict.rules} rules broken"
    yield f"  {'passed' if verdict.is_passed else 'FAILED'}  {verdict.file.name}: {checks}, {rules}"
    for failure in verdict.failures:
        times = "once" if failure.times == 1 else f"{failure.times:,} times"
        yield f"    Clause {failure.clause}, test {failure.test}, {times}: {failure.rule}"
        yield from (f"      {place}" for place in failure.places)


if __name__ == "__main__":
    sys.exit(main())
