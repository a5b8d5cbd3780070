"""Add a person, or change their name, roles and password."""

from __future__ import annotations

import getpass
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from ctreport.accounts.access import Role
from ctreport.accounts.actions import add_person


class Command(BaseCommand):
    help = "Add a person who can sign in, or change an existing person's name, roles and password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", action="append", choices=Role.values, required=True, help="may be repeated")

    def handle(self, *args: Any, **options: Any) -> None:
        password = getpass.getpass("Password: ")
        try:
            validate_email(options["email"])
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        roles = [Role(role) for role in options["role"]]
        user = add_person(email=options["email"], name=options["name"], roles=roles, password=password)
        self.stdout.write(f"{user.name} can sign in as {user.email}.")
