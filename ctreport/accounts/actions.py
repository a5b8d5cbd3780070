"""Acts on people."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction

from ctreport.accounts.access import Role
from ctreport.accounts.models import User


@transaction.atomic
def add_person(*, email: str, name: str, roles: Iterable[Role], password: str) -> User:
    """Add a person with roles, or bring an existing person's name, roles and password to what is given."""
    user = User.objects.filter(email__iexact=email).first() or User(email=User.objects.normalize_email(email))
    user.name = name
    user.set_password(password)
    user.save()
    user.groups.set([Group.objects.get_or_create(name=role.value)[0] for role in roles])
    return user
