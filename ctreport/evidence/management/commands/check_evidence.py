"""Checks the evidence on disk against what the records name, and clears away what nothing uses."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ctreport.evidence import storage
from ctreport.evidence.actions import remove_unused
from ctreport.evidence.models import Attachment


class Command(BaseCommand):
    """Safe to run at any time, also while people work."""

    help = "Check that each attached file is on disk and unchanged; delete files that no record uses any more."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was cleared; fail, naming the files, where one is missing or changed."""
        removed = remove_unused(storage.stored_names())
        with storage.locked():
            begun = storage.leftovers()
            for path in begun:
                path.unlink(missing_ok=True)
        damaged = [one for one in Attachment.objects.iterator() if not _is_sound(one)]
        self.stdout.write(f"{len(removed) + len(begun)} files that nothing uses were deleted.")
        if damaged:
            names = "\n".join(f"  {one.name}, attached by {one.by_name} ({one.stored_as})" for one in damaged)
            raise CommandError(f"Missing or changed since they were attached; restore them from a backup:\n{names}")
        self.stdout.write(f"All {Attachment.objects.count()} attached files are on disk and unchanged.")


def _is_sound(attachment: Attachment) -> bool:
    try:
        storage.read(attachment.stored_as)
    except storage.EvidenceDamagedError:
        return False
    return True
