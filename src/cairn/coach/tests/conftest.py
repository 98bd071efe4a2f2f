"""Acme's third quarter with somebody looking at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.world import World

from cairn.core import clock
from cairn.goals.tests.quarter import NOON, Quarter, third_quarter


@pytest.fixture
def quarter(world: World) -> Iterator[Quarter]:
    """Acme on 15 August 2026, entered, with three goals; nothing has been checked in."""
    with world.enter(), clock.at(NOON):
        yield third_quarter(world)
