"""What happens to people: rows 12 and 29 of the catalogue (okrs §15.4)."""

from __future__ import annotations

from cairn.core.models import Event
from cairn.notifications import actions
from cairn.notifications.subscribers.news import key_of, tells, uuid_of
from cairn.organizations.models import JoinRequest, Member, Organization
from cairn.ui.links import org_url


@tells("join_request.made")
def asked_to_join(event: Event) -> None:
    """Those who can let somebody in; the letter to them is written in organizations/letters.py."""
    request = JoinRequest.objects.select_related("user", "organization").filter(pk__in=[event.subject_id]).first()
    if request is None or request.state != JoinRequest.State.OPEN:
        return
    actions.notify(
        "join_request.made",
        Member.objects.admins().values_list("pk", flat=True),
        key=_key(event),
        facts={"name": str(request.user), "path": org_url(request.organization, "organizations:join_requests")},
    )


@tells("join_request.decided")
def decided_on_joining(event: Event) -> None:
    """Nobody has to decide any more."""
    actions.settle(_key(event))


@tells("work_on_behalf.started")
def worked_on_behalf(event: Event) -> None:
    """The person in whose name somebody works."""
    person = uuid_of(event.data.get("member")) or uuid_of(event.data.get("member_id")) or event.subject_id
    by = event.real_actor_id or event.actor_id
    organization = Organization.objects.get(pk=event.organization_id)
    if person is not None:
        facts = {"path": org_url(organization, "organizations:account")}
        actions.notify("work_on_behalf.started", [person], key=key_of(event), facts=facts, by=by)


def _key(event: Event) -> str:
    return f"join {event.subject_id}"
