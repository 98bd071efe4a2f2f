"""Add a person to an organisation: cairn member add EMAIL --org SLUG --name NAME."""

from __future__ import annotations

import argparse

from django.db import transaction

from cairn.cli.entering import add_organization, entered
from cairn.cli.passwords import add_password, password_of
from cairn.core.access import Via
from cairn.core.errors import Refused
from cairn.organizations import actions
from cairn.organizations.actor import system
from cairn.organizations.models import AccountType, Member, Role, Team, TeamRole


def configure(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="add")
    add = verbs.add_parser("add", help="add a person")
    add.set_defaults(run=_add)
    add.add_argument("email", metavar="EMAIL")
    add_organization(add)
    add.add_argument("--name", required=True)
    add.add_argument("--role", choices=Role.values, default=Role.MEMBER, help="in the organisation (default member)")
    add.add_argument("--observer", action="store_true", help="an account that reads along")
    add.add_argument("--title", default="", help="job title")
    add.add_argument("--manager", metavar="EMAIL")
    add.add_argument("--team", action="append", default=[], metavar="NAME", help="may be given several times")
    add_password(add, "the person's")


def run(arguments: argparse.Namespace) -> None:
    arguments.run(arguments)


def _add(arguments: argparse.Namespace) -> None:
    with entered(arguments.org) as organization, transaction.atomic():
        by = system(Via.CLI)
        member = actions.add_member(
            email=arguments.email,
            name=arguments.name,
            user=actions.open_sign_in(email=arguments.email, name=arguments.name, password=password_of(arguments)),
            role=arguments.role,
            account_type=AccountType.OBSERVER if arguments.observer else AccountType.REGULAR,
            title=arguments.title,
            manager=_member(arguments.manager) if arguments.manager else None,
            by=by,
        )
        for name in arguments.team:
            actions.change_team_members(_team(name), by=by, put_in={member: TeamRole.MEMBER})
    print(f"{member.name} ({member.email}) is in {organization.name}.")


def _member(email: str) -> Member:
    found: Member | None = Member.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise Refused(f"nobody here has the address {email}.")
    return found


def _team(name: str) -> Team:
    found: Team | None = Team.objects.open().filter(name=name).first()
    if found is None:
        raise Refused(f"there is no team called “{name}”.")
    return found
