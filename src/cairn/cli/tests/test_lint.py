"""`cairn lint` says what could be clearer, of what everybody may see."""

from __future__ import annotations

import json

import pytest
from tests.world import World

from cairn.cli.main import main
from cairn.core import clock
from cairn.goals import actions
from cairn.goals.tests.quarter import NOON, third_quarter


@pytest.fixture
def quarter(world: World) -> None:
    with clock.at(NOON), world.enter():
        made = third_quarter(world)
        made.goal("Launch the shop", under=made.win)
        secret = made.goal("Reach 5 secret millions", kind="objective")
        actions.edit(secret, {"privacy": "listed"}, by=world.actor("Ada"))


def test_it_prints_what_is_found_and_the_mean_score(quarter: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--org", "acme", "--fail-on", "warn"]) == 1
    said = capsys.readouterr().out
    assert "K03  Launch the shop: “launch” is something to be done" in said
    assert "mean score" in said
    assert "secret" not in said


def test_one_rule_one_period_and_json(quarter: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--org", "acme", "--rule", "K03", "--period", "Q3 2026", "--json"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert (json.loads(line)["rule"], json.loads(line)["title"]) == ("K03", "Launch the shop")


def test_unknown_names_are_refused(quarter: None) -> None:
    assert main(["lint", "--org", "acme", "--rule", "X1"]) == 2
    assert main(["lint", "--org", "acme", "--period", "Q9"]) == 2
    assert main(["lint", "--org", "nobody"]) == 2
