"""Servers that run for as long as something is measured."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 90  # seconds


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str], address: str, environment: Mapping[str, str], folder: Path, log: Path | None = None
) -> Iterator[str]:
    """Run a server in ``folder`` until the end, and give its address once it answers there.

    Raises RuntimeError, with the end of its ``log``, where it does not.
    """
    output = log.open("wb") if log else subprocess.DEVNULL
    process = subprocess.Popen(command, env=dict(environment), cwd=folder, stdout=output, stderr=output)
    try:
        _wait_for(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(20)
        if log:
            output.close()  # type: ignore[union-attr]


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path | None) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:  # refused, an error, or too slow yet
            time.sleep(0.1)
    said = log.read_text(errors="replace")[-2000:] if log else ""
    raise RuntimeError(f"The server at {address} does not answer. {said}")
