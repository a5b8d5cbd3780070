"""Small work on what the pages of imports show."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def thousands(number: int) -> str:
    """Return a number of rows as it is read most easily: "50,000"."""
    return f"{number:,}"
