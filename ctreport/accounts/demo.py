"""The people of a demonstration: one for each role, all with one password that is no secret."""

from __future__ import annotations

from django.db import transaction

from ctreport.accounts.access import Role
from ctreport.accounts.actions import add_person
from ctreport.accounts.models import User

DEMO_PASSWORD = "golden-thread-2019"  # noqa: S105 - printed at each start of a demonstration, and used nowhere else
_NAMES = {
    Role.ANALYST: "Priya Shah",
    Role.REVIEWER: "Tom Bennett",
    Role.LEADER: "Helen Okafor",
    Role.COMMS: "Marcus Reid",
    Role.ADMINISTRATOR: "Ewa Kowalska",
}
DEMO_EMAILS = {role: f"{role.value}@ctreport.example" for role in Role}


@transaction.atomic
def add_demo_people() -> bool:
    """Add one person for each role, if nobody is there yet. Say whether they were added."""
    if User.objects.exists():
        return False
    for role, email in DEMO_EMAILS.items():
        add_person(email=email, name=_NAMES[role], roles=[role], password=DEMO_PASSWORD)
    return True


def demo_sign_ins() -> list[tuple[str, str, str]]:
    """Return the role, e-mail address and password, as first given, of each demo person who is there."""
    present = set(User.objects.filter(email__in=DEMO_EMAILS.values()).values_list("email", flat=True))
    return [(role.label, email, DEMO_PASSWORD) for role, email in DEMO_EMAILS.items() if email in present]
