"""Tells people when their time has come: found every minute, worked off in parts (spec okrs §15.2).

A turn is a time of day on a day in a time zone. Finding the turns that have come and noting how far one has looked is
one transaction; so is each part of a turn: its messages and how far it has come. Whoever dies in between has done
whole parts only, and the next minute goes on behind them. That a person is told at most once a day is kept by the key
of the message as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from cairn.core import clock, jobs, schedule, tenancy
from cairn.goals.models import Goal
from cairn.notifications.models import Turn, Watch
from cairn.notifications.queries.rhythms import cascade
from cairn.notifications.rhythm.pattern import Pattern, instant
from cairn.notifications.rhythm.quiet import is_quiet
from cairn.notifications.rhythm.telling import Day, tell
from cairn.organizations.models import Member, Organization

PART = 500
LATEST = timedelta(hours=24)
"""What could not be told within a day is not told any more: the next day has its own message."""
TURNS_ARE_KEPT = timedelta(days=40)


@schedule.every(minutes=1, in_each_organization=True)
def look_at_the_clock() -> None:
    """Notes the turns that have come and has them worked off."""
    find_turns()
    if Turn.objects.filter(done_at=None).exists():
        jobs.enqueue_after_commit(work_off)


@jobs.job
def work_off() -> None:
    """Works off every turn that is not done, the earliest first. Safe to repeat and to run several times at once."""
    for turn_id in Turn.objects.filter(done_at=None).order_by("instant", "pk").values_list("pk", flat=True):
        while work_off_part(turn_id):
            pass


@transaction.atomic
def find_turns() -> int:
    """Writes down the turns since the last look; answers how many. The first look finds none."""
    now = clock.now()
    watch, is_new = Watch.objects.select_for_update().get_or_create(defaults={"seen_until": now})
    if is_new or watch.seen_until >= now:
        return 0
    since = max(watch.seen_until, now - LATEST)
    watch.seen_until = now
    watch.save(update_fields=["seen_until"])
    turns = [turn for turn in _candidates(since, now) if since < turn.instant <= now]
    Turn.objects.bulk_create(turns, ignore_conflicts=True)
    return len(turns)


def _candidates(since: datetime, now: datetime) -> Iterable[Turn]:
    times = {pattern.at for pattern in _patterns()}
    if not any(_comes_within(at, since, now) for at in times):
        return
    first, last = since.date() - timedelta(days=1), now.date() + timedelta(days=1)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    for zone in _zones():
        for at in times:
            for day in days:
                yield Turn(day=day, at=at, zone=zone, instant=instant(day, at, ZoneInfo(zone)))


def _comes_within(at: time, since: datetime, now: datetime) -> bool:
    """Whether the clocks of any zone can show this time in the stretch; it spares a look at all people every minute.

    Zones lie whole quarters of an hour apart.
    """
    if now - since >= timedelta(minutes=15):
        return True
    minutes = int((now - since) / timedelta(minutes=1)) + 2
    return any((now - timedelta(minutes=back)).minute % 15 == at.minute % 15 for back in range(minutes))


def _patterns() -> Iterable[Pattern]:
    known = cascade()
    return [known.rhythm_of(None), *(level.rhythm for level in known.levels.values())]


def _zones() -> set[str]:
    named = set(Member.objects.active().order_by().values_list("time_zone", flat=True).distinct())
    return {name or _home().time_zone for name in named}


def _home() -> Organization:
    return Organization.objects.get(pk=tenancy.current_id())


@transaction.atomic
def work_off_part(turn_id: UUID) -> bool:
    """Tells the next people of a turn; False when it is done, or when somebody else is at it."""
    turn = Turn.objects.select_for_update(skip_locked=True).filter(pk=turn_id, done_at=None).first()
    if turn is None:
        return False
    people = [] if turn.cursor is None and is_quiet(turn.day, turn.at) else _people(turn)
    if people:
        day = Day(turn.day, turn.at, ZoneInfo(turn.zone))
        tell(people, day)
        turn.cursor = people[-1].pk
    if len(people) < PART:
        turn.done_at = clock.now()
    turn.save(update_fields=["cursor", "done_at"])
    return turn.done_at is None


def _people(turn: Turn) -> list[Member]:
    """The next people of the turn's zone; at another time than the organisation's those who report at that time."""
    here = Q(time_zone=turn.zone)
    if _home().time_zone == turn.zone:
        here |= Q(time_zone="")
    rows = Member.objects.active().filter(here).only("pk", "account_type")
    known = cascade()
    if known.rhythm_of(None).at != turn.at:
        teams = [team for team in known.parents if known.rhythm_of(team).at == turn.at]
        theirs = Goal.objects.open().filter(team_links__position=0, team_links__team__in=teams)
        rows = rows.filter(pk__in=theirs.values("check_in_owner"))
    if turn.cursor is not None:
        rows = rows.filter(pk__gt=turn.cursor)
    return list(rows.order_by("pk")[:PART])


@schedule.daily(at="03:40", in_each_organization=True)
def forget_old_turns() -> None:
    """Turns that nobody asks about any more."""
    Turn.objects.filter(instant__lt=clock.now() - TURNS_ARE_KEPT).exclude(done_at=None).delete()
