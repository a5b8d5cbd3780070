"""``manage.py flush``: empties the database, as Django's own command does, published editions included."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.flush import Command as DjangoCommand
from django.db import DEFAULT_DB_ALIAS

from ctreport.review.rules import drop_rules, install_rules


class Command(DjangoCommand):
    """Lifts the rules meanwhile, by which the database lets nobody delete what was published."""

    def handle(self, **options: Any) -> None:
        """Empty the database."""
        alias = options.get("database") or DEFAULT_DB_ALIAS
        drop_rules(using=alias)
        try:
            super().handle(**options)
        finally:
            install_rules(using=alias)
