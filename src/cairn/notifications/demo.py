"""The inboxes of the demo: what the story holds for the people who can sign in, told of the last two weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

from cairn.core import clock
from cairn.goals.demo.chapters import Stage, register
from cairn.goals.models import Alignment, Goal, GoalOwner
from cairn.notifications.catalogue import CATALOGUE
from cairn.notifications.models import Notification
from cairn.organizations.demo_accounts import DEMO_ACCOUNTS
from cairn.organizations.models import Member

EACH = 9


def fill() -> None:
    """Called once, in AppConfig.ready. Late in the story, when goals and what was said of them stand."""
    register("inboxes", tell, order=300)


def tell(stage: Stage) -> None:
    """Fills the inboxes of the four accounts. Nothing is mailed: the addresses are invented."""
    rows: list[Notification] = []
    for member in (
        Member.objects.active().filter(email__in=[account.email for account in DEMO_ACCOUNTS]).order_by("email")
    ):
        rows += _inbox(member, stage)
    Notification.objects.bulk_create(rows, batch_size=200)


def _inbox(member: Member, stage: Stage) -> Iterator[Notification]:
    """At most EACH rows, the newest first, spread over the last days; the older half has been read."""
    own = [(kind, goal, None, dict[str, str]()) for kind, goal in _about_own(member)]
    around = list(_about_children(member, stage.day))
    found = [row for pair in zip_longest(around, own) for row in pair if row is not None]
    now = clock.now()
    moments = sorted(_working_hour(stage) for _row in found[:EACH])
    colleagues = list(Member.objects.active().exclude(pk=member.pk).order_by("name")[:40])
    for place, ((kind, goal, child, facts), gone) in enumerate(zip(found[:EACH], moments, strict=True)):
        actor = _actor(kind, child, member, stage.random.choice(colleagues))
        yield _row(member, kind, goal, child, facts, actor, now - gone, is_read=place > 3)


def _working_hour(stage: Stage) -> timedelta:
    """How long ago it was: on one of the last days, between nine and five. The demo's clock stands at six."""
    hours, minutes = stage.random.randint(3, 10), stage.random.randint(0, 59)
    return timedelta(days=stage.random.randint(1, 10)) - timedelta(hours=hours, minutes=minutes)


def _about_own(member: Member) -> Iterator[tuple[str, Goal]]:
    own = list(Goal.objects.standing().open().owned_by(member.pk).order_by("checked_in_at", "pk").distinct()[:3])
    for kind, goal in zip(("nudge", "goal.retargeted", "made_check_in_owner"), own, strict=False):
        yield kind, goal
    closed = Goal.objects.standing().filter(state="closed", ownerships__member=member).order_by("-closed_at", "pk")
    for goal in closed.exclude(closed_by=member)[:1]:
        yield "goal.closed", goal


def _about_children(member: Member, day: Any) -> Iterator[tuple[str, Goal, Goal | None, dict[str, str]]]:
    """What stands below the member's goals: what is at risk, and what was aligned by others."""
    parents = GoalOwner.objects.filter(member=member, goal__deleted_at=None, goal__state="open").values("goal_id")
    links = Alignment.objects.filter(parent__in=parents, child__deleted_at=None, child__privacy="everyone")
    links = links.exclude(child__ownerships__member=member).select_related("parent")
    latest = list(links.order_by("-child__created_at", "pk")[:6])
    children = Goal.objects.with_status(day).in_bulk([link.child_id for link in latest])
    for link in latest:
        child = children[link.child_id]
        if child.status_now in ("behind", "at_risk"):
            yield "status.worsened", link.parent, child, {"status": child.status_now}
        elif child.is_open:
            yield "goal.aligned", link.parent, child, {}


def _actor(kind: str, child: Goal | None, member: Member, other: Member) -> Member | None:
    if kind == "status.worsened":
        return None
    if child is not None:
        first = child.ownerships.select_related("member").first()
        return first.member if first and first.member_id != member.pk else other
    return member.manager or other


def _row(
    member: Member, kind: str, goal: Goal, child: Goal | None, facts: dict[str, str], actor: Member | None,
    at: datetime, *, is_read: bool,
) -> Notification:  # fmt: skip
    return Notification(
        recipient=member,
        kind=kind,
        key=f"demo {kind} {goal.pk} {child.pk if child else ''}".strip(),
        actor=actor,
        goal=goal,
        child=child,
        facts=facts,
        owes=CATALOGUE[kind].owes,
        at=at,
        read_at=at + timedelta(hours=3) if is_read and not CATALOGUE[kind].owes else None,
    )
