"""Names of files, as sent by a browser that may be hostile or from another system."""

from __future__ import annotations

import re
import unicodedata

from ctreport.evidence.kinds import FileKind

LONGEST_NAME = 120
# Control characters, marks that turn the direction of writing (an "exe.pdf" that reads "fdp.exe"), private use,
# halves of characters. They are invisible, and only mislead.
_INVISIBLE = ("Cc", "Cf", "Co", "Cs", "Cn")
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')


def visible_name(sent: str) -> str:
    """Return a name as it was sent, without folders and without what cannot be seen."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", sent))[-1]
    visible = "".join(
        " " if one.isspace() else one for one in last if one.isspace() or unicodedata.category(one) not in _INVISIBLE
    )
    return " ".join(visible.split())


def safe_name(sent: str, kind: FileKind) -> str:
    """Return the name under which a file is shown and downloaded.

    The ending says what the file is: one that does not fit the content is kept and followed by one that does, so that
    ``report.bat`` holding text is downloaded as ``report.bat.txt``.
    """
    name = _NOT_IN_NAMES.sub("_", visible_name(sent)).strip(". ")
    suffix = next((one for one in kind.suffixes if name.lower().endswith(one)), "")
    stem = name[: len(name) - len(suffix)].rstrip(". ") if suffix else name
    suffix = suffix or kind.suffixes[0]
    return (stem[: LONGEST_NAME - len(suffix)].rstrip(". ") or "file") + suffix
