"""The pages of imports: nothing is written before the decision, bad files are answered, strangers stay outside.

Who may import what is spec okrs §2.5: admins anything, who leads a team what that team has.
"""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.world import World

from cairn.core.models import Run
from cairn.goals.models import Goal
from cairn.integrations.migration.actions.begin import load_in_background
from cairn.integrations.migration.tests.test_coming_again import explorer, july
from cairn.integrations.migration.viva_goals.tests.sample_files import csv_bytes
from cairn.organizations.models import Member

PAGE = "/o/acme/imports"

HOSTILE = {
    "empty.csv": (b"", "is empty"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n\x00", "control characters"),
    "letter.zip": (b"Dear Ada,", "no Viva Goals or Ally export"),
    "half.csv": (b"\xff\xfe\x00\xd8T\x00i\x00", "neither UTF-8 nor"),
}


def sent(client: Client, content: bytes, name: str = "saved.csv") -> str:
    """Uploads a file; answers the address of its dry run."""
    response = client.post(PAGE, {"files": SimpleUploadedFile(name, content)})
    assert response.status_code == 303, response.content.decode()
    return str(response["Location"])


def test_an_upload_is_compared_and_nothing_is_written(world: World) -> None:
    client = world.client("Ada")
    page = client.get(sent(client, explorer(july("10")))).content.decode()
    assert "Nothing has been written yet" in page
    assert "Win shops" in page
    with world.enter():
        assert not Goal.objects.exists()


def test_an_import_that_is_begun_runs_in_the_background_and_reports(world: World) -> None:
    client = world.client("Ada")
    address = sent(client, explorer(july("10")))
    assert client.post(f"{address}/loading").status_code == 303
    asks = {"HX-Request": "true"}
    assert "being written" in client.get(address, headers=asks).content.decode()
    with world.enter():
        load_in_background.call_local(run_id=str(Run.objects.get().pk))
        load_in_background.call_local(run_id=str(Run.objects.get().pk))  # a repeated job changes nothing
        assert Goal.objects.get().current_value == 10
    assert client.get(address, headers=asks)["HX-Redirect"] == address  # the head of the page has changed as well
    assert "1 OKR is new" in client.get(address).content.decode()


def test_two_clicks_import_once(world: World) -> None:
    client = world.client("Ada")
    address = sent(client, explorer())
    client.post(f"{address}/loading")
    assert client.post(f"{address}/loading").status_code == 409


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_file_is_answered_where_it_was_chosen(world: World, name: str) -> None:
    content, sentence = HOSTILE[name]
    response = world.client("Ada").post(PAGE, {"files": SimpleUploadedFile(name, content)})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    with world.enter():
        assert not Run.objects.exists()


def test_an_upload_beyond_the_limit_is_cut_off(world: World, settings: object) -> None:
    settings.UPLOAD_LIMIT = 1024 * 1024  # type: ignore[attr-defined]
    response = world.client("Ada").post(PAGE, {"files": SimpleUploadedFile("big.csv", b"x" * 3 * 1024 * 1024)})
    assert response.status_code == 422
    assert "more than 1 MB" in response.content.decode()


def test_a_choice_on_the_mapping_page_is_planned_and_remembered(world: World) -> None:
    client = world.client("Ada")
    address = sent(client, explorer(Owner="Zoe"))
    with world.enter():
        ben = Member.objects.get(name="Ben")
    response = client.post(f"{address}/mapping", {"kind_0": "objective", "person_0": str(ben.pk)})
    assert response.status_code == 303
    client.post(f"{address}/loading")
    with world.enter():
        load_in_background.call_local(run_id=str(Run.objects.get().pk))
        goal = Goal.objects.get()
        assert (goal.kind, goal.ownerships.get().member.name) == ("objective", "Ben")
    again = client.get(sent(client, explorer(Id="72", Owner="Zoe"))).content.decode()
    assert "Chosen: Ben." in again


def test_an_odd_choice_is_refused_with_everything_kept(world: World) -> None:
    client = world.client("Ada")
    address = sent(client, explorer(Owner="Zoe"))
    assert client.post(f"{address}/mapping", {"kind_0": "wish", "person_0": "create"}).status_code == 422


def test_the_report_is_a_file_without_formulas(world: World) -> None:
    client = world.client("Ada")
    address = sent(client, explorer(Title="@risk of =1"))
    text = client.get(f"{address}/report.csv").content.decode("utf-8-sig")
    assert "'@risk of =1" in text
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}/report.xlsx").content)).active
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_an_import_is_taken_back_with_all_it_made(world: World) -> None:
    client = world.client("Ada")
    with world.enter():
        people = Member.objects.count()
    address = sent(client, explorer(Owner="Zoe", Period="Sprint", **{"End Date": "2026-07-14"}))
    client.post(f"{address}/loading")
    with world.enter():
        load_in_background.call_local(run_id=str(Run.objects.get().pk))
        assert Member.objects.count() == people + 1
    assert client.post(f"{address}/loading", {"_method": "delete"}).status_code == 303
    with world.enter():
        assert not Goal.objects.exists()
        assert Member.objects.count() == people


def test_who_leads_no_team_may_not_import(world: World) -> None:
    assert world.client("Cy").get(PAGE).status_code == 403
    assert world.client("Cy").post(PAGE, {"files": SimpleUploadedFile("a.csv", explorer())}).status_code == 403


def test_a_team_leader_imports_into_the_own_team_only(world: World) -> None:
    client = world.client("Tom")
    row = {"Title": "Sell", "Owner": "Tom", "Period": "2026", "Start Date": "2026-01-01", "End Date": "2026-12-31"}
    address = sent(client, csv_bytes([row | {"Id": "1", "Team": "Sales"}, row | {"Id": "2", "Team": "Product"}]))
    client.post(f"{address}/loading")
    with world.enter():
        load_in_background.call_local(run_id=str(Run.objects.get().pk))
        assert [goal.team_links.get().team.name for goal in Goal.objects.all()] == ["Sales"]
    assert "belongs elsewhere" in client.get(address).content.decode()


def test_other_people_and_other_organisations_see_nothing_of_it(world: World) -> None:
    address = sent(world.client("Ada"), explorer())
    for rest in ("", "/report.csv"):
        assert world.client("Mallory").get(address + rest).status_code == 404
        assert world.client("Tom").get(address + rest).status_code == 404
        assert world.client("Cy").get(address + rest).status_code == 403
