"""Choose which health alerts one sees (spec okrs §6.7). Kept with one's other preferences; nobody else sees it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.core.errors import Refused
from cairn.core.transactions import action
from cairn.goals.alert_choice import KEY, AlertChoice
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member


@action
def choose_alerts(choice: AlertChoice, *, by: Actor) -> None:
    """Keeps the choice; the same one again changes nothing. Raises Refused for Cairn itself, which looks at none."""
    if by.member is None:
        raise Refused(_("Only people see alerts."))
    member: Member = Member.objects.select_for_update(of=("self",)).get(pk=by.member_id)
    if member.preferences.get(KEY) == choice.value:
        return
    member.preferences = {**member.preferences, KEY: choice.value}
    member.save(update_fields=["preferences"])
    by.member.preferences = member.preferences
