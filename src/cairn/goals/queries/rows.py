"""Rows of the tree: everything a row shows, in a constant number of queries (interface §3, spec okrs §8.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cairn.core import clock
from cairn.goals import policies, progress, scoring, wording
from cairn.goals.alert_choice import AlertChoice, choice_of
from cairn.goals.alerts import Alert, Facts, alerts
from cairn.goals.dropping import Dropping
from cairn.goals.measuring import outcome_of, rules_of, status_of
from cairn.goals.models import Goal, GoalKind, GoalSettings
from cairn.goals.natures import Reading, read
from cairn.goals.policies import Act
from cairn.goals.queries.alerts_below import NO_ALERTS, AlertsBelow
from cairn.goals.queries.children_counts import NO_CHILDREN, Counts, counts_of
from cairn.goals.queries.chosen_alerts import as_chosen
from cairn.goals.recompute import settings_row
from cairn.goals.status import Status
from cairn.goals.ties import ParentLink, Ties, ties
from cairn.organizations.actor import Actor
from cairn.organizations.faces import Face
from cairn.ui.marks import STATUS_WORDS

STALE_AFTER = timedelta(days=7)  # the rhythm people are asked to keep (spec okrs §7, "weekly cadence")


@dataclass(frozen=True)
class LastCheckIn:
    at: datetime
    who: str
    note: str

    @property
    def text(self) -> str:
        """Who, and the beginning of what they said."""
        return f"{self.who}: {Truncator(self.note).chars(200)}" if self.note else self.who


@dataclass(frozen=True)
class Row:
    """One goal as a row. `level` counts from 1; `parent` is the row it hangs under on this page.

    `progress` is percent, unclamped, or None; `expected` is percent, or None where no line is expected.
    `children` counts the ones this person may see, `hidden` those they may not. `refusals` are (kind, reason) of what
    cannot be aligned to it; the kind is empty where nothing can. `is_past`: as it was at an instant; `ghost` is its
    progress at the instant that the page is compared with. `reading` is what the score of a closed one says.
    `is_dual`: objectives and key results are interchangeable, and it is one of them (spec okrs §4.1).
    `moved_to` names where it has just gone, while its row still stands where it was.
    `below` counts the children and grandchildren that deserve a second look.
    """

    id: UUID
    kind: str
    title: str
    level: int
    parent: UUID | None
    version: int
    state: str
    status: Status
    status_word: str
    progress: Decimal | None
    label: str
    label_title: str
    expected: Decimal | None
    value: str
    owners: tuple[Face, ...]
    teams: tuple[tuple[UUID, str], ...]
    elsewhere: tuple[ParentLink, ...]
    period: str
    is_private: bool
    viewers: tuple[str, ...]
    last: LastCheckIn | None
    is_late: bool
    trend: tuple[float, ...]
    score: Decimal | None
    band: str | None
    reading: Reading | None
    acts: frozenset[Act]
    alerts: tuple[Alert, ...]
    carried_over: int
    mode: str
    children: int
    hidden: int
    refusals: tuple[tuple[str, str], ...] = ()
    is_expanded: bool = False
    is_past: bool = False
    ghost: Decimal | None = None
    nature: str = ""
    entity: str = ""
    is_reopened: bool = False
    is_dual: bool = False
    moved_to: str = ""
    below: AlertsBelow = NO_ALERTS

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def kind_to_add(self) -> str:
        """What "add one below" makes here; empty where nothing can be added."""
        if not self.is_open or Act.ALIGN_TO not in self.acts:
            return ""
        return "key_result" if self.kind == GoalKind.OBJECTIVE else "project"

    @cached_property
    def key(self) -> str:
        """Unique on a page, also when a goal with several parents appears twice."""
        return f"{self.id}-{self.parent}" if self.parent else str(self.id)

    @property
    def owner_names(self) -> str:
        return ", ".join(owner.name for owner in self.owners)

    @property
    def viewer_names(self) -> str:
        return ", ".join(self.viewers)

    @property
    def alert_text(self) -> str:
        return " ".join(alert.sentence for alert in self.alerts)

    @property
    def has_several_parents(self) -> bool:
        """As far as one may see; all of its progress goes to each of them (spec okrs §8.1)."""
        return len(self.elsewhere) + (self.parent is not None) > 1

    @property
    def elsewhere_text(self) -> str:
        parents = "\n".join(f"⟶ {link.title}" for link in self.elsewhere)
        return "\n".join([_("All of its progress counts in each:"), parents]) if self.has_several_parents else parents

    @property
    def more_owners(self) -> int:
        """Owners beside the one whose picture is shown."""
        return max(len(self.owners) - 1, 0)

    @property
    def can_check_in(self) -> bool:
        return self.is_open and Act.CHECK_IN in self.acts

    @property
    def can_edit(self) -> bool:
        return self.is_open and Act.EDIT in self.acts


@dataclass(frozen=True)
class RowRules:
    """What all rows of a page are judged by, worked out once: the organisation's settings, and the day."""

    settings: GoalSettings
    day: date

    @cached_property
    def bands(self) -> scoring.Bands:
        return rules_of(self.settings).bands

    @cached_property
    def dropping(self) -> Dropping:
        return Dropping(self.settings)


