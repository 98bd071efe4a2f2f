"""What a first visit loads, charts aside: at most 100 KB over the wire (architecture §8)."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from cairn.core import clock
from cairn.goals.tests.quarter import NOON, Quarter, third_quarter
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MOST = 100 * 1024
ROWS = 12  # about as many as a company has at the top


@pytest.fixture
def quarter(world: World) -> Quarter:
    with clock.at(NOON), world.enter():
        made = third_quarter(world)
        for number in range(ROWS):
            made.goal(f"Open the shop of valley {number} before the first snow of the year", under=made.win)
        return made


def weight(path: str) -> int:
    """Bytes of a static file as it is sent."""
    found = finders.find(path)
    assert isinstance(found, str), f"{path} is not there; run bin/build-frontend"
    return len(gzip.compress(Path(found).read_bytes()))


def test_a_first_visit_is_light(quarter: Quarter) -> None:
    with clock.at(NOON):
        client = quarter.world.client("Ada")
        answer = client.get(f"/o/acme/company?open={quarter.win.pk}", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    page = gzip.decompress(answer.content).decode()
    assert page.count('role="row"') > ROWS
    files = set(re.findall(r"/static/([\w./-]+\.(?:css|js|svg))", page)) - {"ui/dist/chart.js"}
    assert {"ui/dist/cairn.css", "ui/dist/cairn.js", "ui/dist/drag.js", "ui/dist/icons.svg"} <= files
    weights = {"the page": len(answer.content)} | {file: weight(file) for file in files}
    assert sum(weights.values()) <= MOST, weights
