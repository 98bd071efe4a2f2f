"""The demo organisation takes seconds to load, so the tests of one file look at the same one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from cairn.core import tenancy
from cairn.goals.demo import Demo, load_demo

TODAY = date(2026, 8, 19)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Demo]:
    """Tarnwell as it stood on a Wednesday in August, taken back after the tests of the file."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        loaded = load_demo(slug="tarnwell", today=TODAY)
        with tenancy.enter(loaded.organization.pk):
            yield loaded
        transaction.set_rollback(True)
