"""Questions asked of reviewed records."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

from ctreport.review.models import PENDING, Marking, Revision, State

AnyModel = TypeVar("AnyModel", bound=models.Model)


class ReviewedQuerySet(models.QuerySet[AnyModel]):
    """Records that a second person approves."""

    def approved(self) -> Self:
        """Return records whose row holds an approved version: what report and dashboard show."""
        return self.filter(approved_version__isnull=False)

    def publishable(self) -> Self:
        """Return what may stand in a public artefact: records that are approved and not ``withheld()``."""
        return self.approved().exclude(self.is_withheld())

    def withheld(self) -> Self:
        """Return approved records that no public artefact may hold, as they are OFFICIAL-SENSITIVE."""
        return self.approved().filter(self.is_withheld())

    def is_withheld(self) -> models.Q:
        """Return the condition that a record is OFFICIAL-SENSITIVE; kinds that inherit a marking add to it."""
        return marked_sensitive(self.model)

    def submitted(self) -> Self:
        """Return records whose newest version waits for a reviewer."""
        return self.filter(state=State.SUBMITTED)

    def pending(self) -> Self:
        """Return records whose newest version is not approved yet."""
        return self.exclude(state=State.APPROVED)


def marked_sensitive(model: type[models.Model], path: str = "") -> models.Q:
    """Return the condition that a record of ``model``, to which ``path`` leads, is OFFICIAL-SENSITIVE.

    It counts as such as soon as anybody says so: from a draft that waits beside the approved version, too, although
    the row holds the approved content until that draft is approved. To lift a marking takes an approval.
    """
    prefix = f"{path}__" if path else ""
    in_a_draft = Revision.objects.filter(
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
        state__in=PENDING,
        data__marking__value=Marking.SENSITIVE,
    )
    key = f"{path}_id" if path else "pk"
    return models.Q(**{f"{prefix}marking": Marking.SENSITIVE}) | models.Q(
        **{f"{key}__in": in_a_draft.order_by().values("object_id")}
    )
