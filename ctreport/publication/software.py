"""Which software shapes the bytes of an edition. The same facts give the same bytes where all of it is the same."""

from __future__ import annotations

import hashlib
import tomllib
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from django.conf import settings

# Libraries that write bytes of an edition, or decide where in it something stands.
LIBRARIES = (
    "cssselect2",
    "django",
    "fonttools",
    "lxml",
    "markdown-it-py",
    "matplotlib",
    "openpyxl",
    "pikepdf",
    "pillow",
    "pydyf",
    "pyphen",
    "python-docx",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
)
# Our own source that does so: code, templates, styles and fonts.
_SOURCES = (
    "ctreport/charts",
    "ctreport/frontend/dist",
    "ctreport/publication/freezing.py",
    "ctreport/publication/manifest.py",
    "ctreport/publication/search_text.py",
    "ctreport/report",
    "ctreport/ui/words.py",
    "templates/report",
)
_SUFFIXES = (".py", ".html", ".xml", ".json", ".ttf", ".txt")
_STYLES = ("report.css", "print.css", "site.css")


@cache
def version() -> str:
    """Return the version of ctreport."""
    with (Path(settings.BASE_DIR) / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def name() -> str:
    """Return what an edition says that it was made by."""
    return f"ctreport {version()}"


@cache
def versions() -> dict[str, str]:
    """Return the version of each thing that shapes the bytes, by name; found once a process."""
    import pikepdf
    from weasyprint.text.ffi import pango

    found = {"ctreport": version(), "source": _source(), "pango": str(pango.pango_version())}
    found |= {"libqpdf": pikepdf.__libqpdf_version__, "zlib": zlib.ZLIB_RUNTIME_VERSION}
    for library in LIBRARIES:
        try:
            found[library] = installed(library)
        except PackageNotFoundError:
            continue
    return dict(sorted(found.items()))


def build() -> str:
    """Return a short name of all versions together: the same name, the same bytes."""
    together = "\n".join(f"{part} {number}" for part, number in versions().items())
    return f"{name()}, build {hashlib.sha256(together.encode()).hexdigest()[:12]}"


def _source() -> str:
    """Return a hash of our own source. The version alone would not do: it stays while the software is worked on."""
    whole = hashlib.sha256()
    for path in _source_files():
        whole.update(f"{path.name}\n".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


def _source_files() -> Iterator[Path]:
    for source in _SOURCES:
        top = Path(settings.BASE_DIR) / source
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.suffix in _SUFFIXES or path.name in _STYLES:
                yield path
