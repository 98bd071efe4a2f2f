"""Load an invented company with two years of OKRs, or take it away again."""

from __future__ import annotations

import argparse

from cairn.core.errors import Conflict, Refused
from cairn.goals import demo
from cairn.organizations.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from cairn.organizations.models import Organization, User


def configure(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="load | remove")
    load = verbs.add_parser("load", help="create the demo organisation as it stands today")
    load.add_argument("--if-missing", action="store_true", help="do nothing when it is there already")
    remove = verbs.add_parser("remove", help="delete the demo organisation and its sign-ins")
    for verb in (load, remove):
        verb.add_argument("--slug", default=demo.SLUG, help=f"its address (default {demo.SLUG})")


def run(arguments: argparse.Namespace) -> None:
    present = Organization.objects.filter(slug=arguments.slug).first()
    if arguments.verb == "remove":
        _remove(present, arguments.slug)
    elif present is None or not arguments.if_missing:
        _load(present, arguments.slug)
        if not arguments.if_missing:  # `cairn serve` asks like that, and names them itself at every start
            _tell_sign_ins(arguments.slug)


def _load(present: Organization | None, slug: str) -> None:
    if present is not None:
        raise Conflict(f"there is an organisation with the address '{slug}' already.")
    taken = User.objects.filter(email__in=[account.email for account in DEMO_ACCOUNTS]).first()
    if taken is not None:
        raise Conflict(f"the demo is here already: {taken.email} has a sign-in. `cairn demo remove` takes it away.")
    print("Loading the demo organisation …", flush=True)
    loaded = demo.load_demo(slug=slug)
    print(
        f"{loaded.organization.name}: {loaded.people} people, {loaded.loaded.goals} objectives, key results and "
        f"projects, {loaded.loaded.check_ins} check-ins."
    )


def _tell_sign_ins(slug: str) -> None:
    print(f"Sign in at /o/{slug}/ with the password {DEMO_PASSWORD} as")
    for account in DEMO_ACCOUNTS:
        print(f"  {account.email.ljust(24)} {account.description}")


def _remove(present: Organization | None, slug: str) -> None:
    if present is None:
        raise Refused(f"there is no organisation with the address '{slug}'.")
    demo.remove_demo(present)
    print(f"{present.name} and its sign-ins are gone.")
