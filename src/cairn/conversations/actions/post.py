"""Post an update: a message with a picture of chosen goals; change it, take it back (spec okrs §20, broadcast)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cairn.conversations import events as happened
from cairn.conversations import policies
from cairn.conversations.actions.attach import drop_all, hang
from cairn.conversations.actions.texts import clean, remember_named
from cairn.conversations.models import Update, UpdateGoal, UpdateReader
from cairn.conversations.naming import named_in
from cairn.conversations.store import Stored
from cairn.core import clock, events, tenancy
from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals import progress
from cairn.goals.measuring import outcome_of
from cairn.goals.models import Entity, Goal
from cairn.goals.queries.tree import Place
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization

MOST_GOALS = 30


@dataclass(frozen=True)
class Wanted:
    """What an update is to be. `readers` are those it is meant for; `tells`: whether they are notified."""

    title: str
    body: str = ""
    goals: Sequence[Goal] = ()
    readers: Sequence[Member] = ()
    tells: bool = True
    files: Sequence[Stored] = ()


@action
def post_update(place: Place, wanted: Wanted, *, by: Actor) -> Update:
    """Posts on the page of the organisation, a team or a person. Private goals are left out of the picture in
    silence, whoever may see them. Raises Refused, Denied.
    """
    policies.demand_post(by)
    row = Update(
        entity=place.entity,
        team_id=place.id if place.entity == Entity.TEAM else None,
        person_id=place.id if place.entity == Entity.INDIVIDUAL else None,
        author=by.member,
        real_author=by.real_member,
        title=_title(wanted.title),
        body=clean(wanted.body),
        tells=wanted.tells,
    )
    row.at = clock.now()
    row.save(force_insert=True)
    _draw(row, wanted.goals)
    UpdateReader.objects.bulk_create(
        [UpdateReader(update=row, member=member) for member in {m.pk: m for m in wanted.readers}.values()]
    )
    named = remember_named(row, named_in(row.body, None))
    hang(wanted.files, row, by=by)
    events.record(happened.POSTED, row, by=by, **_told(row), mentioned=named, tells=row.tells)
    return row


@action
def edit_update(row: Update, *, by: Actor, title: str, body: str) -> Update:
    """Changes one's own words; the picture stays as it was taken. Raises Refused, Denied."""
    policies.demand_own(by, row)
    row = _locked(row)
    title, body = _title(title), clean(body)
    if (title, body) == (row.title, row.body):
        return row
    row.title, row.body, row.edited_at = title, body, clock.now()
    row.save(update_fields=["title", "body", "edited_at"])
    named = remember_named(row, named_in(body, None))
    events.record(happened.UPDATE_EDITED, row, by=by, **_told(row), mentioned=named)
    return row


@action
def delete_update(row: Update, *, by: Actor) -> Update:
    """Takes one's own update back, its files with it. Deleting twice changes nothing. Raises Denied."""
    policies.demand_own(by, row)
    row = Update.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.deleted_at is None:
        row.deleted_at = clock.now()
        row.save(update_fields=["deleted_at"])
        gone = drop_all(update=row) + drop_all(comment__update=row)
        events.record(happened.UPDATE_DELETED, row, by=by, **_told(row), files=gone)
    return row


def _draw(row: Update, goals: Sequence[Goal]) -> None:
    """Keeps the numbers of the goals as they stand now."""
    day = clock.today(Organization.objects.get(pk=tenancy.current_id()).time_zone)
    public = [goal for goal in {goal.pk: goal for goal in goals}.values() if not goal.is_private]
    if len(public) > MOST_GOALS:
        raise Refused(_("At most %(most)d in one update.") % {"most": MOST_GOALS}, field="goals")
    now = Goal.objects.standing().filter(pk__in=[goal.pk for goal in public]).with_status(day)
    statuses = dict(now.values_list("pk", "status_now"))
    UpdateGoal.objects.bulk_create(
        [
            UpdateGoal(
                update=row,
                goal=goal,
                position=number,
                title=goal.title,
                value=goal.current_value,
                progress=goal.progress,
                expected=progress.expected(outcome_of(goal), goal.start, goal.due, day),
                status=statuses[goal.pk],
            )
            for number, goal in enumerate(public)
        ]
    )


def _title(text: str) -> str:
    title = " ".join(clean(text, field="title", most=200).split())
    if not title:
        raise Refused(_("Give it a title: what is it about?"), field="title")
    return title


def _locked(row: Update) -> Update:
    found: Update = Update.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if found.deleted_at is not None:
        raise Refused(_("This was deleted meanwhile."))
    return found


def _told(row: Update) -> dict[str, Any]:
    """What every event about an update says: ids only."""
    whose = {"team_id": str(row.team_id) if row.team_id else None}
    whose["person_id"] = str(row.person_id) if row.person_id else None
    return {"title": "", "update_id": str(row.pk), "entity": row.entity, **whose}
