"""Status: how a goal stands on a given day, and why (spec okrs §6).

The idea that lets pages and SQL agree without a nightly job: between two writes the progress of a goal is
constant, and the expected line only rises. So by the mere passing of time a status never improves, and all
that can happen until the next write is told by three dates: from when it is On track (that is: no longer
Not started), from when Behind, from when At risk. That is a `Schedule`; a write stores it, a page asks
`Schedule.at(day)`, a query compares three columns with today.

Pure: no Django, no models; the day is an argument.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from cairn.core.sentences import Sentence, gettext_noop
from cairn.goals.outcome import MetricKind, Outcome
from cairn.goals.progress import NOTHING, expected_line, is_met

EVER = date.min
"""The date of what has been so ever since."""

GRACE_DAYS = 7


class Status(StrEnum):
    """How a goal stands. Baselines are In progress where others are On track, Behind or At risk."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    AT_RISK = "at_risk"
    CLOSED = "closed"
    POSTPONED = "postponed"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """By how many points expected progress may exceed progress (spec §6.2).

    Above `behind_over` a goal is Behind, above `at_risk_over` At risk. Raises ValueError with a sentence
    unless 0 <= behind_over < at_risk_over <= 100.
    """

    behind_over: Decimal = Decimal(0)
    at_risk_over: Decimal = Decimal(25)

    def __post_init__(self) -> None:
        if not 0 <= self.behind_over < self.at_risk_over <= 100:
            raise ValueError(Sentence(_THRESHOLDS))


_THRESHOLDS = gettext_noop(
    "“Behind” must begin at 0 points or more, and “At risk” above that and at 100 points at most."
)


def from_progress(progress: Decimal | None, expected: Decimal, thresholds: Thresholds) -> Status:
    """The table of spec §6.2: the gap between expected and actual progress, in percentage points.

    No progress (None) counts as 0 %.
    """
    gap = expected - (progress or NOTHING)
    if gap > thresholds.at_risk_over:
        return Status.AT_RISK
    return Status.BEHIND if gap > thresholds.behind_over else Status.ON_TRACK


def of_control(outcome: Outcome, value: Decimal | None) -> Status:
    """The status of a control at `value`: kept is On track, within the risk band Behind, else At risk.

    Not started without a value. The edges belong to the band: at the target and at the risk threshold a
    goal is Behind. Spec §6.5; for stay between the band is the tolerance on either side (§5.2).
    """
    met = is_met(outcome, value)
    if met is None or value is None:
        return Status.NOT_STARTED
    if met:
        return Status.ON_TRACK
    return Status.BEHIND if _in_risk_band(outcome, value) else Status.AT_RISK


def _in_risk_band(outcome: Outcome, value: Decimal) -> bool:
    if outcome.kind == MetricKind.STAY_BETWEEN:
        if outcome.low is None or outcome.high is None or outcome.tolerance is None:
            return False
        return outcome.low - outcome.tolerance <= value <= outcome.high + outcome.tolerance
    if outcome.risk is None:
        return False
    return value >= outcome.risk if outcome.kind == MetricKind.STAY_ABOVE else value <= outcome.risk


def at_risk_where(outcome: Outcome) -> list[tuple[Decimal | None, Decimal | None]]:
    """The stretches of values in which a control is At risk: from, to, both outside; None has no end (§6.5)."""
    if outcome.kind == MetricKind.STAY_BETWEEN:
        if outcome.low is None or outcome.high is None:
            return []
        tolerance = outcome.tolerance or Decimal(0)
        return [(None, outcome.low - tolerance), (outcome.high + tolerance, None)]
    edge = outcome.target if outcome.risk is None else outcome.risk
    if edge is None or not outcome.is_control:
        return []
    return [(None, edge)] if outcome.kind == MetricKind.STAY_ABOVE else [(edge, None)]


# ── Schedules ───────────────────────────────────────────────────────────────────────────────────────

