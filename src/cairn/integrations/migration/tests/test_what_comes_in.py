"""How a row becomes a goal: its end, its status, who may see it, whom it belongs to, where it stands."""

from __future__ import annotations

from decimal import Decimal

from cairn.goals.models import CheckIn, ExternalRef, Goal, GoalOwner, GoalViewer
from cairn.integrations.migration.tests.conftest import Importer
from cairn.integrations.migration.tests.test_coming_again import ROW, explorer, july, reasons
from cairn.integrations.migration.viva_goals.choices import ME, Choices
from cairn.integrations.migration.viva_goals.tests.sample_files import csv_bytes, json_export, objective
from cairn.organizations.models import Member
from cairn.planning.models import Period


def test_closed_with_a_score_comes_in_closed_with_its_last_value(importer: Importer) -> None:
    importer(explorer(july("35"), Status="Closed", Score="0.7"))
    goal = Goal.objects.get()
    assert (goal.state, goal.score, goal.current_value, goal.progress) == ("closed", Decimal("0.70"), 35, 70)
    assert str(goal.closed_at) == "2026-09-30 12:00:00+00:00"


def test_postponed_comes_in_postponed(importer: Importer) -> None:
    importer(explorer(july("35"), Status="Postponed"))
    assert Goal.objects.get().state == "postponed"


def test_a_status_without_any_check_in_becomes_one(importer: Importer) -> None:
    importer(explorer(Status="At Risk"))
    row = CheckIn.objects.get()
    assert (row.status, row.value, row.source) == ("at_risk", 0, "import")


def test_a_missing_parent_makes_a_root_and_a_remark(importer: Importer) -> None:
    run = importer(explorer(**{"Aligned To": "Grow(weight: 100%, Id: 9)"}))
    assert Goal.objects.get().parent_links.count() == 0
    assert "stands at the top" in reasons(run)


def test_a_parent_that_came_earlier_is_found_by_its_id(importer: Importer) -> None:
    importer(
        csv_bytes([ROW | {"Id": "9", "Title": "Grow", "Object Type": "Objective", "Target": "100", "Unit": "%"}])
    )
    importer(explorer(**{"Aligned To": "Grow(weight: 100%, Id: 9)"}))
    assert Goal.objects.get(title="Win shops").parent_links.get().parent.title == "Grow"


def test_a_list_of_viewers_makes_it_private_to_them(importer: Importer) -> None:
    ben = {"ID": 4, "Name": "Ben", "Email": "ben@acme.example"}
    importer(json_export(objectives=[objective(1, "Secret", Permissions={"View": [ben]})]))
    goal = Goal.objects.get()
    assert goal.privacy == "listed"
    assert [row.member.name for row in GoalViewer.objects.all()] == ["Ben"]


def test_a_list_that_cannot_be_read_makes_it_private_to_its_owners(importer: Importer) -> None:
    run = importer(json_export(objectives=[objective(1, "Secret", Permissions={"View": {"Odd": [1]}})]))
    assert Goal.objects.get().privacy == "listed"
    assert not GoalViewer.objects.exists()
    assert "only its owners may" in reasons(run)


def test_people_who_are_known_by_address_are_not_made_again(importer: Importer) -> None:
    before = Member.objects.count()
    importer(json_export(objectives=[objective(1, "Grow")]))
    assert Member.objects.count() == before
    assert GoalOwner.objects.get().member.email == "ada@acme.example"


def test_a_name_nobody_bears_gets_a_place_without_an_address(importer: Importer) -> None:
    importer(explorer(Owner="Zoë Nemo"))
    zoe = Member.objects.get(name="Zoë Nemo")
    assert (zoe.state, zoe.email) == ("provisioned", "zoe.nemo@imported.invalid")


def test_a_place_learns_its_address_when_a_file_tells_it(importer: Importer) -> None:
    importer(explorer(Owner="Zoë Nemo"))
    importer(json_export(users=[{"ID": 8, "Name": "Zoë Nemo", "Email": "zoe@acme.example"}]))
    assert Member.objects.get(name="Zoë Nemo").email == "zoe@acme.example"


def test_what_belongs_to_a_stranger_may_be_given_to_the_importer(importer: Importer) -> None:
    importer(explorer(Owner="Zoë Nemo"), choices=Choices(people={"zoe nemo": ME}))
    assert GoalOwner.objects.get().member.name == "Ada"
    assert not Member.objects.filter(name="Zoë Nemo").exists()


def test_a_period_is_recognised_by_its_dates_and_made_with_its_kind(importer: Importer) -> None:
    importer(explorer(Period="FY26 third quarter"), explorer(Id="72", Period="Sprint", **{"End Date": "2026-07-14"}))
    assert Period.objects.filter(start="2026-07-01", end="2026-09-30").count() == 1
    assert Period.objects.get(name="Sprint").kind == "custom"


def test_ids_and_everything_else_of_the_file_are_kept(importer: Importer) -> None:
    importer(explorer(july("10")))
    assert ExternalRef.objects.get().external_id == "71"
    assert Goal.objects.get().import_metadata["reported"]["status"] == "on_track"


def test_a_figure_of_a_roll_up_that_differs_is_told_and_not_kept(importer: Importer) -> None:
    grow = ROW | {
        "Id": "9", "Title": "Grow", "Object Type": "Objective", "Metric Name": "", "Target": "100", "Unit": "%",
        "Progress %": "90",
    }  # fmt: skip
    child = ROW | {"Aligned To": "Grow(weight: 100%, Id: 9)"}
    run = importer(csv_bytes([grow, child | {"Checkins": july("10")}]))
    assert Goal.objects.get(title="Grow").progress == Decimal(20)
    assert "The file says 90 %" in reasons(run)
