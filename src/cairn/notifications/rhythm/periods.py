"""A period ends, a period begins (spec okrs §15.4 rows 22 and 23)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from cairn.goals.models import Goal, GoalOwner, GoalTeam
from cairn.goals.models.goal import GoalQuerySet
from cairn.notifications.actions.notify import Notice
from cairn.organizations.models import Member, TeamMember, TeamRole
from cairn.planning.models import Period

WARNED_BEFORE = (timedelta(days=14), timedelta(days=3))
WORTH_SAYING = timedelta(days=14)  # after so many days nobody needs to hear any more that a period has begun


def notices(people: Sequence[Member], day: date, taken: Mapping[UUID, Sequence[date]]) -> Iterator[Notice]:
    """What these people are told of periods on `day`; `taken` are the days whose messages each takes on it."""
    all_taken = {turn for turns in taken.values() for turn in turns}
    if not all_taken:
        return
    near = list(Period.objects.filter(end__gte=day, start__lte=day, end__lte=day + WARNED_BEFORE[0]))
    begun = list(Period.objects.filter(start__in=all_taken, start__gte=day - WORTH_SAYING))
    if begun:
        yield from _started(people, day, taken, begun)
    if near:
        yield from _ending(day, taken, near)


def _started(
    people: Sequence[Member], day: date, taken: Mapping[UUID, Sequence[date]], begun: Sequence[Period]
) -> Iterator[Notice]:
    for member in people:
        mine = [period for period in begun if period.start in taken[member.pk]]
        if mine and not member.is_observer:
            yield Notice("period.started", member.pk, f"period started {day.isoformat()}", facts=_named(mine))


def _ending(day: date, taken: Mapping[UUID, Sequence[date]], near: Sequence[Period]) -> Iterator[Notice]:
    warned = {
        pk: [period for period in near if any(period.end - before in turns for before in WARNED_BEFORE)]
        for pk, turns in taken.items()
    }
    asked = [pk for pk, found in warned.items() if found]
    if not asked:
        return
    open_ones = Goal.objects.standing().open().filter(period__in=near)
    concerned = _owners(asked, open_ones) | _team_owners(asked, open_ones)
    for pk in asked:
        mine = [period for period in warned[pk] if concerned[pk, period.pk]]
        if mine:
            days = min((period.end - day).days for period in mine)
            facts = {**_named(mine), "days": days}
            yield Notice("period.ending", pk, f"period ending {day.isoformat()}", facts=facts)


def _owners(people: Iterable[UUID], goals: GoalQuerySet) -> Counter[tuple[UUID, UUID]]:
    rows = GoalOwner.objects.filter(member__in=list(people), goal__in=goals)
    return Counter(rows.order_by().values_list("member_id", "goal__period_id"))


def _team_owners(people: Iterable[UUID], goals: GoalQuerySet) -> Counter[tuple[UUID, UUID]]:
    """Whoever owns a team answers for its goals too; a private one gives no sign of itself."""
    teams: dict[UUID, list[UUID]] = {}
    led = TeamMember.objects.filter(member__in=list(people), role=TeamRole.OWNER)
    for team_id, member_id in led.values_list("team_id", "member_id"):
        teams.setdefault(team_id, []).append(member_id)
    rows = GoalTeam.objects.filter(team__in=list(teams), goal__in=goals, goal__privacy="everyone")
    found: Counter[tuple[UUID, UUID]] = Counter()
    for team_id, period_id in rows.order_by().values_list("team_id", "goal__period_id").distinct():
        found.update((member_id, period_id) for member_id in teams[team_id])
    return found


def _named(found: Sequence[Period]) -> dict[str, object]:
    names = " · ".join(period.name for period in found)
    return {"period": names, "periods": [str(period.pk) for period in found]}
