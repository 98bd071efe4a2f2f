"""Recompute and compare every cached number and the event chain. Changes nothing; exit code 1 on a difference."""

from __future__ import annotations

import argparse

from cairn.cli import entering
from cairn.core import events, tenancy
from cairn.goals import verify as goals
from cairn.organizations.models import Organization


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--org", metavar="SLUG", help="only this organisation")


def run(arguments: argparse.Namespace) -> int:
    organizations = [entering.find(arguments.org)] if arguments.org else list(Organization.objects.order_by("slug"))
    problems = sum(_report(organization) for organization in organizations)
    checked = len(organizations)
    print(f"{checked} organisation{'s' if checked != 1 else ''} checked, {problems or 'no'} differences.")
    return 1 if problems else 0


def _report(organization: Organization) -> int:
    """Prints a line for each difference; answers how many."""
    with tenancy.enter(organization.pk):
        sentences = [*events.broken_links(), *goals.differences()]
    for sentence in sentences:
        print(f"{organization.slug}: {sentence}")
    return len(sentences)
