"""Zip files whose bytes depend on nothing but what is in them: XLSX, ODS and DOCX are such files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

MIMETYPE = "mimetype"  # OpenDocument 1.3, part 2, 3.3: the first part, not compressed
# Not the earliest time that a zip can hold, which Java takes for "none" and puts into an extra field when it reads it.
_TIME = (1980, 1, 2, 0, 0, 0)


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of these parts in their order, each with the same time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def rezipped(write: Callable[[io.BytesIO], object]) -> bytes:
    """Return what ``write`` writes as a zip, without the times at which its parts were written."""
    written = io.BytesIO()
    write(written)
    with zipfile.ZipFile(written) as archive:
        return zipped((name, archive.read(name)) for name in archive.namelist())
