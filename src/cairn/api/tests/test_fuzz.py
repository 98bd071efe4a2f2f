"""Schemathesis asks every call odd things: no accident, no undescribed answer, and the numbers stay true.

CAIRN_FUZZ_EXAMPLES says how many for each call (default: few, so that the suite stays quick).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings, strategies
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from tests.world import World

from cairn.api.tests.conftest import Program
from cairn.goals import verify

EXAMPLES = int(os.environ.get("CAIRN_FUZZ_EXAMPLES", "2"))
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    unsupported_method,
]  # fmt: skip
SETTINGS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def described(
    program: Callable[..., Program],
    objective: dict[str, Any],
    key_result: Callable[..., dict[str, Any]],
    world: World,
    settings: Any,
) -> Any:
    """The API as Schemathesis knows it, and what is really there: ids for addresses, values for bodies."""
    settings.API_REQUESTS_PER_MINUTE = settings.API_WRITES_PER_MINUTE = 10**9
    ada = program("Ada")
    goals = [ada.post("/goals", objective)["id"]]
    goals += [ada.post("/goals", key_result(f"Number {n}", parent=goals[0]))["id"] for n in range(3)]
    rows = [ada.post(f"/goals/{goal}/check-ins", {"value": 5})["check_in"]["id"] for goal in goals[1:]]
    for signal in (request_started, request_finished):  # they would close the connection that holds the transaction
        signal.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    schema.config.update(headers={"Authorization": f"Bearer {ada.secret}"})
    known = {"goal_id": goals, "check_in_id": rows}
    yield schema, known, {"period": objective["period"], "entity": {"type": "organization"}}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_call_has_an_accident_or_says_what_is_not_described(
    described: Any, world: World, mode: GenerationMode
) -> None:
    schema, known, values = described
    for found in schema.get_all_operations():
        _probe(found.ok(), mode, known, values)
        with world.enter():
            assert list(verify.differences()) == []


def _probe(operation: Any, mode: GenerationMode, known: dict[str, list[str]], values: dict[str, Any]) -> None:
    """Real ids stand in most of the addresses, and a real period in most bodies, so that calls reach the actions."""

    @SETTINGS
    @given(case=operation.as_strategy(generation_mode=mode), which=strategies.integers(0, 7))
    def probe(case: Any, which: int) -> None:
        if which:
            for name in known.keys() & (case.path_parameters or {}).keys():
                case.path_parameters[name] = known[name][which % len(known[name])]
            if isinstance(case.body, dict):
                case.body |= {name: value for name, value in values.items() if name in case.body}
        case.call_and_validate(checks=CHECKS)

    try:
        probe()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # a call without parameters takes nothing that is odd
