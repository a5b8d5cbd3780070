"""Acts on the checklist: accept what was found, by name and with a reason, or take that back."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ctreport.accounts.models import User
from ctreport.publication.checklist.findings import CHECKS
from ctreport.publication.checklist.run import run_checklist
from ctreport.publication.models import Acceptance
from objectives.models import ReportingYear


@transaction.atomic
def accept_findings(*, year: ReportingYear, code: str, subjects: Sequence[str], reason: str, by: User) -> int:
    """Accept open findings of one check for the same reason; return how many.

    Raises ValidationError where the check's findings must be mended, where no reason is given, or where one of them
    is no longer found as it was.
    """
    check = CHECKS.get(code)
    if check is None or not check.may_be_accepted:
        raise ValidationError("What this check finds must be mended. It cannot be accepted.")
    if not subjects:
        raise ValidationError({"subjects": "Tick what you accept."})
    if not reason.strip():
        raise ValidationError({"reason": "Say why it may be published as it is. The reason is kept with your name."})
    checklist = run_checklist(year)
    for subject in dict.fromkeys(subjects):
        finding = checklist.find(code, subject)
        if finding is None:
            raise ValidationError(
                {"subjects": "A line you ticked was mended or accepted meanwhile. Look at the list again."}
            )
        Acceptance.objects.update_or_create(
            year=year,
            check_code=code,
            subject=subject,
            defaults={
                "fingerprint": finding.fingerprint,
                "reason": reason.strip(),
                "by": by,
                "by_name": by.name,
                "at": timezone.now(),
            },
        )
    return len(set(subjects))


def take_back(*, acceptance: Acceptance) -> None:
    """Take an acceptance back: what it spoke of is open again."""
    acceptance.delete()