_WORST_FIRST = (Status.AT_RISK, Status.BEHIND, Status.ON_TRACK)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The status of an open goal on every day until its next write: since when each level holds.

    None means never. On a given day the worst level whose date has come counts, and before any has come
    the goal is Not started. A goal that goes straight from Not started to Behind has equal first dates.
    """

    on_track_from: date | None = None
    behind_from: date | None = None
    at_risk_from: date | None = None

    @classmethod
    def always(cls, status: Status) -> "Schedule":
        """One status on every day: a status chosen at a check-in, or one that time does not touch.

        In progress is held as On track (`as_shown` turns it back). Raises ValueError for Closed and
        Postponed, which are states of the goal and not a matter of days.
        """
        if status in {Status.CLOSED, Status.POSTPONED}:
            raise ValueError(f"{status} is an end state and has no schedule")
        if status == Status.NOT_STARTED:
            return cls()
        return cls(
            on_track_from=EVER,
            behind_from=EVER if status in {Status.BEHIND, Status.AT_RISK} else None,
            at_risk_from=EVER if status == Status.AT_RISK else None,
        )

    @classmethod
    def worst_of(cls, schedules: Iterable["Schedule"]) -> "Schedule":
        """The worst status among several goals on every day: each level from its earliest date on."""
        rows = [schedule.dates for schedule in schedules]
        return cls(*(_earliest(dates) for dates in zip(*rows, strict=True)))

    @property
    def dates(self) -> tuple[date | None, date | None, date | None]:
        """The three dates in the order On track, Behind, At risk."""
        return self.on_track_from, self.behind_from, self.at_risk_from

    @property
    def starts(self) -> date | None:
        """The first day on which the goal is no longer Not started; None when that day never comes."""
        return _earliest(self.dates)

    def at(self, day: date) -> Status:
        """The status on `day`: Not started, On track, Behind or At risk."""
        for status, since in zip(_WORST_FIRST, reversed(self.dates), strict=True):
            if since is not None and since <= day:
                return status
        return Status.NOT_STARTED

    def until(self, day: date | None) -> "Schedule":
        """Only what has come about before `day`; all of it when `day` is None."""
        if day is None:
            return self
        return Schedule(*(since if since is not None and since < day else None for since in self.dates))

    def changes_after(self, day: date) -> list[tuple[date, Status]]:
        """The changes to come if nothing is written: dates after `day`, each with its new status."""
        coming = sorted({since for since in self.dates if since is not None and since > day})
        return [(since, self.at(since)) for since in coming if self.at(since) != self.at(since - timedelta(1))]


def as_shown(outcome: Outcome, status: Status) -> Status:
    """The status in the words of its outcome: an open baseline is Not started or In progress (spec §6.1)."""
    if outcome.is_baseline and status in _WORST_FIRST:
        return Status.IN_PROGRESS
    return status


def of_automatic(
    outcome: Outcome,
    progress: Decimal | None,
    start: date,
    due: date,
    thresholds: Thresholds,
    has_check_in: bool,
    grace_days: int = GRACE_DAYS,
    value: Decimal | None = None,
) -> Schedule:
    """The schedule of a goal whose status follows from its progress (spec §6.2, §6.5).

    In: `progress` in percent, unclamped; first and last day; whether anything was ever checked in or
    synchronised; `value`, the current one, which decides for controls. Out: a scaled goal follows the
    table against its expected line, except that it stays Not started while nothing was checked in and its
    progress is 0, before its start and in its first `grace_days` days. A control follows its bounds and
    stays Not started without a value. A baseline starts with its first check-in. Raises nothing.
    """
    if outcome.is_baseline:
        return Schedule.always(Status.IN_PROGRESS if has_check_in else Status.NOT_STARTED)
    if outcome.is_control:
        return Schedule.always(of_control(outcome, value))
    reached = progress or NOTHING
    begins = _after(start, grace_days) if not has_check_in and reached == 0 else EVER
    line = expected_line(outcome, start, due)
    behind, at_risk = (
        line.first_day_above(reached + points) for points in (thresholds.behind_over, thresholds.at_risk_over)
    )
    return Schedule(
        on_track_from=begins,
        behind_from=behind and max(behind, begins),
        at_risk_from=at_risk and max(at_risk, begins),
    )


# ── From key results ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ChildStatus:
    """A child as the rule "from key results" sees it: open, closed or postponed, and its schedule if open."""

    state: str
    schedule: Schedule = Schedule()


def from_children(children: Sequence[ChildStatus], own: Schedule) -> Schedule | Status:
    """The status of a parent from its children (spec §6.3); the caller chooses which children count.

    `own` is the parent's schedule from its own progress. Out: a Schedule, or an end state for all days:

    1. no children: `own`;
    2. all Closed, or Closed and Postponed: Closed; all Postponed: Postponed;
    3. open children without a closed one: the worst of the open on every day (all Not started gives Not
       started); postponed ones have no voice;
    4. open children beside closed ones: while every open one is Not started the mix is "only Closed and
       Not started", so `own` counts; from the day on which the first open one starts, the worst of the
       open counts.

    In 4 that day may come by the mere passing of time, when a child's first week runs out. What `own` had
    come to before that day then still holds, so that no status improves although nobody did anything: the
    result on each later day is the worse of the two. With the child's first check-in its schedule begins
    `EVER`, nothing comes before that, and the children alone decide.
    """
    states = {child.state for child in children}
    if not states:
        return own
    if "open" not in states:
        return Status.CLOSED if "closed" in states else Status.POSTPONED
    worst = Schedule.worst_of(child.schedule for child in children if child.state == "open")
    if "closed" not in states:
        return worst
    return Schedule.worst_of([worst, own.until(worst.starts)])


def _after(day: date, days: int) -> date:
    """`days` later, or the last day there is."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _earliest(dates: Iterable[date | None]) -> date | None:
    return min((day for day in dates if day is not None), default=None)
