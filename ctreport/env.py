"""Settings from the environment, with messages that say what to set."""

from __future__ import annotations

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
# A file of settings at the top of the checkout, such as the one that `make run` writes; the environment goes first.
environ.Env.read_env(BASE_DIR / ".env")


def required(name: str, meaning: str) -> str:
    """Return the environment variable ``name``; raise ImproperlyConfigured that says what it is for."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"Set {name} ({meaning}). For a demonstration on your own machine set CTREPORT_DEBUG=1 instead."
        )
    return value


def secret_key(*, debug: bool) -> str:
    """Return the secret key: the one that was set or, in a demonstration, one kept in ``var/secret_key``."""
    if not debug:
        return required("CTREPORT_SECRET_KEY", "a long random text that signs sessions")
    given = env.str("CTREPORT_SECRET_KEY", default="")
    return given or _kept_secret(BASE_DIR / "var" / "secret_key")


def _kept_secret(path: Path) -> str:
    from django.core.management.utils import get_random_secret_key

    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text()
