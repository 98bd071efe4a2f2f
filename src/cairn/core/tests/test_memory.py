"""What is loaded is not searched for garbage, and what large requests leave is found soon."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from cairn.core import memory
from cairn.core.memory import LARGE, LetGo


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


def test_what_a_large_request_left_is_freed_with_the_next() -> None:
    seen: list[weakref.ref[HttpRequest]] = []

    def view(request: HttpRequest) -> HttpResponse:
        request.me = request  # type: ignore[attr-defined]  # as a request and its user know each other
        seen.append(weakref.ref(request))
        return HttpResponse()

    def send(size: int) -> None:
        LetGo(view)(RequestFactory().post("/", data=b"x" * size, content_type="text/plain"))

    gc.disable()
    try:
        send(LARGE + 1)
        send(1)
        assert seen[0]() is not None
        send(LARGE + 1)
        assert [ref() for ref in seen[:2]] == [None, None]
    finally:
        gc.enable()
