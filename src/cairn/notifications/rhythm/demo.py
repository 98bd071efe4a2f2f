"""The demo's schedules, holidays and absences, and last Monday's reminders to the people who can sign in."""

from __future__ import annotations

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from cairn.core import clock
from cairn.goals.demo.chapters import Stage, register
from cairn.notifications.actions import add_holidays, set_rhythm
from cairn.notifications.models import Delivery
from cairn.notifications.rhythm.pattern import Every, Pattern, instant
from cairn.notifications.rhythm.telling import Day, tell
from cairn.organizations.actions import add_absence
from cairn.organizations.demo_accounts import DEMO_ACCOUNTS
from cairn.organizations.models import Member

NINE = time(9)
DAYS_OFF = {(12, 25): "Midwinter", (12, 26): "Midwinter", (1, 1): "New Year", (5, 1): "First of May"}
AWAY = (("Materials Lab", 0, 11), ("Clothing", 1, 4), ("Online Shop", 4, 13))  # a team, weeks from now, days


def fill() -> None:
    """Called once, in AppConfig.ready. After the goals and what was said of them stand."""
    register("rhythms", tell_of_rhythms, order=290)


def tell_of_rhythms(stage: Stage) -> None:
    """Mondays for everybody, every second Thursday in one team; who is away; what last Monday asked for."""
    begins = stage.day - timedelta(days=stage.day.weekday() + 140)
    set_rhythm(None, by=stage.by, pattern=Pattern())
    fortnight = Pattern(Every.TWO_WEEKS, frozenset({3}), time(14), begins=begins, skip_days=3)
    set_rhythm(stage.cast.teams["Materials Lab"], by=stage.by, pattern=fortnight)
    years = (stage.day.year, stage.day.year + 1)
    add_holidays({date(year, *day): name for year in years for day, name in DAYS_OFF.items()}, by=stage.by)
    for team, weeks, days in AWAY:
        stands_in, away = stage.cast.crews[team][:2]
        first = max(stage.day, stage.day - timedelta(days=stage.day.weekday()) + timedelta(weeks=weeks))
        add_absence(away, by=stage.by, first_day=first, last_day=first + timedelta(days=days), delegate=stands_in)
    _remind(stage)


def _remind(stage: Stage) -> None:
    """Nothing is mailed: the addresses are invented."""
    monday = stage.day - timedelta(days=stage.day.weekday() or 7)
    zone = ZoneInfo(stage.organization.time_zone)
    accounts = [account.email for account in DEMO_ACCOUNTS]
    with clock.at(instant(monday, NINE, zone)):
        tell(list(Member.objects.active().filter(email__in=accounts)), Day(monday, NINE, zone))
    Delivery.objects.all().delete()
