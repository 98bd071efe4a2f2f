"""Acme with something of everything, made through the actions, and an empty organisation beside it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.world import World

from cairn.conversations import actions as conversing
from cairn.conversations import store
from cairn.conversations.models import Attachment
from cairn.core import clock
from cairn.core.access import Via
from cairn.goals import actions
from cairn.goals.actions import Parent
from cairn.goals.models import Goal
from cairn.goals.tests.quarter import NOON, Quarter
from cairn.integrations.archive import reading, writing
from cairn.integrations.archive.actions import load_archive
from cairn.integrations.archive.examining import examine
from cairn.organizations import actions as organizing
from cairn.organizations.actor import system
from cairn.organizations.models import Organization
from cairn.organizations.photos import portrait

TEXT = b"Shop,Opened\nLeeds,2026-08-14\n"


@dataclass
class Full:
    """Acme on 1 September 2026, entered, and the archive that was written of it."""

    quarter: Quarter
    file: Path
    secret: Goal
    attachment: Attachment

    @property
    def world(self) -> World:
        return self.quarter.world


@pytest.fixture
def uploads(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


@pytest.fixture
def full(quarter: Quarter, uploads: Path, tmp_path: Path) -> Iterator[Full]:
    """Check-ins, two parents, an answer with a mention, a file, a private goal, closed and carried over."""
    tom, ada, max_ = (quarter.actor(name) for name in ("Tom", "Ada", "Max"))
    with clock.at(NOON + timedelta(days=2)):
        for value, note in ((3, "Leeds and York"), (Decimal("4.25"), "one is half built")):
            actions.check_in(quarter.fresh(quarter.shops), by=max_, value=Decimal(value), note=note)
        lead = quarter.goal("Lead the market", kind="objective")
        actions.align(quarter.fresh(quarter.shops), [Parent(quarter.win.pk, Decimal(60)), Parent(lead.pk)], by=ada)
        secret = quarter.goal("Buy a rival", privacy="listed", viewers=[quarter.actor("Ben").member_id])
        said = conversing.comment(
            quarter.shops,
            by=max_,
            body=f"See [ours](/o/acme/goals/{quarter.win.pk}) @Tom",
            files=store.put([SimpleUploadedFile("shops.csv", TEXT)]),
        )
        conversing.comment(quarter.shops, by=tom, body="Seen.", answers=said)
    with clock.at(NOON + timedelta(days=17)):
        actions.close(
            quarter.fresh(quarter.crew), by=tom, score=Decimal("0.4"), note="Late", continue_in=quarter.next_period
        )
        organizing.set_photo(quarter.world.members["Tom"], PICTURE, by=tom)
        organizing.invite(quarter.world.acme, by=ada, emails="zoe@acme.example")
        writing.write(quarter.world.acme, tmp_path / "acme.zip")
        yield Full(quarter, tmp_path / "acme.zip", secret, said.attachments.get())


@pytest.fixture
def twin(full: Full) -> Organization:
    """A new organisation of the same name. Mona, who is not in Acme, owns it."""
    return organizing.create_organization(name="Acme", slug="twin", owner=full.world.user("Mona"))


def _drawn() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(file, "PNG")
    return portrait(file.getvalue())


PICTURE = _drawn()


def bring(file: Path) -> dict[UUID, UUID]:
    """Brings an archive into the organisation that is entered; answers new ids by old."""
    with reading.opened(file) as archive:
        return load_archive(archive, examine(archive), by=system(Via.IMPORT))
