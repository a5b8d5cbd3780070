"""Gunicorn as `make run` uses it: one process, a few threads, quiet, and the address said once it answers."""

from __future__ import annotations

from typing import Any

worker_class = "gthread"
workers = 1
threads = 4
loglevel = "warning"
preload_app = True
# Without it gunicorn opens a control socket, which nothing here uses.
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Say where to look."""
    host, port = server.address[0]
    print(f"\nctreport is at http://{host}:{port}  (stop it with Ctrl+C)\n", flush=True)
