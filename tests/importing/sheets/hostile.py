"""The corpus of hostile files. ``python -m tests.importing.sheets.hostile [DIRECTORY]`` shows what each is told.

It prints the seconds that reading takes beside the answer; with a directory, it writes the files there.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.importing.sheets.hostile_archives import ARCHIVES
from tests.importing.sheets.hostile_file import answer_to
from tests.importing.sheets.hostile_ods import ODS
from tests.importing.sheets.hostile_texts import TEXTS
from tests.importing.sheets.hostile_xlsx import XLSX

HOSTILE = [*TEXTS, *ARCHIVES, *XLSX, *ODS]


def main(directory: str = "") -> None:
    """Print each file's name, its size, the time to read it and the answer."""
    slowest = 0.0
    for number, file in enumerate(HOSTILE, start=1):
        content = file.make()
        if directory:
            Path(directory, f"{number:03d}-{Path(file.filename[-12:]).name}".replace("\x00", "")).write_bytes(content)
        start = time.perf_counter()
        answer = answer_to(content, file.filename)
        seconds = time.perf_counter() - start
        slowest = max(slowest, seconds)
        print(f"{seconds:6.2f} s {len(content):>11,} B  {file.name}: {str(answer)[:150]}".replace("\n", " / "))
    print(f"{len(HOSTILE)} kinds, the slowest {slowest:.2f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
