"""Checks of what must never be published."""

from __future__ import annotations