def rows(
    goals: Iterable[Goal],
    actor: Actor,
    day: date,
    *,
    level: int = 1,
    parent: UUID | None = None,
    settings: GoalSettings | None = None,
) -> list[Row]:
    """A row for each goal, in the order given; `goals` are ones the actor may see. `day` decides status and mark.

    `level` and `parent` say where the rows stand on the page; `placed` moves a row elsewhere.
    `settings` are the organisation's rules, if the caller has read them already.
    """
    found = list(goals)
    if not found:
        return []
    prefetch_related_objects(found, "period")
    settings = settings or settings_row()
    near = ties(found, actor)
    acts = policies.acts_on(actor, found, near, settings)
    tells_alerts = settings.health_alerts and choice_of(actor) != AlertChoice.NONE
    counts = counts_of(found, actor, day, tells_alerts=tells_alerts)
    rules = RowRules(settings, day)
    drawn = [
        row_of(goal, near, acts[goal.pk], counts.get(goal.pk, NO_CHILDREN), rules, level, parent) for goal in found
    ]
    return as_chosen(drawn, actor)


def row_for(goal: Goal, actor: Actor, day: date, level: int = 1, parent: UUID | None = None) -> Row:
    """The row of one goal."""
    return rows([goal], actor, day, level=level, parent=parent)[0]


def placed(row: Row, *, level: int, parent: UUID | None, is_expanded: bool = False) -> Row:
    """The same row at another place of the tree; the parent it hangs under there needs no naming."""
    elsewhere = tuple(link for link in row.elsewhere if link.id != parent)
    return replace(row, level=level, parent=parent, elsewhere=elsewhere, is_expanded=is_expanded)


def row_of(
    goal: Goal,
    near: Ties,
    acts: frozenset[Act],
    counts: Counts,
    rules: RowRules,
    level: int = 1,
    parent: UUID | None = None,
) -> Row:
    """One row from what was read; `rows` reads it for now, past_rows.py for an instant."""
    settings, day = rules.settings, rules.day
    outcome, status = outcome_of(goal), status_of(goal, day)
    scaled = goal.is_open and outcome.is_scaled
    expected = progress.expected(outcome, goal.start, goal.due, day) if scaled else None
    owners, parents = near.owners.get(goal.pk, []), near.parents.get(goal.pk, [])
    facts = Facts(goal, status, expected, bool(owners), parents, counts.key_results, counts.open_key_results)
    band = scoring.band(goal.score, goal.nature, rules.bands)
    reading = read(goal.nature, goal.score, band) if status == Status.CLOSED else None
    return Row(
        id=goal.pk,
        kind=goal.kind,
        title=goal.title,
        level=level,
        parent=parent,
        version=goal.version,
        state=goal.state,
        status=status,
        status_word=reading.word if reading else str(STATUS_WORDS[status.value]),
        progress=goal.progress,
        label=wording.percent_label(goal.progress),
        label_title=wording.percent_title(goal.progress),
        expected=expected,
        value=wording.value_of(goal),
        owners=tuple(owners),
        teams=tuple(near.teams.get(goal.pk, ())),
        elsewhere=tuple(link for link in parents if link.seen and link.id != parent),
        period=goal.period.name,
        is_private=goal.is_private,
        viewers=tuple(sorted({*near.viewers.get(goal.pk, ()), *(m.name for m in owners)})) if goal.is_private else (),
        last=_last(goal, near),
        is_late=_is_late(goal, day),
        trend=tuple(point[1] for point in goal.trend),
        score=goal.score,
        band=band,
        reading=reading,
        acts=acts,
        alerts=tuple(alerts(facts, day)) if settings.health_alerts else (),
        carried_over=goal.carry_over_count,
        mode=goal.progress_mode,
        children=counts.seen,
        hidden=counts.total - counts.seen,
        nature=goal.nature,
        entity=goal.entity,
        is_reopened=goal.is_reopened,
        is_dual=goal.kind != GoalKind.PROJECT and settings.okr_model == GoalSettings.Model.INTERCHANGEABLE,
        below=counts.alerts,
        refusals=rules.dropping.on(goal, acts),
    )


def _last(goal: Goal, near: Ties) -> LastCheckIn | None:
    told = near.last.get(goal.pk)
    return LastCheckIn(goal.checked_in_at, *told) if told and goal.checked_in_at else None


def _is_late(goal: Goal, day: date) -> bool:
    """Whether somebody should have checked in by now: open, by hand, and silent for more than a week."""
    if not goal.is_open or goal.progress_mode != "manual" or day < goal.start:
        return False
    if goal.checked_in_at is None:
        return day > goal.start + STALE_AFTER
    return clock.now() - goal.checked_in_at > STALE_AFTER
