"""What people say: rows 3, 4, 7, 8 and 25 of the catalogue (okrs §15.4). No word of it is kept here."""

from __future__ import annotations

from uuid import UUID

from cairn.conversations.models import Update, UpdateReader
from cairn.core.models import Event
from cairn.goals.models import Entity, Goal
from cairn.notifications.actions import notify
from cairn.notifications.subscribers.news import goal_of, key_of, owner_ids, tells, uuid_of, uuids_of
from cairn.organizations.models import Member, TeamMember


@tells("comment.added")
def commented(event: Event) -> None:
    """Each person once: mentioned before answered before owner."""
    goal = goal_of(event)
    mentioned = set(uuids_of(event.data.get("mentioned")))
    answered = {uuid_of(event.data.get("parent_author")), uuid_of(event.data.get("check_in_author"))} - {None}
    owners = set(owner_ids(goal)) if goal is not None else _author_of_update(event)
    told: set[UUID | None] = set()
    for kind, people in (("mention", mentioned), ("reply", answered), ("comment", owners)):
        _tell(event, kind, [p for p in people if p is not None and p not in told], goal)
        told |= people


@tells("comment.edited")
def comment_edited(event: Event) -> None:
    """Who is mentioned now and was not before: the key says who has been told of this comment."""
    _tell(event, "mention", uuids_of(event.data.get("mentioned")), goal_of(event))


@tells("reaction.added")
def reacted(event: Event) -> None:
    """Who wrote it; several marks by one person on one thing are told of once."""
    author = uuid_of(event.data.get("author") or event.data.get("to"))
    goal = goal_of(event)
    what = event.data.get("comment_id") or event.data.get("check_in_id") or event.data.get("update_id")
    if author is not None:
        key = f"liked {what or event.subject_id} {event.actor_id}"
        notify("liked", [author], key=key, about=goal, by=event.actor_id, facts=_facts(event, goal))


@tells("goal.shared")
def shared(event: Event) -> None:
    """Those it was sent to."""
    _tell(
        event,
        "goal.shared",
        uuids_of(event.data.get("to")),
        goal_of(event),
        facts={"share_id": event.data.get("share_id")},
    )


@tells("update.posted")
def update_posted(event: Event) -> None:
    """Its audience, unless its author wanted silence; who is mentioned is told in any case."""
    mentioned = uuids_of(event.data.get("mentioned"))
    facts = _of_update(event)
    notify("mention", mentioned, key=f"{key_of(event)} mention", by=event.actor_id, facts=facts)
    if event.data.get("tells", True):
        rest = [member_id for member_id in _audience(event) if member_id not in set(mentioned)]
        notify("update.posted", rest, key=key_of(event), by=event.actor_id, facts=facts)


def _tell(
    event: Event, kind: str, people: list[UUID], goal: Goal | None, facts: dict[str, object] | None = None
) -> None:
    comment = event.data.get("comment_id")
    key = f"{kind} {comment}" if comment else f"{kind} {key_of(event)}"
    told = {**_facts(event, goal), **(facts or {})}
    notify(kind, people, key=key, about=goal, by=event.actor_id, facts=told)


def _facts(event: Event, goal: Goal | None) -> dict[str, object]:
    """Where it was said: ids for links, and the name of the update when there is no goal."""
    ids = {name: event.data.get(name) for name in ("comment_id", "check_in_id", "update_id") if event.data.get(name)}
    return ids if goal is not None else {**ids, **_of_update(event)}


def _of_update(event: Event) -> dict[str, object]:
    update = _update(event)
    name = update.title if update else ""
    return {"update_id": event.data.get("update_id"), "entity": name, "title": name}


def _update(event: Event) -> Update | None:
    return Update.objects.filter(pk__in=[uuid_of(event.data.get("update_id"))]).first()


def _author_of_update(event: Event) -> set[UUID]:
    update = _update(event)
    return {update.author_id} if update and update.author_id else set()


def _audience(event: Event) -> list[UUID]:
    """Its readers; where none were chosen, everybody of the entity."""
    readers = UpdateReader.objects.filter(update__in=[uuid_of(event.data.get("update_id"))])
    chosen = list(readers.values_list("member_id", flat=True))
    if chosen:
        return chosen
    if event.data.get("entity") == Entity.TEAM:
        team = [uuid_of(event.data.get("team_id"))]
        return list(TeamMember.objects.filter(team__in=team).values_list("member_id", flat=True))
    if event.data.get("entity") == Entity.ORGANIZATION:
        return list(Member.objects.active().values_list("pk", flat=True))
    return []
