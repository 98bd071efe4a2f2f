"""Fixtures of the goals' tests: Acme, empty or with goals, at noon on 22 November 2026."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from tests.remembering import remembered

from cairn.core import clock, tenancy
from cairn.goals.tests import cast
from cairn.organizations.models import Organization


@pytest.fixture
def acme(db: None) -> Iterator[cast.Acme]:
    """Acme with its people and periods, entered, without goals."""
    with clock.at(cast.NOW):
        made = remembered("cast", cast.founded)
        with tenancy.enter(made.organization.pk):
            yield made


@pytest.fixture
def busy(acme: cast.Acme) -> cast.Acme:
    """Acme with its goals."""
    return remembered("busy cast", lambda: cast.with_goals(acme))


@pytest.fixture
def mallory(acme: cast.Acme) -> Client:
    """The browser of Mallory, who runs another organisation."""
    with tenancy.enter(cast.organization("Globex", "globex").pk):
        user = cast.member("Mallory Stark", Organization.objects.get(slug="globex"), role="owner").user
    client = Client()
    client.force_login(user)
    return client
