"""What one team needs of another: asked, promised, declined (okrs §8.1)."""

from __future__ import annotations

from cairn.core.models import Event
from cairn.notifications import actions
from cairn.notifications.subscribers.news import goal_of, tells, uuid_of, uuids_of
from cairn.organizations.models import Organization
from cairn.ui.links import org_url


@tells("dependency.asked")
def dependency_asked(event: Event) -> None:
    """Those who lead the team that is asked."""
    _tell(event, "dependency.asked")


@tells("dependency.confirmed")
def dependency_confirmed(event: Event) -> None:
    """Those who asked."""
    _answered(event, "dependency.confirmed")


@tells("dependency.declined")
def dependency_declined(event: Event) -> None:
    """Those who asked; the reason stands on the page."""
    _answered(event, "dependency.declined")


@tells("dependency.delivered")
def dependency_delivered(event: Event) -> None:
    """Nobody has to answer any more."""
    actions.settle(_key(event))


@tells("dependency.withdrawn")
def dependency_withdrawn(event: Event) -> None:
    """Nobody has to answer any more."""
    actions.settle(_key(event))


def _answered(event: Event, kind: str) -> None:
    actions.settle(_key(event))
    _tell(event, kind)


def _tell(event: Event, kind: str) -> None:
    goal, team = goal_of(event), uuid_of(event.data.get("team"))
    if goal is None:
        return
    facts = {}
    if kind == "dependency.asked" and team is not None:
        organization = Organization.objects.get(pk=event.organization_id)
        facts["path"] = org_url(organization, "work:team_dependencies", team_id=team)
    to = uuids_of(event.data.get("to"))
    actions.notify(kind, to, key=f"{_key(event)} {event.pk}", about=goal, facts=facts, by=event.actor_id)


def _key(event: Event) -> str:
    return f"dependency {event.data.get('dependency')}"
