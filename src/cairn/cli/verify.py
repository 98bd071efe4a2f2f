"""Recompute and compare every cached number and the event chain; exit code 1 on a difference. Changes nothing but
with --mend, which works out anew first what goals remember.
"""

from __future__ import annotations

import argparse

from cairn.cli import entering
from cairn.core import events, tenancy
from cairn.goals import verify as goals
from cairn.goals.actions.mend import mend_everything
from cairn.organizations.models import Organization


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--org", metavar="SLUG", help="only this organisation")
    parser.add_argument("--mend", action="store_true", help="first work out anew what goals remember")


def run(arguments: argparse.Namespace) -> int:
    organizations = [entering.find(arguments.org)] if arguments.org else list(Organization.objects.order_by("slug"))
    problems = 0
    for organization in organizations:
        with tenancy.enter(organization.pk):
            if arguments.mend:
                mend_everything()
            problems += _report(organization)
    checked = len(organizations)
    print(f"{checked} organisation{'s' if checked != 1 else ''} checked, {problems or 'no'} differences.")
    return 1 if problems else 0


def _report(organization: Organization) -> int:
    """Prints a line for each difference; answers how many."""
    sentences = [*events.broken_links(), *goals.differences()]
    for sentence in sentences:
        print(f"{organization.slug}: {sentence}")
    return len(sentences)
