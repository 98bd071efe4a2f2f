"""An empty Acme to import into, and a short way to do it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.world import World

from cairn.core import clock
from cairn.core.access import Via
from cairn.core.models import Run
from cairn.integrations.migration import policies
from cairn.integrations.migration.actions import import_now
from cairn.integrations.migration.viva_goals.choices import Choices
from cairn.integrations.migration.viva_goals.detect import SourceFile
from cairn.integrations.migration.viva_goals.examine import Examined, examine
from cairn.organizations.actor import Actor

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Importer:
    """Imports bytes into an organisation of the world, as somebody who may."""

    def __init__(self, world: World) -> None:
        self.world = world

    def by(self, name: str = "Ada") -> Actor:
        return self.world.actor(name, Via.IMPORT)

    def plan(self, *contents: bytes, name: str = "Ada", choices: Choices | None = None) -> Examined:
        """The dry run."""
        files = [SourceFile(f"file-{number}", content) for number, content in enumerate(contents, 1)]
        actor = self.by(name)
        organization = self.world.globex if name == "Mallory" else self.world.acme
        return examine(files, organization, choices or Choices(), policies.reach_of(actor))

    def __call__(self, *contents: bytes, name: str = "Ada", choices: Choices | None = None) -> Run:
        """The import itself; answers the finished run."""
        return import_now([], self.plan(*contents, name=name, choices=choices), by=self.by(name))


@pytest.fixture
def at_noon() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def importer(world: World, at_noon: None) -> Iterator[Importer]:
    """Works inside Acme."""
    with world.enter():
        yield Importer(world)
