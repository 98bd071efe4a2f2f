"""The import templates: OKRs, teams and users, in CSV and XLSX."""

from __future__ import annotations

from datetime import date

import pytest

from cairn.integrations.migration.viva_goals.tests.sample_files import (
    bundle_of,
    csv_bytes,
    goal_named,
    sentences,
    workbook_bytes,
)

TOP = {
    "Row ID": "1", "Title": "Grow", "Parent": "", "Entity": "Acme", "Owner Email": "ada@acme.example",
    "Time Period": "Q1 2025", "Start Date": "2025-01-01", "Due Date": "2025-03-31", "Object Type": "Objective",
}  # fmt: skip
BELOW = TOP | {
    "Row ID": "2", "Title": "Deals", "Parent": "1", "Entity": "Sales\nField",
    "Owner Email": "bo@acme.example\nada@acme.example",
    "Object Type": "Key result", "Start Value": "50", "Target Value": "10", "Unit": "days", "Current Value": "30",
    "Metric Kind": "Decrease from",
}  # fmt: skip


def test_rows_are_tied_by_their_ids() -> None:
    goal = goal_named(bundle_of(csv_bytes([TOP, BELOW])), "Deals")
    assert [(ref.external_id, ref.title) for ref in goal.alignments] == [("1", "Grow")]
    assert not goal.has_lasting_id


def test_several_parents_owners_and_teams_stand_on_lines() -> None:
    other = TOP | {"Row ID": "3", "Title": "Cut"}
    goal = goal_named(bundle_of(csv_bytes([TOP, other, BELOW | {"Parent": "3\n1"}])), "Deals")
    assert [ref.title for ref in goal.alignments] == ["Cut", "Grow"]
    assert [owner.name for owner in goal.owner_refs] == ["Bo", "Ada"]
    assert goal.team_names == ("Sales", "Field")


def test_the_sheet_of_viva_goals_is_found_among_its_read_me_sheets() -> None:
    headers = ["OKR Reference", "Title", "Parent OKR", "Owner Email", "Time Period", "Start Date", "End Date"]
    book = {
        "Read Me": [["How to fill in"], ["…"]],
        "Basic and Advanced Fields": [["Field", "Meaning"], ["Title", "What you want"]],
        "OKRs and Project": [["Fill in below"], headers,
                             ["A", "Grow", "", "ada@acme.example", "Q1", "2025-01-01", "2025-03-31"],
                             ["B", "Deals", "A", "ada@acme.example", "Q1", "2025-01-01", "2025-03-31"]],
    }  # fmt: skip
    bundle = bundle_of(workbook_bytes(book))
    assert (bundle.layout, [goal.kind for goal in bundle.goals]) == ("template", ["objective", "key_result"])
    assert bundle.goals[1].due == date(2025, 3, 31)
    assert bundle.goals[1].alignments[0].title == "Grow"


def test_the_organisations_name_may_be_told() -> None:
    bundle = bundle_of(csv_bytes([TOP | {"Entity": "Werk AG"}, BELOW]), organization_name="WERK  ag")
    assert [goal.entity for goal in bundle.goals] == ["organization", "team"]
    assert [team.name for team in bundle.teams] == ["Sales", "Field"]


def test_otherwise_the_addresses_tell_it_and_it_is_said() -> None:
    bundle = bundle_of(csv_bytes([TOP, BELOW]))
    assert bundle.goals[0].entity == "organization"
    assert "info: “Acme” in the column Entity is taken for the organisation itself." in sentences(bundle)


def test_the_word_individual_makes_it_its_owners_own() -> None:
    assert bundle_of(csv_bytes([TOP | {"Entity": "Individual"}])).goals[0].entity == "individual"


def test_a_current_value_becomes_a_check_in_on_the_due_date() -> None:
    (check_in,) = bundle_of(csv_bytes([TOP, BELOW])).check_ins
    assert (check_in.value, check_in.date, check_in.is_implied) == (30, date(2025, 3, 31), True)


