"""Who asks to see what is hidden from them, and who lets them (okrs §20; row 7 of §15.4)."""

from __future__ import annotations

from cairn.core.models import Event
from cairn.notifications.actions import notify, settle
from cairn.notifications.subscribers.news import goal_of, key_of, owner_ids, tells, uuid_of
from cairn.organizations.models import Organization
from cairn.ui.links import org_url


@tells("access.asked")
def asked_to_see(event: Event) -> None:
    """The owners, once a day for the same person."""
    goal = goal_of(event)
    if goal is None or event.actor_id is None:
        return
    organization = Organization.objects.get(pk=event.organization_id)
    path = org_url(organization, "conversations:answer_access", goal_id=goal.pk, member_id=event.actor_id)
    key = f"{_key(goal.pk, event.actor_id)} {event.at.date().isoformat()}"
    notify("access.asked", owner_ids(goal), key=key, about=goal, by=event.actor_id, facts={"path": path})


@tells("access.answered")
def answered_who_asked(event: Event) -> None:
    """Nobody has to answer any more; who was let in hears of it, who was not hears nothing."""
    goal, member_id = goal_of(event), uuid_of(event.data.get("member"))
    if goal is None or member_id is None:
        return
    settle(_key(goal.pk, member_id))
    if event.data.get("lets"):
        notify("access.granted", [member_id], key=key_of(event), about=goal, by=event.actor_id)


def _key(goal_id: object, member_id: object) -> str:
    return f"access {goal_id} {member_id}"
