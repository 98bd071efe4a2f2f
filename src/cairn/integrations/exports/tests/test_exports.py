"""A list as a file: written in the background, told of, fetched by one person for a week (okrs §15.4, §17.2, §19)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.http import FileResponse
from django.test.utils import CaptureQueriesContext
from tests.world import World

from cairn.core import clock
from cairn.core.errors import Denied, Refused
from cairn.core.models import Event, Run
from cairn.goals import actions as goals
from cairn.goals.models import Goal, GoalSettings
from cairn.goals.tests.quarter import NOON, Quarter, increase, third_quarter
from cairn.integrations.exports import actions
from cairn.integrations.exports.cleaning import clear_away_files, pick_up_what_was_left
from cairn.integrations.exports.columns import COLUMNS
from cairn.integrations.exports.order import Order
from cairn.notifications.models import Notification
from cairn.notifications.subscribers.exports import exported
from cairn.organizations.actions import set_terms
from cairn.organizations.actor import Actor
from cairn.organizations.terminology import Term

HERE = "/o/acme/exports"


@pytest.fixture
def quarter(world: World) -> Iterator[Quarter]:
    with world.enter(), clock.at(NOON):
        made = third_quarter(world)
        goals.edit(made.shops, {"tags": ["north", "=SUM(A1)"]}, by=made.actor("Tom"))
        made.goal("Buy the rival", outcome=increase(0, 3, "k€"), privacy="listed")
        yield made
        for run in Run.objects.filter(kind="export"):
            if path := run.report.get("path"):
                default_storage.delete(path)


def order(quarter: Quarter, **more: Any) -> Order:
    wanted = {"entity": "organization", "holder": "", "periods": (str(quarter.period.pk),), "query": ""}
    return Order(**{**wanted, "columns": ("title", "tags"), **more})


def lines(run: Run) -> list[list[str]]:
    fresh = Run.objects.get(pk=run.pk)
    with default_storage.open(fresh.report["path"]) as file:
        content = file.read()
    if fresh.input["order"]["form"] == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def begin(quarter: Quarter, who: str = "Ada", **more: Any) -> Run:
    """Asks for a file and has the job run that follows the commit."""
    run = actions.begin_export(order(quarter, **more), by=quarter.actor(who))
    actions.write_file.call_local(run_id=str(run.pk))
    return run


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_one_sees_of_the_list_is_in_the_file(quarter: Quarter, form: str) -> None:
    """okrs §2.6: private goals are there for those who see them, and nowhere else."""
    assert lines(begin(quarter, form=form)) == [["Title", "Tags"], ["Win the north", ""], ["Buy the rival", ""]]
    assert lines(begin(quarter, "Cy", form=form)) == [["Title", "Tags"], ["Win the north", ""]]


def test_with_what_stands_right_below_and_a_column_for_each_tag(quarter: Quarter) -> None:
    """okrs §12: tag values in columns of their own."""
    found = lines(begin(quarter, "Cy", below=True, tag_columns=True))
    assert found == [
        ["Title", "'=SUM(A1)", "north"],
        ["Win the north", "", ""],
        ["Open ten shops", "x", "x"],
        ["Hire a crew", "", ""],
    ]


def test_the_filters_and_the_page_decide_what_is_listed(quarter: Quarter) -> None:
    sales = str(quarter.world.teams["Sales"].pk)
    assert lines(begin(quarter, entity="team", holder=sales))[1:] == [["Open ten shops", "'=SUM(A1); north"]]
    assert lines(begin(quarter, query="kind=key_result"))[1:] == [["Buy the rival", ""]]
    assert lines(begin(quarter, periods=(str(quarter.next_period.pk),)))[1:] == []


def test_every_column_can_be_written(quarter: Quarter) -> None:
    goals.check_in(quarter.shops, by=quarter.actor("Max"), value=Decimal(7), note="@home")
    sales = str(quarter.world.teams["Sales"].pk)
    head, line = lines(begin(quarter, entity="team", holder=sales, columns=tuple(COLUMNS)))
    told = dict(zip(head, line, strict=True))
    assert (told["Current value"], told["Target value"], told["Progress %"]) == ("7", "10", "70")
    assert told["Owners’ e-mail addresses"] == "max@acme.example"
    assert told["Last note"] == "'@home", "nothing in it is calculated by a spreadsheet program"
    assert told["Aligned to"] == "Win the north"
    assert told["Address"].endswith(f"/o/acme/goals/{quarter.shops.pk}")


def test_level_rank_and_the_name_of_a_source_are_columns(quarter: Quarter) -> None:
    """okrs §17.2. Ranks count what hangs under the same; a source that came in with a file keeps its name."""
    Goal.objects.filter(pk=quarter.crew.pk).update(import_metadata={"Data source": "Jira"})
    found = lines(begin(quarter, columns=("title", "level", "rank", "source"), below=True))
    assert found == [
        ["Title", "Data source", "Level", "Rank"],
        ["Win the north", "", "1", "1"],
        ["Open ten shops", "", "2", "1"],
        ["Hire a crew", "Jira", "2", "2"],
        ["Buy the rival", "", "1", "2"],
    ]


def test_the_level_tells_nothing_of_what_one_may_not_see(quarter: Quarter) -> None:
    Goal.objects.filter(pk=quarter.win.pk).update(privacy="listed")
    found = lines(begin(quarter, "Max", query="kind=key_result", columns=("title", "level"), entity="team",
                        holder=str(quarter.world.teams["Sales"].pk)))  # fmt: skip
    assert found[1:] == [["Open ten shops", "1"]]


def test_the_person_is_told_and_nobody_else(quarter: Quarter) -> None:
    """okrs §15.4, row 14: export ready, to the exporter, by mail with a link."""
    run = begin(quarter, "Max")
    event = Event.objects.get(kind="export.finished")
    exported(event)
    (row,) = Notification.objects.filter(kind="export.finished")
    assert row.recipient_id == quarter.world.members["Max"].pk
    assert row.facts["path"] == f"{HERE}/{run.pk}"
    assert row.facts["sentence"] == "Acme, 1 line."


def test_only_who_asked_for_it_fetches_it_and_only_for_a_week(quarter: Quarter) -> None:
    run = begin(quarter, "Max")
    max_, page = quarter.world.client("Max"), f"{HERE}/{run.pk}"
    answer = max_.get(f"{page}/file")
    assert isinstance(answer, FileResponse)
    assert b"Win the north" in b"".join(answer.streaming_content)  # type: ignore[arg-type]
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    assert f"{page}/file" in max_.get(page).content.decode()
    for name in ("Ada", "Ben", "Cy", "Mallory"):
        client = quarter.world.client(name)
        assert client.get(page).status_code == client.get(f"{page}/file").status_code == 404
        assert str(run.pk) not in client.get(HERE).content.decode()
    path = Run.objects.get(pk=run.pk).report["path"]
    with clock.at(NOON + timedelta(days=8)):
        assert max_.get(f"{page}/file").status_code == 404
        clear_away_files()
    assert not default_storage.exists(path)
    assert not Run.objects.filter(pk=run.pk).exists()


def test_who_works_on_behalf_of_somebody_gets_no_file(quarter: Quarter) -> None:
    """okrs §13.1: an admin learns of nothing private by acting for somebody."""
    run = begin(quarter, "Max")
    acting = Actor(quarter.world.member("Max"), real_member=quarter.world.member("Ada"))
    with pytest.raises(Refused, match="in person"):
        actions.begin_export(order(quarter), by=acting)
    assert run.pk


@pytest.mark.parametrize(("who", "allowed"), [("anyone", True), ("listed", False), ("admins", False)])
def test_who_may_is_settled_by_the_organisation(quarter: Quarter, who: str, allowed: bool) -> None:
    """okrs §17.2: who may export is an organisation policy."""
    tom = [quarter.world.members["Tom"].pk] if who == "listed" else []
    goals.set_model(by=quarter.actor("Ada"), who_exports=who, export_people=tom)
    client = quarter.world.client("Cy")
    assert ("exports/new" in client.get("/o/acme/company").content.decode()) is allowed
    assert client.get(f"{HERE}/new").status_code == (200 if allowed else 403)
    assert (f'href="{HERE}/new"' in client.get(HERE).content.decode()) is allowed, "offered where it is allowed"
    assert begin(quarter, "Ada").pk
    if allowed:
        return
    with pytest.raises(Denied) as refusal:
        begin(quarter, "Cy")
    assert refusal.value.helpers == ["Ada", "Ben"]
    if tom:
        assert begin(quarter, "Tom").pk


def test_the_form_says_what_is_wrong_and_remembers_what_was_chosen(quarter: Quarter) -> None:
    client = quarter.world.client("Max")
    address = (
        f"{HERE}/new?entity=team&id={quarter.world.teams['Sales'].pk}&period={quarter.period.pk}&kind=key_result"
    )
    for bad in ({"form": "pdf", "columns": ["title"]}, {"form": "csv"}, {"form": "csv", "columns": ["secrets"]}):
        assert client.post(address, bad).status_code == 422
    assert not Run.objects.exists()
    answer = client.post(address, {"form": "xlsx", "columns": ["title", "url"], "tag_columns": "on"})
    assert answer.status_code == 303
    run = Run.objects.get()
    assert answer["Location"] == f"{HERE}/{run.pk}"
    assert "0 of 0 done" in client.get(answer["Location"]).content.decode()
    actions.write_file.call_local(run_id=str(run.pk))
    assert [line[0] for line in lines(run)] == ["Title", "Open ten shops"]
    again = client.get(address).content.decode()
    assert again.count(" checked") == 4, "the form, two columns, the tags"
    assert client.get(f"{HERE}/new?entity=planet").status_code == 404
    assert client.get(f"{HERE}/new?entity=team&id={run.pk}").status_code == 404


def test_a_job_that_was_lost_begins_again_and_ends_at_last(quarter: Quarter, monkeypatch: pytest.MonkeyPatch) -> None:
    run = begin(quarter, "Max")
    Run.objects.filter(pk=run.pk).update(state=Run.State.RUNNING, report={}, finished_at=None)
    pick_up_what_was_left()
    actions.write_file.call_local(run_id=str(run.pk))
    assert Run.objects.get(pk=run.pk).state == Run.State.DONE
    Run.objects.filter(pk=run.pk).update(state=Run.State.RUNNING, input={**run.input, "tries": 3})
    pick_up_what_was_left()
    ended = Run.objects.get(pk=run.pk)
    assert ended.state == Run.State.FAILED
    assert "never came to its end" in quarter.world.client("Max").get(f"{HERE}/{run.pk}").content.decode()


def test_who_lost_the_right_meanwhile_gets_a_sentence(quarter: Quarter) -> None:
    run = begin(quarter, "Max")
    Run.objects.filter(pk=run.pk).update(state=Run.State.WAITING)
    GoalSettings.objects.update(who_exports="admins")
    actions.write_file.call_local(run_id=str(run.pk))
    ended = Run.objects.get(pk=run.pk)
    assert (ended.state, ended.sentence) == (Run.State.FAILED, "Here not everybody takes lists along as files.")


def test_the_file_takes_no_more_queries_for_more_lines(quarter: Quarter) -> None:
    def queries() -> int:
        run = Run(kind="export", started_by_id=quarter.world.members["Ada"].pk)
        run.input = {"order": order(quarter, columns=tuple(COLUMNS)).as_data(), "language": "en"}
        run.save(force_insert=True)
        with CaptureQueriesContext(connection) as asked:
            actions.write_file.call_local(run_id=str(run.pk))
        return len(asked)

    queries()  # the first asks for what is remembered afterwards
    few = queries()
    for n in range(12):
        quarter.goal(f"Number {n}")
    assert queries() == few


def test_kinds_and_teams_are_called_as_the_organisation_calls_them(quarter: Quarter) -> None:
    """okrs §1: the words of the organisation, in exports too."""
    words = {Term.KEY_RESULT: ("measure", "measures"), Term.TEAM: ("squad", "squads")}
    set_terms(quarter.world.acme, by=quarter.actor("Ada"), words=words)
    sales = str(quarter.world.teams["Sales"].pk)
    found = lines(begin(quarter, entity="team", holder=sales, columns=("kind", "type", "teams")))
    assert found == [["Kind", "Type", "Squads"], ["Measure", "Squad", "Sales"]]
