"""``manage.py export_site DIR``: writes the public site as files for any web server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ctreport.publication.site.build import renew_site
from ctreport.publication.site.export import ExportRefusedError, export
from ctreport.publication.site.reading import current_site
from ctreport.report.render import AssetsMissingError


class Command(BaseCommand):
    help = (
        "Write the whole public site as static files with relative links, byte for byte what ctreport serves. "
        "A folder with an earlier export is brought up to date."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="an empty folder, or one with an earlier export")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            renew_site()
            site = current_site()
            written, gone = export(site, folder)
        except (AssetsMissingError, ExportRefusedError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{folder}: {len(site.lines)} files, {written} of them new or changed, {gone} taken away.")
        self.stdout.write(
            "Let the server answer a folder with its index.html and an unknown address with /404.html. "
            "Search then needs JavaScript, and questions to the open data need ctreport."
        )
