"""Releases what is due.

It is done at each round of a worker, so nothing depends on a single moment: a worker that was killed after a release
and before the public site was made anew is followed by a round that does the rest (``site.watch``).
"""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.jobs.registry import each_round
from ctreport.publication import followers, storage
from ctreport.publication.clock import is_time
from ctreport.publication.events import log, who_scheduled
from ctreport.publication.models import Edition, EditionEvent
from ctreport.publication.proofs import remove_orphans
from ctreport.publication.site.build import renew_site
from ctreport.publication.verifying import verify
from ctreport.review.actions import lock, save_record
from objectives.models import ReportingYear

logger = logging.getLogger(__name__)

State = Edition.State
SECONDS_BETWEEN_CLEANING = 3600
SECONDS_BETWEEN_COMPLAINTS = 60


@each_round
def publish_due() -> None:
    """Publish each edition whose time has come, bring the public site up to it and tell its followers."""
    published = [edition for edition in Edition.objects.due(timezone.now()).select_related("year") if publish(edition)]
    if published:
        renew_site()
        followers.tell_followers()


@each_round
def clean_up() -> None:
    """Take away, at a process's first round and then hourly, what builds that were cut off have left."""
    if not is_time("cleaned", SECONDS_BETWEEN_CLEANING):
        return
    for slug in storage.years():
        with storage.year_held(slug) as is_ours:
            if is_ours:
                remove_orphans(slug)


def publish(edition: Edition) -> bool:
    """Publish an edition whose time has come, as it was signed off; say whether it was this call that did.

    Nothing is published whose files are not what was frozen: that is logged, and tried again at the next round.
    """
    findings = verify(edition)
    if findings:
        if is_time(f"complained {edition.pk}", SECONDS_BETWEEN_COMPLAINTS):
            logger.error("%s cannot be published: %s", edition, " ".join(map(str, findings)))
        return False
    return _publish(edition)


@transaction.atomic
def _publish(edition: Edition) -> bool:
    now = timezone.now()
    of_year = Edition.objects.select_for_update().filter(year=edition.year).order_by("pk")
    stored = {one.pk: one for one in of_year}
    ours = stored[edition.pk]
    if ours.state != State.SCHEDULED or ours.release_at is None or ours.release_at > now:
        return False  # another worker was first, or a person took it off
    by = who_scheduled(ours)
    for one in stored.values():
        if one.state == State.PUBLISHED:
            one.state, one.superseded_at = State.SUPERSEDED, now
            one.save(update_fields=["state", "superseded_at"])
            log(one, EditionEvent.Act.SUPERSEDED, by=by, comment=f"By edition {ours.number}.", at=now)
    ours.state, ours.published_at = State.PUBLISHED, now
    ours.save(update_fields=["state", "published_at"])
    log(ours, EditionEvent.Act.PUBLISHED, by=by, comment="Released as scheduled.", at=now)
    _close(edition.year, ours, by)
    return True


def _close(year: ReportingYear, edition: Edition, by: User | None) -> None:
    """Close a year that was published: from now on its records change only for a reason."""
    stored = lock(year)
    if stored.state != ReportingYear.State.CLOSED:
        stored.state = ReportingYear.State.CLOSED
        save_record(record=stored, by=by, reason=f"Edition {edition.number} of its report was published.")
