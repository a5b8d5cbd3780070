"""Registers the kinds of work that the tests use."""

from tests.jobs import kinds  # noqa: F401
