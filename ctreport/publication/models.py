"""Editions of a year's report, and what leads to them: acceptances, sign-off, release, access, corrections."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ctreport.publication.querysets import EditionQuerySet
from objectives.models import ReportingYear


def _person() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )


class Edition(models.Model):
    """A report as it was frozen: its files stand in ``settings.EDITIONS_DIR / folder`` and never change.

    ``manifest_sha256`` is that of the folder's manifest, which holds those of all its files. ``facts_sha256`` is the
    fingerprint of the facts without their stamp: while it is that of the records as they stand, nothing has changed.
    """

    class State(models.TextChoices):
        PROOF = "proof", "Proof"
        SIGNED_OFF = "signed_off", "Signed off"
        SCHEDULED = "scheduled", "Scheduled"
        PUBLISHED = "published", "Published"
        SUPERSEDED = "superseded", "Superseded"
        WITHDRAWN = "withdrawn", "Withdrawn"
        DISCARDED = "discarded", "Discarded"

    IN_HAND: ClassVar = (State.PROOF, State.SIGNED_OFF, State.SCHEDULED)
    READABLE: ClassVar = (State.PUBLISHED, State.SUPERSEDED)

    year = models.ForeignKey(ReportingYear, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROOF)
    folder = models.CharField(max_length=120, unique=True)
    manifest_sha256 = models.CharField(max_length=64)
    facts_sha256 = models.CharField(max_length=64)
    software = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    made_by = _person()
    made_by_name = models.CharField(max_length=150)
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = _person()
    signed_off_by_name = models.CharField(max_length=150, blank=True)
    release_at = models.DateTimeField(null=True, blank=True, help_text="The embargo: public from this moment.")
    announced_at = models.DateTimeField(null=True, blank=True)
    short_notice_reason = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects: ClassVar = EditionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-year__start_year", "-number", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "number"], name="edition_number_once_a_year", condition=~Q(state="discarded")
            ),
            models.UniqueConstraint(
                fields=["year"], name="edition_published_once_a_year", condition=Q(state="published")
            ),
            models.UniqueConstraint(
                fields=["year"],
                name="edition_in_hand_once_a_year",
                condition=Q(state__in=["proof", "signed_off", "scheduled"]),
            ),
            models.CheckConstraint(
                name="edition_scheduled_has_a_time", condition=~Q(state="scheduled") | Q(release_at__isnull=False)
            ),
            models.CheckConstraint(
                name="edition_published_has_a_time",
                condition=~Q(state__in=["published", "superseded"]) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="edition_withdrawn_for_a_reason", condition=~Q(state="withdrawn") | ~Q(withdrawn_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}, edition {self.number}"

    @property
    def key(self) -> str:
        """What names the edition for good, once it was published: "2018-19/2"."""
        return f"{self.year.slug}/{self.number}"

    @property
    def is_due(self) -> bool:
        """Whether its time has come and it is not public yet."""
        return self.state == self.State.SCHEDULED and self.release_at is not None and self.release_at <= timezone.now()


class EditionEvent(models.Model):
    """A step of an edition's way, in its log: who did what, when and why."""

    class Act(models.TextChoices):
        FROZEN = "frozen", "Frozen as a proof"
        RETURNED = "returned", "Returned with a comment"
        SIGNED_OFF = "signed_off", "Signed off"
        SCHEDULED = "scheduled", "Scheduled"
        UNSCHEDULED = "unscheduled", "Taken off the calendar"
        ACCESS_GIVEN = "access_given", "Pre-release access given"
        ACCESS_ENDED = "access_ended", "Pre-release access ended"
        PUBLISHED = "published", "Published"
        SUPERSEDED = "superseded", "Superseded"
        WITHDRAWN = "withdrawn", "Withdrawn"
        DISCARDED = "discarded", "Discarded"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="events")
    act = models.CharField(max_length=12, choices=Act.choices)
    at = models.DateTimeField()
    by = _person()
    by_name = models.CharField(max_length=150)
    comment = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.edition}: {self.get_act_display()}"


class PlannedCorrection(models.Model):
    """Why one thing that was published is to be put right. What, old and new come from the facts of both editions.

    ``place`` is where the change is, as ``publication.changes`` names it; it goes into the next edition of the year.
    """

    year = models.ForeignKey(ReportingYear, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="The edition that puts it right.")
    place = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, help_text="Of old and new: another change needs its own reason.")
    reason = models.TextField()
    by = _person()
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "number", "place"], name="correction_once_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.reason[:60]}"


class Acceptance(models.Model):
    """A finding of the checklist that a person accepts, by name and with a reason.

    ``check`` and ``subject`` say which; ``fingerprint`` is that of what was found, so that a finding that changed
    must be looked at again.
    """

    year = models.ForeignKey(ReportingYear, on_delete=models.CASCADE, related_name="+")
    check_code = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField()
    by = _person()
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "check_code", "subject"], name="acceptance_once_a_finding")
        ]

    def __str__(self) -> str:
        return f"{self.check_code} {self.subject}"


class PreReleaseAccess(models.Model):
    """One named person who may read an edition before it is public. Name and post are published; the address is not."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="pre_release")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=160, help_text="Their post and organisation.")
    email = models.EmailField("e-mail address")
    reason = models.TextField(help_text="Why they need it before it is public.")
    opens_at = models.DateTimeField()
    given_by_name = models.CharField(max_length=150)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    serial = models.UUIDField(unique=True, help_text="Signed into the link; a new one makes the old link void.")
    browser = models.CharField(
        max_length=64, blank=True, help_text="A hash of the key of the only browser that may open it."
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "email"], name="pre_release_access_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}"


class PreReleaseOpening(models.Model):
    """One opening of a page or file through a pre-release link, let in or refused."""

    access = models.ForeignKey(PreReleaseAccess, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField()
    what = models.CharField(max_length=200)
    from_address = models.GenericIPAddressField(null=True, blank=True)
    refused = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.access}: {self.what}"


class Follower(models.Model):
    """A reader who asked to be told by e-mail of new reports and corrections."""

    email = models.EmailField("e-mail address", unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_of = models.JSONField(default=list, help_text="Keys of the editions that the reader was told of.")

    def __str__(self) -> str:
        return self.email
