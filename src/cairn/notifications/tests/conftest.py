"""Acme on a Saturday in August 2026, with three goals and a mailbox."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.world import World

from cairn.core import clock
from cairn.goals.tests.quarter import NOON, Quarter, third_quarter


@pytest.fixture
def quarter(world: World) -> Iterator[Quarter]:
    """Acme, entered, at noon on 15 August 2026; Max owns “Open ten shops”, Ada “Win the north”."""
    with world.enter(), clock.at(NOON):
        yield third_quarter(world)
