"""Approvals: row 24 of the catalogue (okrs §14, §15.4)."""

from __future__ import annotations

from typing import Any

from cairn.core.models import Event
from cairn.notifications import actions
from cairn.notifications.subscribers.news import key_of, tells, uuid_of, uuids_of
from cairn.organizations.models import Organization
from cairn.ui.links import org_url


@tells("approval.submitted")
def approval_submitted(event: Event) -> None:
    """Those who are to decide."""
    people = uuids_of(event.data.get("approvers"))
    actions.notify(
        "approval.submitted", people, key=f"{_key(event)} {event.pk}", by=event.actor_id, facts=_facts(event)
    )


@tells("approval.approved")
def approval_given(event: Event) -> None:
    _decided(event, "approval.approved")


@tells("approval.returned")
def approval_returned(event: Event) -> None:
    _decided(event, "approval.returned")


@tells("approval.withdrawn")
def approval_withdrawn(event: Event) -> None:
    """Nobody has to decide any more."""
    actions.settle(_key(event))


def _decided(event: Event, kind: str) -> None:
    """Those whose page it is; nobody has to decide any more."""
    actions.settle(_key(event))
    people = uuids_of(event.data.get("owners"))
    actions.notify(kind, people, key=key_of(event), by=event.actor_id, facts=_facts(event))


def _key(event: Event) -> str:
    return f"approval {event.subject_id}"


def _facts(event: Event) -> dict[str, Any]:
    """The names of page and period, and the way to where one decides."""
    organization = Organization.objects.get(pk=event.organization_id)
    team_id, member_id = uuid_of(event.data.get("team_id")), uuid_of(event.data.get("member_id"))
    if team_id:
        path = org_url(organization, "goals:team_approval", team_id=team_id)
    elif member_id:
        path = org_url(organization, "goals:person_approval", member_id=member_id)
    else:
        path = org_url(organization, "goals:company_approval")
    return {
        "entity": event.data.get("name", ""),
        "period": event.data.get("period", ""),
        "path": f"{path}?period={event.data.get('period_id', '')}",
    }
