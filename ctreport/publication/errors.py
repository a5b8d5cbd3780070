"""What can go wrong on the way to publication."""

from __future__ import annotations


class PublicationError(Exception):
    """A step that cannot be taken. The message says to a person why, and what to do."""
