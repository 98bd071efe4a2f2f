"""What goals say when a person, a team or a period is to go or to move (spec okrs §2.2, §2.3, §3)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.core import bulk, clock, events
from cairn.goals import events as happened
from cairn.goals import flaws, history
from cairn.goals.models import ApprovalStep, CheckIn, Goal, GoalOwner, GoalTeam, GoalVersion, Privacy
from cairn.goals.recompute import lock, recompute
from cairn.organizations import deletion, on_behalf
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Team
from cairn.organizations.terminology import worded
from cairn.planning import usage
from cairn.planning.models import Period


def register() -> None:
    """Has goals asked before people, teams and periods go. Called once, when the application starts."""
    deletion.register_owner_check(of_person)
    deletion.register_team_check(of_team)
    deletion.register_duty_check(open_ones_of)
    deletion.register_eraser(forget_words_of)
    on_behalf.register_obstacle(private_goals_of)
    usage.register_user(GoalsOfAPeriod())


def of_person(member: Member) -> str | None:
    """Why a person cannot be deleted: they own goals, deleted ones that may come back included (golden 32)."""
    count = GoalOwner.objects.filter(member=member).count()
    if not count:
        return None
    return worded(
        ngettext(
            "%(name)s owns %(count)d {okr}. Give it to somebody else first.",
            "%(name)s owns %(count)d {okrs}. Give them to somebody else first.",
            count,
        )
    ) % {"name": member.name, "count": count}


def forget_words_of(member: Member) -> None:
    """A deleted person's notes and comments on approvals go; the values stay, by nobody (spec okrs §2.3)."""
    CheckIn.objects.filter(author=member).exclude(note="").update(note="")
    ApprovalStep.objects.filter(by=member).exclude(comment="").update(comment="")


def open_ones_of(member: Member) -> str | None:
    """Why a person cannot become an observer: observers own and check nothing in (spec okrs §2.3)."""
    mine = Q(ownerships__member=member) | Q(check_in_owner=member)
    count = Goal.objects.standing().open().filter(mine).distinct().count()
    if not count:
        return None
    return worded(
        ngettext(
            "%(name)s owns or checks in %(count)d open {okr}. Give it to somebody else first.",
            "%(name)s owns or checks in %(count)d open {okrs}. Give them to somebody else first.",
            count,
        )
    ) % {"name": member.name, "count": count}


def private_goals_of(member: Member) -> str | None:
    """Why nobody works on behalf of a person: something private is theirs to know (spec okrs §13.1)."""
    if not Goal.objects.visible_to(Actor(member=member)).filter(privacy=Privacy.LISTED).exists():
        return None
    return _("Nobody works on behalf of %(name)s: some of what they see is private.") % {"name": member.name}


def of_team(team: Team) -> str | None:
    """Why a team cannot be deleted: it has goals; archiving keeps them (golden 31)."""
    count = GoalTeam.objects.filter(team=team).count()
    if not count:
        return None
    return worded(
        ngettext(
            "%(team)s has %(count)d {okr}. Archive the {team} instead: its {okrs} stay as they are.",
            "%(team)s has %(count)d {okrs}. Archive the {team} instead: its {okrs} stay as they are.",
            count,
        )
    ) % {"team": team.name, "count": count}


class GoalsOfAPeriod:
    """Goals as users of periods (planning.usage.PeriodUser)."""

    def counts(self) -> dict[UUID, int]:
        """Standing goals in each period."""
        rows = Goal.objects.standing().order_by().values("period_id").annotate(count=Count("pk"))
        return {row["period_id"]: row["count"] for row in rows}

    def count(self, period: Period) -> int:
        """Goals that lie in the period or, by their history, once lay in it: the past needs its period too."""
        return GoalVersion.objects.filter(period=period).values("goal_id").distinct().count()

    def count_following(self, period: Period) -> int:
        """Open goals that still have the period's own dates."""
        return _following(period).count()

    def move(self, period: Period, *, start: date, end: date, by: Actor) -> None:
        """Gives those the new dates, as an edit of each that its history shows."""
        ids = list(_following(period).values_list("pk", flat=True))
        locked = lock(ids)
        moved = [locked.goals[goal_id] for goal_id in ids]
        for goal in moved:
            goal.start, goal.due = start, end
            goal.version += 1
            goal.updated_at = clock.now()
        bulk.update(moved, ["start", "due", "version", "updated_at"])
        history.remember(moved, by=by)
        recompute(locked, ids)
        changes = {"start": [str(period.start), str(start)], "due": [str(period.end), str(end)]}
        events.record_many(
            [events.build(happened.EDITED, goal, by=by, title=goal.title, changes=changes) for goal in moved]
        )

    def settle(self, period: Period) -> None:
        """Those with dates of their own may lie outside of it now, and all in another year than what is above."""
        flaws.changed(Goal.objects.standing().filter(period=period).values_list("pk", flat=True))


def _following(period: Period) -> QuerySet[Goal]:
    found: QuerySet[Goal] = Goal.objects.standing().open()
    return found.filter(period=period, start=period.start, due=period.end)
