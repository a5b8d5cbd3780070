"""The product as an installation serves it: gunicorn, DEBUG off, static files compressed, records on SQLite.

The one difference is that it speaks plain HTTP on this machine, where a proxy would stand before it.
"""

from __future__ import annotations

import io
import os
import re
import secrets
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.serving import free_port, running

BASE_DIR = Path(__file__).resolve().parent.parent.parent
YEAR = "2018-19"
PAGE = f"/years/{YEAR}/"
FIRST_WORDS = "2018/19"  # what stands in the page's first heading
GUNICORN = ("--workers", "2", "--worker-class", "gthread", "--threads", "2", "--no-control-socket", "--preload")


@dataclass(frozen=True)
class Served:
    """Where the product is served, and the cookie of a leader who is signed in."""

    root: str
    cookie: str

    @property
    def dashboard(self) -> str:
        """The address of the leaders' page."""
        return f"{self.root}{PAGE}"


def charts_on(served: Served) -> int:
    """Return how many charts the leaders' page holds."""
    return len(re.findall("data-chart-url=", fetch(served, PAGE)))


def fetch(served: Served, path: str) -> str:
    """Ask for a page as the leader."""
    request = urllib.request.Request(served.root + path, headers={"Cookie": served.cookie})
    with urllib.request.urlopen(request, timeout=60) as response:
        return str(response.read().decode())


def set_up(folder: Path) -> None:
    """Make this process one of the installation in ``folder``: to be called before Django is used at all."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="tests.bench.production_settings",
        CTREPORT_DEBUG="0",
        CTREPORT_SECRET_KEY=secrets.token_urlsafe(50),
        CTREPORT_ALLOWED_HOSTS="127.0.0.1",
        CTREPORT_SSL_REDIRECT="0",
        CTREPORT_DATABASE_URL=f"sqlite:///{folder}/bench.sqlite3",
        CTREPORT_BENCH_STATIC_ROOT=str(folder / "static"),
        **{f"CTREPORT_{name}_DIR": str(folder / name.lower()) for name in ("JOBS", "IMPORTS", "EVIDENCE")},
        **{f"CTREPORT_{name}_DIR": str(folder / name.lower()) for name in ("EDITIONS", "SITE", "PROOFS")},
    )
    import django

    django.setup()


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Load the records with the illustrative history, sign a leader in and serve; ``set_up`` comes first."""
    from django.conf import settings
    from django.core.management import call_command
    from django.urls import reverse

    call_command("migrate", verbosity=0)
    call_command("load_records", history=True, verbosity=0, stdout=io.StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)
    cookie = _sign_in()
    root = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, "-m", "gunicorn", *GUNICORN, "--log-level", "error", "--bind", f"127.0.0.1:{port}"]
    command.append("ctreport.wsgi:application")
    with running(command, f"{root}{reverse(settings.LOGIN_URL)}", os.environ, BASE_DIR, folder / "gunicorn.log"):
        yield Served(root, cookie)


def _sign_in() -> str:
    from django.conf import settings
    from django.test import Client

    from ctreport.accounts.access import Role
    from ctreport.accounts.actions import add_person

    client = Client()
    client.force_login(add_person(email="bench@ctreport.example", name="Bench", roles=[Role.LEADER], password="-"))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