def test_a_check_in_is_never_made_in_the_future() -> None:
    (check_in,) = bundle_of(csv_bytes([BELOW | {"Parent": "", "Due Date": "2027-12-31"}])).check_ins
    assert check_in.date == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("start", "target", "current", "check_ins"),
    [("0", "100", "0", 0), ("0", "100", "", 0), ("50", "0", "0", 1), ("30", "50", "0", 0), ("30", "50", "30", 0)],
)
def test_zero_counts_only_where_the_outcome_leads_through_it(
    start: str, target: str, current: str, check_ins: int
) -> None:
    row = BELOW | {"Start Value": start, "Target Value": target, "Current Value": current, "Metric Kind": ""}
    assert len(bundle_of(csv_bytes([TOP, row])).check_ins) == check_ins


def test_a_chosen_contribution_is_kept() -> None:
    third = BELOW | {"Row ID": "3", "Title": "Calls", "Contribution %": "40"}
    bundle = bundle_of(csv_bytes([TOP, BELOW | {"Contribution %": "60"}, third]))
    assert [goal.alignments[0].weight for goal in bundle.goals[1:]] == [60, 40]


def test_a_row_id_used_twice_is_reported_with_both_rows() -> None:
    bundle = bundle_of(csv_bytes([TOP, BELOW | {"Row ID": "1", "Parent": ""}]))
    assert "error: Its id 1 was used before, by “Grow” in row 2." in sentences(bundle)


def test_row_ids_of_two_sheets_do_not_meet() -> None:
    bundle = bundle_of(csv_bytes([TOP]), csv_bytes([TOP | {"Title": "Cut"}, BELOW]))
    assert len(bundle.goals) == 3
    assert goal_named(bundle, "Deals").alignments[0].title == "Cut"


def test_loops_and_self_parents_are_reported_and_the_goals_stay() -> None:
    bundle = bundle_of(csv_bytes([TOP | {"Parent": "2"}, BELOW, TOP | {"Row ID": "3", "Title": "Me", "Parent": "3"}]))
    assert len(bundle.goals) == 3
    assert "The parents go round in a loop: “Grow” → “Deals” → “Grow”." in sentences(bundle)
    assert "It is aligned to itself." in sentences(bundle)


def test_users_are_read_with_all_their_columns() -> None:
    users = (
        b"User Name,User Email,Teams,Manager,Manager Email,User Account Type,Is Org Admin\n"
        b'Ada Abel,ada@acme.example,"Sales, Field",,,Regular,Yes\n'
        b"Bo Berg,bo@acme.example,Sales,Ada Abel,ada@acme.example,Observer,No\n"
    )
    ada, bo = bundle_of(users).people
    assert (ada.is_admin, ada.account_type, ada.team_names) == (True, "regular", ("Sales", "Field"))
    assert (bo.is_admin, bo.account_type) == (False, "observer")
    assert bo.manager_ref is not None
    assert bo.manager_ref.email == "ada@acme.example"


def test_a_team_with_a_comma_in_its_name_is_not_parted() -> None:
    users = b'User Email,Teams\nada@acme.example,"Research, Design"\n'
    teams = b'Team Name,Owner Email,Parent Team,Team Type\n"Research, Design",ada@acme.example,,Department\n'
    bundle = bundle_of(users, teams)
    assert bundle.people[0].team_names == ("Research, Design",)
    assert bundle.teams[0].owner_refs[0].email == "ada@acme.example"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("x,", "The row has no e-mail address."),
        ("x,nobody", "“nobody” is not an e-mail address."),
        ("x,ADA@acme.example", "was used before"),
        ("=1+1,c@acme.example", "the cell holds a formula"),
    ],
)
def test_users_that_cannot_be_imported_are_reported(row: str, reason: str) -> None:
    bundle = bundle_of(f"User Name,User Email\nAda,ada@acme.example\n{row}\n".encode())
    assert len(bundle.people) == 1
    assert bundle.notes[0].row == 3
    assert reason in sentences(bundle)


def test_a_team_listed_twice_is_reported() -> None:
    bundle = bundle_of(b"Team Name,Owner Email\nSales,\nSales,\n")
    assert (len(bundle.teams), "There is a team “Sales” further up." in sentences(bundle)) == (1, True)
