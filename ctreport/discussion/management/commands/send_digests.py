"""``manage.py send_digests``: writes to each person what waits unread, at most once a day. Run it daily, or oftener."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ctreport.discussion.mail import send_digests


class Command(BaseCommand):
    help = (
        "Write to each person what waits unread in their inbox and no e-mail has told: at most once a day, and at "
        "each run to those who asked to be told at once. Two runs at the same time write nothing twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        run = send_digests()
        self.stdout.write(f"{run.sent} e-mail{'' if run.sent == 1 else 's'} sent.")
        if run.failed:
            raise CommandError(
                f"{len(run.failed)} could not be sent and will be tried at the next run:\n" + "\n".join(run.failed)
            )
