"""--org SLUG: which organisation a command works in."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from cairn.core import tenancy
from cairn.core.errors import Refused
from cairn.organizations.models import Organization


def add_organization(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--org", required=True, metavar="SLUG", help="the organisation's address, below /o/")


@contextmanager
def entered(slug: str) -> Iterator[Organization]:
    """Works inside the organisation of this address. Raises Refused when there is none."""
    organization = find(slug)
    with tenancy.enter(organization.pk):
        yield organization


def find(slug: str) -> Organization:
    """The organisation of this address. Raises Refused when there is none."""
    organization = Organization.objects.filter(slug=slug).first()
    if organization is None:
        raise Refused(f"there is no organisation with the address '{slug}'.")
    return organization
