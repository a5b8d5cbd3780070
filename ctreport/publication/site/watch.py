"""Keeps the public site true: a worker looks once a second whether what is public has changed.

Whoever publishes or withdraws renews the site at once. Should they be killed between the database and the site, or
should nobody have made the site yet, this mends it.
"""

from __future__ import annotations

import logging

from ctreport.jobs.registry import each_round
from ctreport.publication.site.build import renew_site
from ctreport.report.render import AssetsMissingError

logger = logging.getLogger(__name__)


@each_round
def keep_site_true() -> None:
    """Make the site anew where it is not what is public now."""
    try:
        renew_site()
    except AssetsMissingError as error:
        logger.error("The public site cannot be made. %s", error)
