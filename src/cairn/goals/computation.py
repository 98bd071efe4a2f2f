"""The numbers of one goal from its inputs. The same computation serves a check-in, a bulk load and `cairn verify`.

Inputs are the goal's own columns (outcome, dates, mode, chosen status, own value) and its links to children.
Nothing is read from the database or saved here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cairn.goals import parts, roll_up, scoring, status
from cairn.goals import progress as engine
from cairn.goals.measuring import Rules, outcome_of, parts_of, schedule_of
from cairn.goals.models import Goal, GoalKind, ProgressMode, StatusRule
from cairn.goals.outcome import Outcome
from cairn.goals.status import ChildStatus, Schedule, Status

FAR_BEHIND = Decimal(25)  # points
NEVER_LONGER = 60  # weeks of trend that are kept


@dataclass(frozen=True)
class Link:
    """One child as its parent sees it. `contribution` is a fixed share in percent, or None."""

    child: Goal
    contribution: Decimal | None
    contributes: bool


@dataclass(frozen=True)
class Numbers:
    """What is cached on a goal: value, progress in percent (unclamped), and the status schedule."""

    value: Decimal | None
    progress: Decimal | None
    automatic_value: Decimal | None
    schedule: Schedule
    far_behind_from: date | None = None


def roll_up_of(goal: Goal, links: Sequence[Link], rules: Rules) -> roll_up.RollUp:
    """The roll-up of a goal with its derivation, whatever its mode is (spec okrs §5.4–5.6)."""
    children = [child_of(link) for link in links]
    return roll_up.roll_up(outcome_of(goal), children, goal.current_value, rules.over_achievement)


def child_of(link: Link) -> roll_up.Child:
    """A link as the engine takes it."""
    child = link.child
    return roll_up.Child(
        id=child.pk,
        progress=child.progress,
        value=child.current_value,
        outcome=outcome_of(child),
        contribution=link.contribution,
        contributes=link.contributes,
        kind=child.kind,
        state=child.state,
        has_value=child.current_value is not None,
    )


def score_of(goal: Goal, links: Sequence[Link]) -> Decimal | None:
    """The score to suggest, 0–1 with two decimals (spec okrs §9.4); None for a baseline.

    For whatever has scored children their weighted mean, projects aside, else from the goal's own progress.
    """
    scored = scoring.of_objective(
        [
            scoring.ChildScore(link.child.score, link.contribution, link.child.state, link.contributes)
            for link in links
            if link.child.kind != GoalKind.PROJECT
        ]
    )
    return scored if scored is not None else scoring.suggested(outcome_of(goal), goal.progress)


def compute(goal: Goal, links: Sequence[Link], rules: Rules) -> Numbers:
    """The numbers a goal should have now. For an ended goal: the ones it has, frozen."""
    outcome = outcome_of(goal)
    if not goal.is_open:
        frozen = schedule_of(goal), goal.far_behind_from
        return Numbers(goal.current_value, goal.progress, goal.automatic_value, *frozen)
    value, automatic = goal.current_value, None
    progress = engine.of_value(outcome, value)
    if ProgressMode.ROLLUP in (goal.progress_mode, goal.automatic_mode):
        rolled = roll_up_of(goal, links, rules)
        automatic = rolled.value
        if goal.is_automatic:
            value, progress = rolled.value, rolled.progress
    elif goal.counted_mode:
        automatic = parts.percent(parts_of(goal, goal.counted_mode))
        if goal.is_automatic:
            value, progress = automatic, engine.of_value(outcome, automatic)
    schedule = _schedule(goal, value, progress, links, rules)
    return Numbers(value, progress, automatic, schedule, far_behind_from(goal, outcome, progress))


def far_behind_from(goal: Goal, outcome: Outcome, progress: Decimal | None) -> date | None:
    """The first day whose line asks for so much more that a health alert says so, if nothing happens (okrs §6.7)."""
    if not outcome.is_scaled:
        return None
    return engine.first_day_above(outcome, goal.start, goal.due, (progress or engine.NOTHING) + FAR_BEHIND)


def _schedule(
    goal: Goal, value: Decimal | None, progress: Decimal | None, links: Sequence[Link], rules: Rules
) -> Schedule:
    if goal.chosen_status:
        return Schedule.always(Status(goal.chosen_status))
    if goal.progress_mode == ProgressMode.MANUAL:
        return Schedule()  # nobody has checked in: not started
    own = status.of_automatic(
        outcome_of(goal), progress, goal.start, goal.due, rules.thresholds, _has_begun(goal, links), value=value
    )
    if goal.status_rule != StatusRule.CHILDREN:
        return own
    voices = [
        ChildStatus(link.child.state, schedule_of(link.child)) for link in links if link.child.kind != "project"
    ]
    found = status.from_children(voices, own)
    # An end state of all children does not end the goal by itself: actions.close decides that.
    return own if isinstance(found, Status) else found


def _has_begun(goal: Goal, links: Sequence[Link]) -> bool:
    if goal.counts_parts and parts_of(goal, goal.progress_mode).done:
        return True
    return goal.checked_in_at is not None or any(link.child.checked_in_at is not None for link in links)


def apply(goal: Goal, numbers: Numbers, today: date) -> bool:
    """Writes the numbers into the goal's columns; True when something changed. Saves nothing."""
    before = (goal.current_value, goal.progress, goal.automatic_value, schedule_of(goal))
    goal.current_value, goal.progress = numbers.value, numbers.progress
    goal.automatic_value = numbers.automatic_value
    goal.on_track_from, goal.behind_from, goal.at_risk_from = numbers.schedule.dates
    goal.far_behind_from = numbers.far_behind_from
    changed = before != (goal.current_value, goal.progress, goal.automatic_value, schedule_of(goal))
    if changed:
        _extend_trend(goal, today)
    return changed


def _extend_trend(goal: Goal, day: date) -> None:
    """The sparkline keeps the last progress of each week since the start."""
    if goal.progress is None:
        return
    week = (day - goal.start).days // 7
    trend = [point for point in goal.trend if point[0] < week]
    goal.trend = [*trend, [week, float(goal.progress)]][-NEVER_LONGER:]
