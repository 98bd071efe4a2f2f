"""Everybody tries every address: a stranger, Mallory of another organisation, Cy without rights, Olive who observes.

The addresses come from the URL configuration, so a page that is added later is tried from its first day on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client

from cairn.coach import actions as coach
from cairn.conversations import actions as talk
from cairn.conversations.actions.post import Wanted
from cairn.conversations.models import Attachment
from cairn.core import clock, tenancy
from cairn.core.tenancy import TenantModel
from cairn.goals import actions
from cairn.goals.models import CheckIn, Entity, Goal
from cairn.goals.queries.tree import Place
from cairn.goals.tests.quarter import NOON, Quarter, third_quarter
from cairn.notifications.actions import add_holidays, notify
from cairn.notifications.models import Holiday, Notification
from cairn.organizations.actions import add_absence
from cairn.retrospectives.actions import note
from cairn.work import actions as work
from tests.addresses import every_address
from tests.world import World

pytestmark = pytest.mark.django_db

ADDRESSES = every_address()
FOR_ALL = {"template_id"}  # what every organisation has: the library of templates
METHODS = ("get", "post", "put", "patch", "delete")
# What writes about the reader only, whatever the rights: counters and their own things.
OWN = {
    "core.idempotencykey",
    "core.ratewindow",
    "core.event",
    "core.pendingevent",
    "core.eventseal",
    "core.eventreceipt",
    "goals.nudge",  # anybody may ask for a check-in
    "notifications.follow",
}


@pytest.fixture
def ids(world: World) -> Iterator[dict[str, object]]:
    """A real id of Acme for each place that an address can have. Nothing of it is Cy's."""
    with clock.at(NOON):
        with world.enter():
            quarter = third_quarter(world)
            check_in = actions.check_in(quarter.crew, by=world.actor("Tom"), value=None, note="Begun.").check_in
            project = _work_ids(world, quarter)
        yield _ids(world, quarter, check_in) | project


def _ids(world: World, quarter: Quarter, check_in: CheckIn) -> dict[str, object]:
    stranger = "01900000-0000-7000-8000-000000000000"
    return {
        "goal_id": quarter.shops.pk,
        "check_in_id": check_in.pk,
        "member_id": world.members["Max"].pk,
        "team_id": world.teams["Sales"].pk,
        "period_id": quarter.period.pk,
        "request_id": stranger,
        "run_id": stranger,
        "token_id": stranger,
        "absence_id": _absence(world),
        "holiday_id": _holiday(world),
        "notification_id": _notification(world, quarter),
        "note_id": _note(world, quarter),
        "target": "team",
        "subject_id": world.teams["Sales"].pk,
        "form": "csv",
        "source": "goals",
        "draft_id": _draft(world, quarter),
        "template_id": "design-system",
        "step": "annual",
        **_rollout(world),
        **_said(world, quarter),
    }


def _note(world: World, quarter: Quarter) -> object:
    """A note on the wall of the company's review, Ada's."""
    words = {"column": "win", "text": "Ten shops."}
    with world.enter():
        return note(Place(Entity.ORGANIZATION), quarter.period, by=world.actor("Ada"), **words).pk


def _absence(world: World) -> object:
    days = {"first_day": NOON.date(), "last_day": NOON.date() + timedelta(days=3)}
    with world.enter():
        return add_absence(world.members["Max"], by=world.actor("Max"), **days).pk


def _said(world: World, quarter: Quarter) -> dict[str, object]:
    """A comment of Max and its file, and an update of his."""
    with world.enter():
        made = talk.comment(quarter.shops, by=world.actor("Max"), body="Which ten?")
        file = Attachment.objects.create(comment=made, name="ten.txt", media_type="text/plain", size=3, digest="")
        wanted = Wanted(title="Half-time", goals=[quarter.shops])
        update = talk.post_update(Place(Entity.ORGANIZATION), wanted, by=world.actor("Max"))
    return {"comment_id": made.pk, "attachment_id": file.pk, "update_id": update.pk}


def _work_ids(world: World, quarter: Quarter) -> dict[str, object]:
    """A task and a milestone of a project of Tom's."""
    tom = world.actor("Tom")
    goal = quarter.goal("Build the warehouse", by="Tom", kind="project")
    (task,) = work.add_tasks(goal, [work.NewTask("Dig")], by=tom)
    need = work.ask_team(goal, world.teams["Sales"], by=tom, wanted="A crane", due=NOON.date())
    roof = work.add_milestone(goal, name="Roof", by=tom)
    tag = actions.create_tag("north", by=tom)
    return {"task_id": task.pk, "milestone_id": roof.pk, "dependency_id": need.pk, "tag_id": tag.pk}


def _holiday(world: World) -> object:
    with world.enter():
        add_holidays({NOON.date(): "Midsummer"}, by=world.actor("Ada"))
        return Holiday.objects.get().pk


def _notification(world: World, quarter: Quarter) -> object:
    with world.enter():
        notify("comment", [world.members["Max"].pk], key="told", about=quarter.shops)
        return Notification.objects.get(key="told").pk


def _rollout(world: World) -> dict[str, object]:
    """A plan of Ada's and its first step."""
    with world.enter():
        ada = world.actor("Ada")
        plan = coach.plan_rollout(name="Pilot", strategy="leadership", starts_on=NOON.date(), by=ada)
        return {"plan_id": plan.pk, "rollout_step_id": plan.steps.order_by("due")[0].pk}


