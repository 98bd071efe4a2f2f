"""A real id of Acme for each place that an address can have; nothing of it is Cy's."""

from __future__ import annotations

from datetime import timedelta

from cairn.coach import actions as coach
from cairn.conversations import actions as talk
from cairn.conversations.actions.post import Wanted
from cairn.conversations.models import Attachment
from cairn.core import clock
from cairn.goals import actions
from cairn.goals.models import CheckIn, Entity
from cairn.goals.queries.tree import Place
from cairn.goals.tests.quarter import Quarter
from cairn.notifications.actions import add_holidays, notify
from cairn.notifications.models import Holiday, Notification
from cairn.organizations.actions import add_absence, set_photo
from cairn.retrospectives.actions import note
from cairn.work import actions as work
from tests.world import World


def real_ids(world: World, quarter: Quarter) -> dict[str, object]:
    """By the name of the place; makes what is not there yet."""
    with world.enter():
        check_in = actions.check_in(quarter.crew, by=world.actor("Tom"), value=None, note="Begun.").check_in
        project = _work_ids(world, quarter)
    return _ids(world, quarter, check_in) | project


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
        "photo_id": _photo(world),
        "holiday_id": _holiday(world),
        "notification_id": _notification(world, quarter),
        "note_id": _note(world, quarter),
        "target": "team",
        "subject_id": world.teams["Sales"].pk,
        "form": "csv",
        "source": "goals",
        "field": "title",
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


def _photo(world: World) -> object:
    """Max's picture."""
    with world.enter():
        return set_photo(world.members["Max"], b"a picture", by=world.actor("Max")).photo_id


def _absence(world: World) -> object:
    days = {"first_day": clock.now().date(), "last_day": clock.now().date() + timedelta(days=3)}
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
    need = work.ask_team(goal, world.teams["Sales"], by=tom, wanted="A crane", due=clock.now().date())
    roof = work.add_milestone(goal, name="Roof", by=tom)
    tag = actions.create_tag("north", by=tom)
    return {"task_id": task.pk, "milestone_id": roof.pk, "dependency_id": need.pk, "tag_id": tag.pk}


def _holiday(world: World) -> object:
    with world.enter():
        add_holidays({clock.now().date(): "Midsummer"}, by=world.actor("Ada"))
        return Holiday.objects.get().pk


def _notification(world: World, quarter: Quarter) -> object:
    with world.enter():
        notify("comment", [world.members["Max"].pk], key="told", about=quarter.shops)
        return Notification.objects.get(key="told").pk


def _rollout(world: World) -> dict[str, object]:
    """A plan of Ada's and its first step."""
    with world.enter():
        ada = world.actor("Ada")
        plan = coach.plan_rollout(name="Pilot", strategy="leadership", starts_on=clock.now().date(), by=ada)
        return {"plan_id": plan.pk, "rollout_step_id": plan.steps.order_by("due")[0].pk}


def _draft(world: World, quarter: Quarter) -> object:
    """A draft of Ada's that nobody else sees."""
    with world.enter():
        place = Place(Entity.ORGANIZATION)
        return coach.begin_draft(place, quarter.period, title="Win", by=world.actor("Ada")).pk
