"""Health alerts: what is worth a second look on a goal (spec okrs §6.7). Each is a level and a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from cairn.goals.computation import FAR_BEHIND
from cairn.goals.models import Entity, Goal, GoalKind
from cairn.goals.models.alert_sql import EASY_SCORE
from cairn.goals.status import GRACE_DAYS, Status
from cairn.goals.ties import ParentLink
from cairn.organizations.terminology import worded

MANY_KEY_RESULTS = 5

Level = Literal["risk", "attention"]


@dataclass(frozen=True)
class Alert:
    level: Level
    sentence: str


@dataclass(frozen=True)
class Facts:
    """What the alerts look at beside the goal; `goal.period` is loaded. `expected` is in percent or None."""

    goal: Goal
    status: Status
    expected: Decimal | None
    has_owner: bool
    parents: Sequence[ParentLink]
    key_results: int
    open_key_results: int = 0


def alerts(facts: Facts, day: date) -> list[Alert]:
    """The alerts of a goal on `day`, the grave ones first. A closed one only says that its score was easy."""
    if not facts.goal.is_open:
        easy = facts.goal.score is not None and facts.goal.score > EASY_SCORE
        return [Alert("attention", _("A score above 0.8: the target may have been easy."))] if easy else []
    risks = [Alert("risk", sentence) for sentence in _risks(facts, day)]
    return risks + [Alert("attention", sentence) for sentence in _attention(facts, day)]


def _risks(facts: Facts, day: date) -> Iterator[str]:
    goal = facts.goal
    if facts.expected is not None and facts.expected - (goal.progress or 0) > FAR_BEHIND:
        yield _("More than 25 points behind what today expects.")
    if day > goal.due:
        yield _("Past its due date.")
    yield from lasting_risks(facts)


def _attention(facts: Facts, day: date) -> Iterator[str]:
    goal = facts.goal
    if facts.status == Status.NOT_STARTED and day > goal.start + timedelta(GRACE_DAYS):
        yield _("Still not started, a week after its first day.")
    yield from lasting_flaws(facts)


def lasting_risks(facts: Facts) -> Iterator[str]:
    """What is grave about an open goal whatever the day: goals/flaws.py remembers that there is some."""
    goal = facts.goal
    if not facts.has_owner:
        yield _("Nobody owns this.")
    # An objective of the year has key results in its quarters (spec okrs §3); only another stretch of time is odd.
    fitting = {goal.period_id, goal.period.parent_id}
    objectives = [link for link in facts.parents if link.seen and link.kind == GoalKind.OBJECTIVE]
    if goal.kind == GoalKind.KEY_RESULT and any(link.period_id not in fitting for link in objectives):
        yield worded(_("It runs in another period than its {objective}."))
    if goal.start < goal.period.start or goal.due > goal.period.end:
        yield _("Its dates lie outside of its period.")


def lasting_flaws(facts: Facts) -> Iterator[str]:
    """What deserves attention whatever the day."""
    goal = facts.goal
    if goal.kind != GoalKind.OBJECTIVE:
        return
    if goal.entity != Entity.ORGANIZATION and not facts.parents:
        yield _("Aligned to nothing.")
    if goal.entity != Entity.ORGANIZATION and not facts.key_results:
        yield worded(_("It has no {key_results}."))
    if facts.key_results and not facts.open_key_results:
        yield _("Nothing below it is open any more. Close it too, or say what is still to be done.")
    if facts.key_results > MANY_KEY_RESULTS:
        yield worded(_("More than five {key_results}; three to five work best."))
