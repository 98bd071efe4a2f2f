"""A real quarter, saved in all three layouts: one tree and one set of numbers must come out."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cairn.goals import progress, roll_up
from cairn.goals.outcome import Outcome
from cairn.integrations.migration.viva_goals.detect import SourceFile, read
from cairn.integrations.migration.viva_goals.records import Bundle
from cairn.integrations.migration.viva_goals.tests.sample_files import TODAY

LAYOUTS = {
    "viva-json": ["viva-export.zip"],
    "explorer": ["explorer.csv"],
    "template": ["ally-template.csv", "teams.csv", "users.csv"],
}


@pytest.fixture(scope="module")
def quarter(real_data: Path) -> Path:
    return real_data / "gitlab-fy20-q3"


@pytest.fixture(scope="module")
def expected(quarter: Path) -> dict[str, Any]:
    return json.loads((quarter / "expected.json").read_text(), parse_float=Decimal)


@pytest.fixture(scope="module")
def bundles(quarter: Path) -> dict[str, Bundle]:
    return {
        layout: read([SourceFile("saved", (quarter / name).read_bytes()) for name in names], today=TODAY)
        for layout, names in LAYOUTS.items()
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_is_recognised_without_its_name(bundles: dict[str, Bundle], layout: str) -> None:
    assert bundles[layout].layout == layout


@pytest.mark.parametrize("layout", LAYOUTS)
def test_everything_comes_out_in_the_expected_number(
    bundles: dict[str, Bundle], expected: dict[str, Any], layout: str
) -> None:
    bundle = bundles[layout]
    assert len(bundle.goals) == expected["goals"]
    assert sum(goal.kind == "objective" for goal in bundle.goals) == expected["objectives"]
    assert sum(goal.kind == "key_result" for goal in bundle.goals) == expected["key_results"]
    assert len(bundle.people) == expected["members"]
    assert len(bundle.teams) == expected["teams"]
    assert max(map(len, _lines_of_parents(bundle))) == expected["max_depth"]


@pytest.mark.parametrize("layout", ["viva-json", "explorer"])
def test_every_check_in_is_read(bundles: dict[str, Bundle], expected: dict[str, Any], layout: str) -> None:
    assert len(bundles[layout].check_ins) == expected["check_ins"]
    assert not any(check_in.is_implied for check_in in bundles[layout].check_ins)


def test_a_template_implies_a_check_in_for_every_value_it_reports(bundles: dict[str, Bundle]) -> None:
    assert len(bundles["template"].check_ins) == 32  # of the 35, three report 0, as unreported rows do
    assert {str(check_in.date) for check_in in bundles["template"].check_ins} == {"2019-10-31"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_plain_average_gives_the_progress_of_the_top_objectives(
    bundles: dict[str, Bundle], expected: dict[str, Any], layout: str
) -> None:
    figures = _progress_of_all(bundles[layout])
    tops = {goal.title: figures[goal.external_id] for goal in bundles[layout].goals if not goal.alignments}
    assert tops == expected["root_progress"]


def test_no_weight_was_chosen_by_anybody(bundles: dict[str, Bundle]) -> None:
    for bundle in bundles.values():
        assert {ref.weight for goal in bundle.goals for ref in goal.alignments} == {None}


def test_all_layouts_give_the_same_goals(bundles: dict[str, Bundle]) -> None:
    goals = [_comparable(bundle) for bundle in bundles.values()]
    assert goals[0] == goals[1] == goals[2]


def test_all_layouts_know_the_same_people_teams_and_periods(bundles: dict[str, Bundle]) -> None:
    for one in bundles.values():
        assert {person.name for person in one.people} == {person.name for person in bundles["template"].people}
        assert {team.name for team in one.teams} == {team.name for team in bundles["template"].teams}
        assert [(period.name, str(period.start), str(period.end)) for period in one.periods] == [
            ("FY20-Q3", "2019-08-01", "2019-10-31")
        ]


def test_nothing_was_left_out_or_changed(bundles: dict[str, Bundle]) -> None:
    assert {note.severity for bundle in bundles.values() for note in bundle.notes} == {"info"}


def test_a_note_with_labels_in_it_is_read_whole(bundles: dict[str, Bundle]) -> None:
    assert {check_in.note for check_in in bundles["explorer"].check_ins} == {
        "Final figure; as reported. Status: see board"
    }


def _lines_of_parents(bundle: Bundle) -> list[list[str]]:
    above = {goal.external_id: goal.alignments for goal in bundle.goals}
    lines = []
    for goal in bundle.goals:
        line, here = [], goal.external_id
        while above[here]:
            here = str(above[here][0].external_id)
            line.append(here)
        lines.append(line)
    return lines


def _progress_of_all(bundle: Bundle) -> dict[str, Decimal | None]:
    """Roll the whole tree up with the product's own formula."""
    values = {check_in.goal_ref: check_in.value for check_in in bundle.check_ins}
    goals = {goal.external_id: goal for goal in bundle.goals}
    children: dict[str, list[str]] = {key: [] for key in goals}
    for goal in bundle.goals:
        for ref in goal.alignments:
            children[str(ref.external_id)].append(goal.external_id)

    def figure(key: str) -> Decimal | None:
        if goals[key].progress_mode != "rollup":
            return progress.of_value(Outcome.percent(), values.get(key))
        parts = [roll_up.Child(child, figure(child), None, Outcome.percent()) for child in children[key]]
        return roll_up.roll_up(Outcome.percent(), parts, None).progress

    return {key: figure(key) for key in goals}


def _comparable(bundle: Bundle) -> list[tuple[Any, ...]]:
    """Goals by title and the titles above them: ids differ between layouts."""
    titles = {goal.external_id: goal.title for goal in bundle.goals}
    rolled_up = _progress_of_all(bundle)
    return sorted(
        (
            goal.title,
            goal.kind,
            goal.entity,
            goal.team_names,
            tuple(owner.name for owner in goal.owner_refs),
            goal.period_name,
            str(goal.start),
            str(goal.due),
            goal.outcome,
            goal.nature,
            goal.progress_mode,
            progress.counted(rolled_up[goal.external_id]),  # only the template reports 120 %, the others 100 %
            tuple(titles[str(ref.external_id)] for ref in goal.alignments),
        )
        for goal in bundle.goals
    )
