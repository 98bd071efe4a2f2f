"""Two organisations with nobody in them: core knows no people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings

from cairn.core.access import Via


@dataclass(frozen=True)
class Somebody:
    """The least that core needs to know of an actor."""

    member_id: UUID | None = None
    real_member_id: UUID | None = None
    via: Via = Via.SYSTEM


def organization(slug: str) -> Any:
    return apps.get_model(settings.CAIRN_TENANT_MODEL).objects.create(name=slug.title(), slug=slug)


@pytest.fixture
def acme(db: None) -> Any:
    return organization("acme")


@pytest.fixture
def globex(db: None) -> Any:
    return organization("globex")


@pytest.fixture
def somebody() -> Somebody:
    return Somebody()
