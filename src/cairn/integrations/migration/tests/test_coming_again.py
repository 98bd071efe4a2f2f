"""A file that comes again brings only what it changed; what people did here meanwhile stays."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cairn.goals import actions, verify
from cairn.goals.models import CheckIn, Goal
from cairn.integrations.migration.tests.conftest import Importer
from cairn.integrations.migration.viva_goals.tests.sample_files import check_in_cell, csv_bytes

ROW = {
    "Id": "71", "Title": "Win shops", "Owner": "Ada", "Period": "Q3 2026", "Start Date": "2026-07-01",
    "End Date": "2026-09-30", "Metric Name": "Shops", "Unit": "shops", "Start": "0", "Target": "50",
    "Object Type": "Key result", "Goal Type": "Committed Goal", "Status": "On Track",
}  # fmt: skip


def explorer(*cells: str, **changes: str) -> bytes:
    """One key result with these check-ins."""
    row = ROW | {name.replace("_", " "): value for name, value in changes.items()}
    return csv_bytes([row | {"Checkins": cells[0] if cells else ""}], list(cells[1:]))


def july(value: str, **more: str) -> str:
    return check_in_cell(date="2026-07-10", at="2026-07-10 09:00:00 UTC", user="Ada", value=value, **more)


def august(value: str) -> str:
    return check_in_cell(date="2026-08-10", at="2026-08-10 09:00:00 UTC", user="Ada", value=value)


def the_goal() -> Goal:
    return Goal.objects.get()


def reasons(run: Any) -> str:
    return " ".join(reason for line in run.import_lines.all() for reason in line.reasons)


def test_golden_33_the_same_row_twice_is_one_okr_updated(importer: Importer) -> None:
    importer(explorer(july("10")))
    importer(explorer(july("20"), Title="Win more shops"))
    assert (the_goal().title, the_goal().current_value) == ("Win more shops", 20)
    assert CheckIn.objects.standing().count() == 1


def test_a_title_that_changed_in_the_file_changes_here(importer: Importer) -> None:
    importer(explorer())
    run = importer(explorer(Title="Win more shops"))
    assert the_goal().title == "Win more shops"
    assert run.report["counts"]["goal"] == {"changed": 1}
    assert "Changed: title." in reasons(run)


def test_what_was_edited_here_stays_when_the_file_is_as_before(importer: Importer) -> None:
    importer(explorer())
    actions.edit(the_goal(), {"title": "Win the best shops"}, by=importer.by())
    run = importer(explorer())
    assert the_goal().title == "Win the best shops"
    assert run.report["counts"]["goal"] == {"unchanged": 1}


def test_a_new_check_in_is_added_with_its_own_date_and_author(importer: Importer) -> None:
    importer(explorer(july("10")))
    importer(explorer(july("10"), august("25")))
    goal, last = the_goal(), CheckIn.objects.order_by("at").last()
    assert goal.current_value == Decimal(25)
    assert goal.progress == Decimal(50)
    assert last is not None
    assert str(last.at) == "2026-08-10 09:00:00+00:00"
    assert last.author is not None
    assert last.author.name == "Ada"
    assert CheckIn.objects.count() == 2
    assert list(verify.differences()) == []


def test_a_check_in_that_was_corrected_in_the_file_is_corrected_here(importer: Importer) -> None:
    importer(explorer(july("10")))
    importer(explorer(july("12")))
    assert [row.value for row in CheckIn.objects.all()] == [Decimal(12)]
    assert the_goal().current_value == Decimal(12)


def test_a_check_in_that_was_deleted_here_does_not_come_back(importer: Importer) -> None:
    importer(explorer(july("10"), august("25")))
    actions.delete_check_in(CheckIn.objects.get(value=25), by=importer.by())
    importer(explorer(july("10"), august("25")))
    assert the_goal().current_value == Decimal(10)


def test_a_goal_that_was_closed_meanwhile_is_closed_with_its_score(importer: Importer) -> None:
    importer(explorer(july("10")))
    importer(explorer(july("10"), Status="Closed", Score="0.4"))
    goal = the_goal()
    assert (goal.state, goal.score) == ("closed", Decimal("0.40"))


def test_a_goal_that_was_reopened_in_the_file_is_reopened_here(importer: Importer) -> None:
    importer(explorer(july("10"), Status="Closed", Score="0.4"))
    importer(explorer(july("10"), Status="Reopened"))
    assert the_goal().state == "open"


def test_a_goal_that_was_deleted_here_stays_deleted_and_says_so(importer: Importer) -> None:
    importer(explorer(), explorer_with_another())
    actions.delete(Goal.objects.get(title="Win shops"), by=importer.by())
    run = importer(explorer(), explorer_with_another())
    assert Goal.objects.standing().count() == 1
    assert "deleted here" in reasons(run)


def explorer_with_another() -> bytes:
    return csv_bytes([ROW | {"Id": "72", "Title": "Keep shops"}])
