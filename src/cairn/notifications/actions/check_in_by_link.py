"""Check in with the link of a letter (spec integrations §3)."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from cairn.core import clock
from cairn.core.access import Via
from cairn.core.errors import Conflict, Refused
from cairn.core.transactions import action
from cairn.goals import actions as goals
from cairn.goals.actions import CheckedIn
from cairn.goals.models import Goal
from cairn.notifications.models import UsedLink
from cairn.notifications.rhythm.links import CheckInLink
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, MemberState


@action
def check_in_by_link(link: CheckInLink, *, value: Decimal | None, status: str = "", note: str = "") -> CheckedIn:
    """Checks in on the link's goal in the name of the person to whom the letter went, inside their organisation.

    Raises Conflict when the link was used; Refused when it is too old, when the person cannot sign in any more, when
    the goal is gone or closed, and for what check_in refuses; Denied when the person may not check in any more.
    """
    if link.is_expired:
        raise Refused(_("This link is too old. Sign in to check in."))
    member = Member.objects.filter(pk=link.member_id, state=MemberState.ACTIVE).first()
    if member is None:
        raise Refused(_("This account cannot be used any more."))
    by = Actor(member=member, via=Via.MAIL)
    goal: Goal | None = Goal.objects.visible_to(by).filter(pk=link.goal_id).first()
    if goal is None:
        raise Refused(_("What this link was for is not there any more."))
    used = UsedLink(mark=link.mark, member=member, goal=goal, at=clock.now())
    UsedLink.objects.bulk_create([used], ignore_conflicts=True)
    if not UsedLink.objects.filter(pk=used.pk).exists():  # somebody was faster
        raise Conflict(_("This link was used already. What it wrote stands."))
    return goals.check_in(goal, by=by, value=value, status=status, note=note)
