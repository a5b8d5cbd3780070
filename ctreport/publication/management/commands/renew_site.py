"""``manage.py renew_site``: makes the public site anew from the editions."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ctreport.publication.site import generation
from ctreport.publication.site.build import build_site, renew_site
from ctreport.publication.site.inputs import read_inputs
from ctreport.report.render import AssetsMissingError


class Command(BaseCommand):
    help = "Bring the public site up to what is public now. The worker does so by itself, once a second."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="make it even where nothing has changed, as after files were restored"
        )

    def handle(self, *args: Any, force: bool, **options: Any) -> None:
        try:
            if force:
                with generation.held():
                    build_site(read_inputs())
            else:
                renew_site()
        except AssetsMissingError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The public site is generation {generation.current_name()}.")
