"""Work that takes long, as it is asked for and as it came out."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from ctreport.accounts.access import Role
from ctreport.accounts.models import User


class JobQuerySet(models.QuerySet["Job"]):
    """Questions about jobs."""

    def unfinished(self) -> JobQuerySet:
        """Jobs that a worker has to do: those that wait, and those whose worker may have been killed."""
        return self.filter(state__in=Job.UNFINISHED)

    def finished_before(self, moment: datetime) -> JobQuerySet:
        """Jobs that came to an end, well or badly, before ``moment``."""
        return self.exclude(state__in=Job.UNFINISHED).filter(finished__lt=moment)

    def visible_to(self, user: User) -> JobQuerySet:
        """Jobs that a person may see: their own; an administrator's are all."""
        return self if Role.ADMINISTRATOR in user.roles else self.filter(by=user)


class Job(models.Model):
    """One piece of work: what is to be done, for whom, and how it came out.

    The row is the queue and the record of the outcome. How far a running job has come stands in a file beside the
    database: see ``ctreport.jobs.files`` for the reason.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Not done"

    UNFINISHED: ClassVar = (State.WAITING, State.RUNNING)

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=50, help_text="Which registered function does the work.")
    title = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=200, blank=True, help_text="What was being done last.")
    message = models.TextField(blank=True, help_text="How it came out, for a person.")
    address = models.CharField(max_length=500, blank=True, help_text="Where the result is.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created"]
        indexes: ClassVar = [
            models.Index(fields=["state", "created"], name="job_by_state"),
            models.Index(fields=["by", "-created"], name="job_by_person"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the page that shows how far the job has come."""
        return reverse("jobs:detail", args=[self.key])

    @property
    def is_finished(self) -> bool:
        """Whether the job came to an end, well or badly."""
        return self.state not in self.UNFINISHED
