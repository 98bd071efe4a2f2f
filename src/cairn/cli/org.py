"""Create an organisation with its first owner: cairn org create NAME --slug SLUG --owner EMAIL."""

from __future__ import annotations

import argparse

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from cairn.cli.passwords import add_password, password_of
from cairn.core.access import Via
from cairn.organizations import actions
from cairn.organizations.models import User


def configure(parser: argparse.ArgumentParser) -> None:
    create = parser.add_subparsers(required=True, metavar="create").add_parser(
        "create", help="create an organisation"
    )
    create.set_defaults(run=_create)
    create.add_argument("name", metavar="NAME")
    create.add_argument("--slug", required=True, help="its address, below /o/")
    create.add_argument("--owner", required=True, metavar="EMAIL", help="who owns it; needs no sign-in yet")
    create.add_argument("--owner-name", default="", metavar="NAME", help="what the owner is called")
    create.add_argument("--time-zone", default="UTC", help="for example Europe/Vienna (default UTC)")
    add_password(create, "the owner's")


def run(arguments: argparse.Namespace) -> None:
    arguments.run(arguments)


def _create(arguments: argparse.Namespace) -> None:
    with transaction.atomic():
        owner: User = actions.open_sign_in(
            email=arguments.owner, name=arguments.owner_name, password=password_of(arguments), verified=True
        )
        organization = actions.create_organization(
            name=arguments.name, slug=arguments.slug, owner=owner, time_zone=arguments.time_zone, via=Via.CLI
        )
    print(f"{organization.name} is at {settings.BASE_URL}/o/{organization.slug}/")
    if not owner.has_usable_password():
        print(f"{owner.email} chooses a password at {settings.BASE_URL}{reverse('account_reset_password')}")
