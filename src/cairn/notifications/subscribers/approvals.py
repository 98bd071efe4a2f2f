"""Approvals: row 24 of the catalogue (okrs §14, §15.4)."""

from __future__ import annotations

from typing import Any

from cairn.core.models import Event
from cairn.notifications import actions
from cairn.notifications.subscribers.news import key_of, tells, uuid_of, uuids_of
from cairn.organizations.models import Organization, Team
from cairn.planning.models import Period
from cairn.ui.links import org_url


@tells("approval.submitted")
def approval_submitted(event: Event) -> None:
    """Those who are to decide."""
    people = uuids_of(event.data.get("approvers") or event.data.get("to"))
    actions.notify(
        "approval.submitted", people, key=f"{_key(event)} {event.pk}", by=event.actor_id, facts=_facts(event)
    )


@tells("approval.approved")
def approval_given(event: Event) -> None:
    _decided(event, "approval.approved")


@tells("approval.returned")
def approval_returned(event: Event) -> None:
    _decided(event, "approval.returned")


def _decided(event: Event, kind: str) -> None:
    """Who submitted it; nobody has to decide any more."""
    people = uuids_of(event.data.get("to")) or uuids_of([event.data.get("submitted_by")])
    actions.settle(_key(event))
    actions.notify(kind, people, key=key_of(event), by=event.actor_id, facts=_facts(event))


def _key(event: Event) -> str:
    return f"approval {event.subject_id}"


def _facts(event: Event) -> dict[str, Any]:
    organization = Organization.objects.get(pk=event.organization_id)
    team = Team.objects.filter(pk=uuid_of(event.data.get("team_id"))).first()
    period = Period.objects.filter(pk=uuid_of(event.data.get("period_id"))).first()
    facts = {"entity": team.name if team else organization.name, "period": period.name if period else ""}
    if team is not None:
        facts["path"] = org_url(organization, "goals:team", team_id=team.pk)
    else:
        facts["path"] = org_url(organization, "goals:company")
    if period is not None:
        facts["path"] += f"?period={period.pk}"
    return facts
