"""Access tokens for the API."""

from __future__ import annotations

import argparse

from cairn.api.actions import create_token
from cairn.api.actions.tokens import DEFAULT_DAYS
from cairn.cli.entering import entered
from cairn.core.access import Via
from cairn.core.errors import Refused
from cairn.organizations.actor import system
from cairn.organizations.models import Member


def configure(parser: argparse.ArgumentParser) -> None:
    """cairn token create --org SLUG --member EMAIL --scopes okrs:write,checkins:write"""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    create = verbs.add_parser("create", help="make a token; prints it alone, this once")
    create.add_argument("--org", required=True, metavar="SLUG", help="the organisation it opens")
    create.add_argument("--member", required=True, metavar="EMAIL", help="the person it acts as")
    create.add_argument("--scopes", default="", help="what it may write, separated by commas (default: nothing)")
    create.add_argument("--name", default="Command line", help="what uses it")
    create.add_argument("--days", type=int, default=DEFAULT_DAYS, help=f"how long it lasts (default: {DEFAULT_DAYS})")


def run(arguments: argparse.Namespace) -> int:
    """Makes the token and prints nothing else, so that a script can take it."""
    with entered(arguments.org):
        member = Member.objects.filter(email__iexact=arguments.member.strip()).first()
        if member is None:
            raise Refused(f"there is nobody with the address '{arguments.member}' there.")
        made = create_token(
            member,
            by=system(Via.CLI),
            name=arguments.name,
            scopes=arguments.scopes.split(","),
            days=arguments.days,
        )
    print(made.secret)
    return 0
