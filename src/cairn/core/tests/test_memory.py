"""What is loaded is not searched for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from cairn.core import memory


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The other tests get the collector they had."""
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def test_what_is_there_stays_and_what_comes_is_still_found() -> None:
    memory.settle()
    there = gc.get_freeze_count()
    assert there > 10_000
    for _number in range(1000):
        ring: list[object] = []
        ring.append(ring)
    del ring
    assert gc.collect() >= 1000
    assert gc.get_freeze_count() <= there
