"""Recompute and compare every cached number and the event chain. Changes nothing; exit code 1 on a difference."""

from __future__ import annotations

import argparse

from cairn.core import events, tenancy
from cairn.core.errors import Refused
from cairn.organizations.models import Organization


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--org", metavar="SLUG", help="only this organisation")


def run(arguments: argparse.Namespace) -> int:
    organizations = Organization.objects.order_by("slug")
    if arguments.org:
        organizations = organizations.filter(slug=arguments.org)
        if not organizations:
            raise Refused(f"there is no organisation with the address '{arguments.org}'.")
    problems = 0
    for organization in organizations:
        with tenancy.enter(organization.pk):
            found = events.broken_links()
        for sentence in found:
            print(f"{organization.slug}: {sentence}")
        problems += len(found)
    checked = len(organizations)
    print(f"{checked} organisation{'s' if checked != 1 else ''} checked, {problems or 'no'} differences.")
    return 1 if problems else 0
