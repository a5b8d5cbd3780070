"""What each record shares: its version, its state, where it comes from, and its links."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

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

    def take_over(self, data: dict[str, dict[str, Any]]) -> list[str]:
        """Set the record's fields from a snapshot; fields that the snapshot does not know stay as they are.

        A field that names a record which was deleted since is left empty. Return the names of such records.
        """
        gone = []
        for field in self._meta.concrete_fields:
            if field.name not in data or field.name in self.BOOKKEEPING:
                continue
            value = data[field.name]["value"]
            target = getattr(field, "target_field", field)
            value = None if value is None else target.to_python(value)
            if field.is_relation and value not in (None, getattr(self, field.attname)) and not _is_there(field, value):
                gone.append(str(data[field.name]["shown"]))
                value = None
            setattr(self, field.attname, value)
        return gone

    def _stored(self, field: models.Field[Any, Any]) -> Any:
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
        if isinstance(value, dict):
            return "; ".join(str(one) for one in value.values())
        return _without_idle_zeros(value) if isinstance(field, models.DecimalField) else str(value)


def _is_there(field: models.Field[Any, Any], key: Any) -> bool:
    manager: models.Manager[Any] = field.related_model._base_manager  # type: ignore[union-attr]
    return manager.filter(pk=key).exists()


def _without_idle_zeros(value: Any) -> str:
    """Return 40 and 40.0000 alike, as the one is what was typed and the other what the database gives back."""
    return f"{Decimal(value).normalize():f}"


class State(models.TextChoices):
    """Where the newest version of a record stands."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    APPROVED = "approved", "Approved"
    REPLACED = "replaced", "Replaced by a later version"


PENDING = (State.DRAFT, State.SUBMITTED, State.RETURNED)
SUBMITTABLE = (State.DRAFT, State.RETURNED)


class Marking(models.TextChoices):
    """The protective marking of a record (Government Security Classifications). Nothing sensitive is published."""

    OFFICIAL = "official", "OFFICIAL"
    SENSITIVE = "official_sensitive", "OFFICIAL-SENSITIVE"


def marking_known(model: str) -> models.CheckConstraint:
    """Return the constraint that a record has one of the markings; each kind that is reviewed states it."""
    return models.CheckConstraint(
        name=f"{model}_marking_known",
        condition=models.Q(marking__in=Marking.values),
        violation_error_message="Choose OFFICIAL or OFFICIAL-SENSITIVE.",
    )


class Reviewed(Record):
    """A record that a second person approves before the report shows it.

    The row holds the approved version or, while none was ever approved, the draft. A change to an approved record is
    a pending ``Revision``, copied onto the row when it is approved; ``state`` is that of the newest version.
    """

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    approved_version = models.PositiveIntegerField(null=True, blank=True, editable=False)
    marking = models.CharField(
        "protective marking",
        max_length=20,
        choices=Marking.choices,
        default=Marking.OFFICIAL,
        help_text="OFFICIAL-SENSITIVE: never published. Use it where publishing could harm a person or an operation.",
    )

    BOOKKEEPING: ClassVar = Record.BOOKKEEPING | {"state", "approved_version"}

    class Meta:
        abstract = True

    @property
    def is_approved(self) -> bool:
        """Whether the row holds an approved version, which is what the report shows."""
        return self.approved_version is not None

    @property
    def has_separate_draft(self) -> bool:
        """Whether a newer version waits beside the approved one."""
        return self.is_approved and self.state in PENDING

    @property
    def is_sensitive(self) -> bool:
        """Whether what the row holds is OFFICIAL-SENSITIVE, by its own marking or by that of what it belongs to."""
        return self.marking == Marking.SENSITIVE


class Sourced(models.Model):
    """Where a record's content comes from, and what proves it."""

    source = models.CharField(max_length=200, blank=True, help_text="The system or return it was taken from.")
    extracted_on = models.DateField(
        "date extracted", null=True, blank=True, help_text="When it was taken from the source, such as 31/3/2019."
    )
    supplied_by = models.CharField(
        max_length=120, blank=True, help_text="Who supplied it: a post or a team, such as Performance Unit."
    )
    evidence_url = models.URLField("link to the evidence", blank=True)

    class Meta:
        abstract = True


class Link(Illustrated):
    """A link between two records, with the reason for which it was drawn."""

    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
