"""The admin's export of everything: a ZIP of JSON arrays."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from cairn.integrations.migration.viva_goals.records import Bundle, PhaseRecord
from cairn.integrations.migration.viva_goals.tests.sample_files import (
    bundle_of,
    goal_named,
    json_export,
    objective,
    sentences,
    zip_bytes,
)

ADA = {"ID": 1, "Name": "Ada Abel", "Email": "ada@acme.example"}
BO = {"ID": 2, "Name": "Bo Berg", "Email": "bo@acme.example"}
METRIC = {"Outcome Type": "Metric", "Metric Name": "Deals", "Metric Unit": "deals", "Start": 10, "Target": 60.5}


def only(**fields: Any) -> Bundle:
    return bundle_of(json_export(Objectives=[objective(5, "Grow", **fields)]))


def test_arrays_are_recognised_by_their_keys_whatever_their_files_are_called() -> None:
    members = {
        "a": [objective(5, "Grow")],
        "b": [ADA | {"Role": "Owner"}],
        "c": [{"ID": 7, "Tag Name": "bold"}],
        "d": [],
    }
    bundle = bundle_of(zip_bytes({name: json.dumps(array).encode() for name, array in members.items()}))
    assert (len(bundle.goals), len(bundle.people), bundle.tags[0].name) == (1, 1, "bold")


def test_one_object_may_hold_all_arrays() -> None:
    bundle = bundle_of(json.dumps({"Users": [ADA], "Objectives": [objective(5, "Grow")]}).encode())
    assert (bundle.layout, len(bundle.goals)) == ("viva-json", 1)


def test_people_are_read_and_groups_are_not_people() -> None:
    users = [
        ADA | {"Role": "Organization Admin", "Teams": [{"ID": 3, "Name": "Sales"}], "Status": "Active"},
        BO | {"Manager": ADA, "Member Type": "Observer", "Status": "Deactivated", "Source": "User"},
        {"ID": 9, "Name": "Everyone in Sales", "Email": "sales@acme.example", "Source": "Group"},
    ]
    ada, bo = bundle_of(json_export(Users=users)).people
    assert (ada.is_admin, ada.team_names, ada.state, ada.account_type) == (True, ("Sales",), "active", "regular")
    assert (bo.is_admin, bo.state, bo.account_type) == (False, "deactivated", "observer")
    assert bo.manager_ref is not None
    assert bo.manager_ref.external_id == "1"


def test_teams_know_their_parents_owners_and_whether_they_are_archived() -> None:
    teams = [
        {"ID": 3, "Team Name": "Sales", "Parent Team": None, "Team Owners": [ADA], "Team Type": "Department"},
        {"ID": 4, "Team Name": "Field", "Parent Team": "Sales", "Status": "Archived"},
    ]
    sales, field = bundle_of(json_export(Teams=teams)).teams
    assert (sales.type_label, sales.owner_refs[0].email) == ("Department", "ada@acme.example")
    assert (field.parent_name, field.archived) == ("Sales", True)


def test_a_loop_of_teams_is_cut_and_named() -> None:
    teams = [{"ID": 3, "Team Name": "A", "Parent Team": "B"}, {"ID": 4, "Team Name": "B", "Parent Team": "A"}]
    bundle = bundle_of(json_export(Teams=teams))
    assert [team.parent_name for team in bundle.teams] == [None, "A"]
    assert "The parent teams go round in a loop: “A” → “B” → “A”." in sentences(bundle)


@pytest.mark.parametrize(
    ("config", "mode", "rule"),
    [
        ({"Progress": "Update from Children", "Status": "Update based on Progress"}, "rollup", "progress"),
        ({"Progress": "Update Manually", "Status": "Update Manually"}, "manual", "manual"),
        ({"Progress": "Update from Jira", "Status": "Update from Children", "Data Source": "Jira"},
         "data_source", "children"),
    ],
)  # fmt: skip
def test_the_configuration_says_how_progress_and_status_come_about(
    config: dict[str, str], mode: str, rule: str
) -> None:
    goal = only(**{"Progress and Status Configuration": config}).goals[0]
    assert (goal.progress_mode, goal.status_rule) == (mode, rule)
    assert goal.metadata["Progress and Status Configuration"] == config


def test_a_data_source_is_kept_so_that_it_can_be_connected_again() -> None:
    config = {"Progress": "", "Data Source": {"Name": "Jira", "Key": "ACME-1"}}
    goal = only(**{"Progress and Status Configuration": config}).goals[0]
    assert goal.progress_mode == "data_source"
    assert goal.metadata["Progress and Status Configuration"]["Data Source"]["Key"] == "ACME-1"


def test_everybody_may_see_what_the_file_says_everybody_may_see() -> None:
    assert not only().goals[0].is_private


def test_a_list_of_viewers_makes_it_private_with_these_people() -> None:
    goal = only(Permissions={"View": [ADA, BO]}).goals[0]
    assert goal.viewers is not None
    assert [viewer.name for viewer in goal.viewers] == ["Ada Abel", "Bo Berg"]
    assert not goal.is_private_unknown


@pytest.mark.parametrize(
    "view", ["Some people", {"Teams": [{"Sales": 1}]}, [ADA, "Bo"], [], None, 7, [{"Role": "Owner"}]]
)
def test_viewers_of_unknown_shape_make_it_private_to_its_owners_and_are_reported(view: object) -> None:
    bundle = only(Permissions={"View": view})
    assert bundle.goals[0].viewers == bundle.goals[0].owner_refs
    assert bundle.goals[0].is_private_unknown
    assert "warning: Who may see it cannot be read from the file" in sentences(bundle)


def test_missing_permissions_are_unknown_where_other_goals_have_some() -> None:
    bundle = bundle_of(json_export(Objectives=[objective(5, "Grow", Permissions=None), objective(6, "Open")]))
    assert [goal.is_private for goal in bundle.goals] == [True, False]


def test_a_metric_with_an_exact_target_and_staged_targets_is_read() -> None:
    staged = [
        {"Target Value": "60.5", "Target Date": "2025-03-31"},
        {"Target Value": 20, "Target Date": "2025-01-31"},
    ]
    outcome = (
        only(Outcome=METRIC, **{"Phased Targets": {"Interval": "Monthly", "Phased Targets": staged}}).goals[0].outcome
    )
    assert (outcome.kind, outcome.start, outcome.target) == ("increase", 10, Decimal("60.5"))
    assert outcome.phases == (
        PhaseRecord(date(2025, 1, 31), Decimal(20)),
        PhaseRecord(date(2025, 3, 31), Decimal("60.5")),
    )


def test_staged_targets_may_be_a_bare_list() -> None:
    staged = [{"Target Value": 20, "Target Date": "2025-01-31"}]
    assert len(only(**{"Phased Targets": staged}).goals[0].outcome.phases) == 1


def test_alignments_keep_their_order_and_lose_their_equal_split() -> None:
    goals = [
        objective(5, "Grow"),
        objective(6, "Cut"),
        objective(7, "Both", Alignment=[{"ID": 6, "Title": "Cut", "Weight": "100.00%"}, {"ID": 5, "Weight": "0%"}]),
    ]
    refs = goal_named(bundle_of(json_export(Objectives=goals)), "Both").alignments
    assert [(ref.external_id, ref.title, ref.weight) for ref in refs] == [("6", "Cut", None), ("5", "Grow", None)]


@pytest.mark.parametrize("told_by", ["Parent IDs", "Children"])
def test_a_parent_is_found_in_either_list(told_by: str) -> None:
    above = {"Children": [{"ID": 6, "Title": "Deals"}]} if told_by == "Children" else {}
    below = {"Parent IDs": [5]} if told_by == "Parent IDs" else {}
    bundle = bundle_of(json_export(Objectives=[objective(5, "Grow", **above), objective(6, "Deals", **below)]))
    assert goal_named(bundle, "Deals").alignments[0].external_id == "5"


def check_in(**fields: Any) -> dict[str, Any]:
    return {
        "ID": 90, "OKR ID": 5, "CheckIn Date": "2025-02-01", "Check In Owner": BO, "Status": "Behind",
        "Check In Note": {}, "Current Value": 25, "Activity Date": "2025-02-01T10:00:00Z",
    } | fields  # fmt: skip


def test_check_ins_keep_their_author_moment_and_value() -> None:
    bundle = bundle_of(json_export(Objectives=[objective(5, "Grow", Progress=25)], CheckIns=[check_in()]))
    (found,) = bundle.check_ins
    assert (found.goal_ref, found.value, found.status, found.external_id) == ("5", 25, "behind", "90")
    assert found.author_ref is not None
    assert found.author_ref.email == "bo@acme.example"
    assert found.at == datetime(2025, 2, 1, 10, tzinfo=UTC)


def test_notes_keep_harmless_formatting_only() -> None:
    note = {
        "Check In Note": "",
        "Check In Note HTML": '<p onclick="x()">Two <b>deals</b><script>alert(1)</script></p>',
    }
    bundle = bundle_of(json_export(Objectives=[objective(5, "G")], CheckIns=[check_in(**{"Check In Note": note})]))
    assert bundle.check_ins[0].note == "Two deals"
    assert bundle.check_ins[0].note_html == "<p>Two <b>deals</b></p>"


def test_the_last_check_in_decides_what_an_ambiguous_progress_means() -> None:
    goals = [objective(5, "Deals", Outcome=METRIC | {"Target": 60}, Progress=30)]
    bundle = bundle_of(json_export(Objectives=goals, CheckIns=[check_in(**{"Current Value": 25})]))
    assert (bundle.goals[0].progress, bundle.goals[0].current_value) == (30, 25)


def test_an_unclear_progress_flags_its_row() -> None:
    bundle = only(Outcome=METRIC | {"Target": 60}, Progress=30)
    assert "Its progress 30 may be a percentage or a value" in sentences(bundle)


def test_a_closed_goal_keeps_its_score() -> None:
    goal = only(Status="Closed", Score=0.7).goals[0]
    assert (goal.status, goal.score) == ("closed", Decimal("0.70"))


def test_a_score_beyond_one_is_refused_and_said() -> None:
    bundle = only(Status="Closed", Score=70)
    assert bundle.goals[0].score is None
    assert "“70” is not a score; scores run from 0 to 1." in sentences(bundle)


def test_comments_belong_to_their_goals() -> None:
    comments = [
        {"ID": 80, "OKR ID": 5, "Comment": "Bravo", "Created By": BO, "Created At": "2025-02-01T10:00:00Z"},
        {"ID": 81, "OKR ID": 999, "Comment": "Lost", "Created By": BO, "Created At": None},
    ]
    bundle = bundle_of(json_export(Objectives=[objective(5, "Grow")], Comments=comments))
    assert [(comment.text, comment.goal_ref) for comment in bundle.comments] == [("Bravo", "5")]


def test_a_goal_without_id_or_title_is_reported() -> None:
    bundle = bundle_of(
        json_export(Objectives=[objective(5, ""), {"Title": "No id", "ID": None}, objective(6, "Grow")])
    )
    assert [goal.title for goal in bundle.goals] == ["Grow"]
    assert sentences(bundle).startswith("error: The goal has no title.\nerror: The goal has no id.")
