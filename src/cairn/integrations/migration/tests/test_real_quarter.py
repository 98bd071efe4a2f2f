"""The real quarter comes out of all three layouts as one tree with one set of numbers, in any order, once."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cairn.goals import verify
from cairn.goals.models import CheckIn, Goal
from cairn.integrations.migration.tests.conftest import Importer
from cairn.organizations.models import Member, Team

LAYOUTS = {
    "json": ["viva-export.zip"],
    "explorer": ["explorer.csv"],
    "template": ["ally-template.csv", "teams.csv", "users.csv"],
}


@pytest.fixture
def quarter(real_data: Path) -> Path:
    return real_data / "gitlab-fy20-q3"


@pytest.fixture
def expected(quarter: Path) -> dict[str, Any]:
    return json.loads((quarter / "expected.json").read_text(), parse_float=Decimal)


def _files(quarter: Path, layout: str) -> list[bytes]:
    return [(quarter / name).read_bytes() for name in LAYOUTS[layout]]


def _tops() -> dict[str, Decimal | None]:
    return {goal.title: goal.progress for goal in Goal.objects.filter(parent_links=None)}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_expected_counts_and_roll_ups(
    importer: Importer, quarter: Path, expected: dict[str, Any], layout: str
) -> None:
    people, teams = Member.objects.count(), Team.objects.count()
    importer(*_files(quarter, layout))
    assert Goal.objects.filter(kind="objective").count() == expected["objectives"]
    assert Goal.objects.filter(kind="key_result").count() == expected["key_results"]
    assert Member.objects.count() - people == expected["members"]
    assert Team.objects.count() - teams == expected["teams"]
    assert _tops() == expected["root_progress"]
    if layout != "template":
        assert CheckIn.objects.count() == expected["check_ins"]
    assert list(verify.differences()) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_second_import_changes_nothing(importer: Importer, quarter: Path, layout: str) -> None:
    importer(*_files(quarter, layout))
    run = importer(*_files(quarter, layout))
    actions = {action for counts in run.report["counts"].values() for action in counts}
    assert actions <= {"unchanged", "note"}


@pytest.mark.parametrize(("first", "second"), [("json", "explorer"), ("explorer", "template"), ("template", "json")])
def test_another_layout_of_the_same_quarter_brings_no_doubles(
    importer: Importer, quarter: Path, expected: dict[str, Any], first: str, second: str
) -> None:
    importer(*_files(quarter, first))
    importer(*_files(quarter, second))
    assert Goal.objects.count() == expected["goals"]
    assert _tops() == expected["root_progress"]
    assert list(verify.differences()) == []
