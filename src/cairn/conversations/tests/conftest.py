from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.world import World

from cairn.core import clock
from cairn.goals.tests.quarter import NOON, Quarter, third_quarter


@pytest.fixture
def quarter(world: World) -> Iterator[Quarter]:
    """The third quarter at noon of a day in its middle."""
    with clock.at(NOON), world.enter():
        yield third_quarter(world)


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> Path:
    """Attachments of a test lie in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"
