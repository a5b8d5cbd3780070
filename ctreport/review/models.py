"""What each record shares: its version, its history and its links."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse


class Illustrated(models.Model):
    """Anything that may hold made-up content, which every page that shows it must say."""

    illustrative = models.BooleanField(
        default=False,
        help_text="The content is made up to show how the product works; pages that show it say so.",
    )

    class Meta:
        abstract = True


class Record(Illustrated):
    """A record that people enter, with a version that goes up by one at each saved change.

    ``record_kind`` is the word in addresses and URL names (``objectives:pledge_list``).
    """

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    record_kind: ClassVar[str] = ""
    BOOKKEEPING: ClassVar = frozenset({"id", "version", "created_at", "updated_at"})

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """Return the address of the record's own page."""
        return reverse(self.url_name("detail"), args=[self.pk])

    @classmethod
    def url_name(cls, page: str) -> str:
        """Return the URL name of a page (``list``, ``create``, ``detail``, ``edit``, ``delete``) of the kind."""
        return f"{cls._meta.app_label}:{cls.record_kind}_{page}"

    def snapshot(self) -> dict[str, dict[str, Any]]:
        """Return the record's fields as JSON, each as stored and as a person reads it."""
        fields = {}
        for field in self._meta.concrete_fields:
            if field.name in self.BOOKKEEPING:
                continue
            fields[field.name] = {
                "label": str(field.verbose_name),
                "value": self._stored(field),
                "shown": self._shown(field),
            }
        return fields

    def _stored(self, field: models.Field[Any, Any]) -> str | None:
        value = field.value_from_object(self)
        if value is None:
            return None
        return _without_idle_zeros(value) if isinstance(field, models.DecimalField) else field.value_to_string(self)

    def _shown(self, field: models.Field[Any, Any]) -> str:
        if field.choices:
            return str(getattr(self, f"get_{field.name}_display")())
        value = getattr(self, field.name)
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if value is None:
            return ""
        return _without_idle_zeros(value) if isinstance(field, models.DecimalField) else str(value)


def _without_idle_zeros(value: Any) -> str:
    """Return 40 and 40.0000 alike, as the one is what was typed and the other what the database gives back."""
    return f"{Decimal(value).normalize():f}"


class Link(Illustrated):
    """A link between two records, with the reason for which it was drawn."""

    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Revision(models.Model):
    """One change to one record: who, when, why, and what it then was. Text and JSON, so that it outlives both."""

    class Act(models.TextChoices):
        LOADED = "loaded", "loaded"
        CREATED = "created", "created"
        CHANGED = "changed", "changed"
        LINKED = "linked", "changed the links of"
        DELETED = "deleted", "deleted"

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    record_text = models.CharField(max_length=300)
    number = models.PositiveIntegerField(help_text="The record's version after this change.")
    act = models.CharField(max_length=10, choices=Act.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=500, blank=True)
    data = models.JSONField()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["content_type", "object_id", "number"], name="revision_one_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.by_name} {self.get_act_display()} {self.record_text}"
