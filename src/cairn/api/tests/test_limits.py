"""600 requests a minute, and 60 writes a minute over ten minutes, for each token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from cairn.api.tests.conftest import NOW, Program
from cairn.core import clock

Call = Callable[..., Program]


@pytest.fixture(autouse=True)
def _small_limits(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 15
    settings.API_WRITES_PER_MINUTE = 1


def test_the_sixteenth_request_of_a_minute_waits(program: Call) -> None:
    max_, ada = program("Max"), program("Ada")
    assert {max_.get("/me").status for _ in range(15)} == {200}
    refused = max_.get("/me")
    assert (refused.status, refused["type"]) == (429, "urn:cairn:problem:too-often")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert ada.get("/me").status == 200, "the limit is each token's own"
    with clock.at(NOW + timedelta(minutes=1)):
        assert max_.get("/me").status == 200


def test_writes_have_a_smaller_limit_over_ten_minutes(program: Call, objective: dict[str, Any]) -> None:
    ada = program("Ada")
    assert {ada.post("/goals", objective).status for _ in range(10)} == {201}
    refused = ada.post("/goals", objective)
    assert refused.status == 429
    assert 60 < int(refused.headers["Retry-After"]) <= 600
    assert ada.get("/me").status == 200, "reading goes on"
