"""Between the row and the pure engine: the outcome, the schedule and the rules of a goal as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cairn.goals.models import Goal, GoalSettings
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType, PhasedTarget
from cairn.goals.parts import Parts
from cairn.goals.scoring import Bands
from cairn.goals.status import Schedule, Status, Thresholds, as_shown


@dataclass(frozen=True)
class Rules:
    """What an organisation decided about numbers (GoalSettings), as the engine wants it."""

    thresholds: Thresholds
    over_achievement: bool
    bands: Bands


def rules_of(settings: GoalSettings) -> Rules:
    """The engine's rules from the settings row."""
    return Rules(
        thresholds=Thresholds(settings.behind_over, settings.at_risk_over),
        over_achievement=settings.counts_over_achievement,
        bands=Bands(settings.band_yellow, settings.band_green, settings.band_orange),
    )


def outcome_of(goal: Goal) -> Outcome:
    """How the goal is measured."""
    phases = tuple(PhasedTarget(date.fromisoformat(p["date"]), Decimal(p["value"])) for p in goal.phases)
    if goal.outcome_type == OutcomeType.PERCENT:
        return Outcome.percent(phases=phases)
    return Outcome(
        type=OutcomeType.METRIC,
        kind=MetricKind(goal.metric_kind) if goal.metric_kind else None,
        unit=goal.unit,
        start=goal.start_value if goal.start_value is not None else Decimal(0),
        target=goal.target_value,
        low=goal.low,
        high=goal.high,
        risk=goal.risk_threshold,
        tolerance=goal.tolerance,
        phases=phases,
    )


def write_outcome(goal: Goal, outcome: Outcome) -> None:
    """Puts an outcome into the goal's columns; saves nothing."""
    percent = outcome.is_percent
    goal.outcome_type = outcome.type.value
    goal.metric_kind = "" if percent or outcome.kind is None else outcome.kind.value
    goal.unit = "" if percent else outcome.unit
    scaled = outcome.is_scaled and not percent
    goal.start_value = outcome.start if scaled else None
    goal.target_value = None if percent else outcome.target
    if outcome.is_baseline or outcome.kind == MetricKind.STAY_BETWEEN:
        goal.target_value = None
    goal.low, goal.high = outcome.low, outcome.high
    goal.risk_threshold, goal.tolerance = outcome.risk, outcome.tolerance
    goal.phases = [{"date": p.date.isoformat(), "value": str(p.value)} for p in outcome.phases]


def parts_of(goal: Goal, mode: str) -> Parts:
    """What the goal's tasks or its milestones (the progress mode says which) came to when they were counted last."""
    done, whole = (getattr(goal, f"{mode}_{name}") for name in ("done", "whole"))
    return Parts(Decimal(done or 0), Decimal(whole or 0))


def schedule_of(goal: Goal) -> Schedule:
    """The goal's status on every day until its next write."""
    return Schedule(goal.on_track_from, goal.behind_from, goal.at_risk_from)


def status_of(goal: Goal, day: date) -> Status:
    """The goal's status on a day; its SQL twin is models.querysets.status_on."""
    if goal.state == "closed":
        return Status.CLOSED
    if goal.state == "postponed":
        return Status.POSTPONED
    return as_shown(outcome_of(goal), schedule_of(goal).at(day))