def _draft(world: World, quarter: Quarter) -> object:
    """A draft of Ada's that nobody else sees."""
    with world.enter():
        place = Place(Entity.ORGANIZATION)
        return coach.begin_draft(place, quarter.period, title="Win", by=world.actor("Ada")).pk


def everything(world: World) -> dict[str, list[Any]]:
    """Every row of Acme's tables but the reader's own traces."""
    with world.enter():
        return {
            model._meta.label_lower: list(model._default_manager.order_by("pk").values())
            for model in apps.get_models()
            if issubclass(model, TenantModel) and model._meta.label_lower not in OWN
        }


def test_every_place_of_an_address_can_be_filled(ids: dict[str, object]) -> None:
    missing = {place for address in ADDRESSES for place in address.places} - set(ids)
    assert not missing, f"say in _ids what stands for {missing}"


def test_a_stranger_is_sent_to_sign_in(world: World, ids: dict[str, object]) -> None:
    for address in ADDRESSES:
        response = Client().get(address.below("acme", ids))
        assert response.status_code == 302, address
        assert "/accounts/login/" in response["Location"]


def answers(client: Client, path: str) -> Iterator[tuple[str, int]]:
    """An empty request by every method, each in a savepoint so that a failure spoils only itself."""
    client.raise_request_exception = False
    for method in METHODS:
        with transaction.atomic():
            yield method, getattr(client, method)(path).status_code


def test_another_organisation_finds_nothing_and_changes_nothing(world: World, ids: dict[str, object]) -> None:
    """In Acme all is 404 to Mallory, and so are Acme's ids in her own organisation."""
    before, client = everything(world), world.client("Mallory")
    found = [
        f"{address} answered {method} with {status}"
        for address in ADDRESSES
        for slug in (["acme", "globex"] if set(address.places) - FOR_ALL else ["acme"])
        for method, status in answers(client, address.below(slug, ids))
        if status != 404 and not (slug == "globex" and status == 405)
    ]
    assert not found
    assert everything(world) == before


@pytest.mark.parametrize("name", ["Cy", "Olive"])
def test_without_a_right_nothing_of_others_changes(world: World, ids: dict[str, object], name: str) -> None:
    """Never a failure of the server, and nothing of anybody else is touched."""
    before, client = everything(world), world.client(name)
    failures = [
        f"{address} answered {method} with {status}"
        for address in ADDRESSES
        for method, status in answers(client, address.below("acme", ids))
        if status >= 500
    ]
    assert not failures
    after = everything(world)
    assert {table for table in after if after[table] != before[table]} == set()


def test_the_owner_never_meets_a_failure(world: World, ids: dict[str, object]) -> None:
    """Ada may do everything; odd and empty input still ends in an answer."""
    client = world.client("Ada")
    client.raise_request_exception = False
    query = {"period": "not-a-period", "page": "-1", "open": "x", "q": "\x00", "status": "splendid", "owner": "?"}
    odd = {"title": "\x00", "value": "1e400", "entry": "9" * 400, "period": "x", "q": "%", "version": "-1"}
    failures = []
    for address in ADDRESSES:
        path = address.below("acme", ids)
        for request in (
            lambda: client.get(path),  # noqa: B023
            lambda: client.get(path, query),  # noqa: B023
            lambda: client.post(path, odd),  # noqa: B023
            lambda: client.post(path, data="{", content_type="application/json"),  # noqa: B023
        ):
            with transaction.atomic():
                status = request().status_code
                transaction.set_rollback(True)
            if status >= 500:
                failures.append(f"{address}: {status}")
    assert not failures


TEXTS = ("title", "name", "description", "note", "body", "answer", "mission", "vision", "values_", "why", "lines",
         "message", "outcome", "comment", "reason", "wanted", "profit", "lessons", "learned")  # fmt: skip


def test_ten_megabytes_of_markdown_with_script_in_it_are_kept_nowhere(world: World, ids: dict[str, object]) -> None:
    """Issue 3, bad input: refused or passed over by every form, and never a failure."""
    client = world.client("Ada")
    client.raise_request_exception = False
    size = 10 * 1024 * 1024 // len(TEXTS)
    huge = dict.fromkeys(TEXTS, ("[<script>alert(1)</script>](javascript:x) " * size)[:size])
    before, found = everything(world), []
    for address in ADDRESSES:
        with transaction.atomic():
            response = client.post(address.below("acme", ids), huge)
            is_kept = response.status_code < 400 and any(
                "<script>alert" in str(value)
                for table, rows in everything(world).items()
                for row in rows
                if row not in before[table]
                for value in row.values()
            )
            transaction.set_rollback(True)
        if response.status_code >= 500 or is_kept or b"<script>alert" in response.content:
            found.append(f"{address}: {response.status_code}")
    assert not found


def test_a_private_goal_is_404_by_every_address(world: World, ids: dict[str, object]) -> None:
    with world.enter():
        Goal.objects.filter(pk=ids["goal_id"]).update(privacy="listed")
    client = world.client("Cy")
    for address in ADDRESSES:
        if "goal_id" in address.places:
            for method in METHODS:
                status = getattr(client, method)(address.below("acme", ids)).status_code
                assert status in {404, 405}, f"{address} answered {method} with {status}"


def test_nothing_is_read_without_an_organisation(world: World) -> None:
    with pytest.raises(tenancy.NoOrganization):
        Goal.objects.count()
