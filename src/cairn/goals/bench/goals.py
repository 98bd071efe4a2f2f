"""Objectives and key results of one quarter, from single people up to the company, with numbers that hold.

Children come before their parents, so that each objective is rolled up once from numbers that are final, by the same
computation as everywhere. What has been written is forgotten, so that the size does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from cairn.core.ids import new_id
from cairn.goals import history, scoring
from cairn.goals.bench.population import Population, Unit
from cairn.goals.bench.rows import Rows
from cairn.goals.bench.shape import CHECK_INS, KEY_RESULTS, Shape
from cairn.goals.computation import Link, apply, compute, far_behind_from
from cairn.goals.measuring import Rules, outcome_of
from cairn.goals.models import (
    Alignment,
    AlignmentVersion,
    CheckIn,
    Goal,
    GoalKind,
    GoalOwner,
    GoalTeam,
    GoalVersion,
    ProgressMode,
    ProgressPoint,
    State,
    TitleWord,
    Word,
)
from cairn.goals.outcome import Outcome
from cairn.goals.progress import of_value
from cairn.goals.status import Schedule, Status
from cairn.goals.words import words_of
from cairn.planning.models import Period

WORDS = 20_000
_KINDS = ("increase", "decrease", "reach", "percent")
_STATUSES = ("on_track", "on_track", "on_track", "behind", "at_risk")
_ALWAYS = {status: Schedule.always(Status(status)).dates for status in _STATUSES}
_NOTES = ("", "", "", "Steady.", "Waiting for the supplier.", "Two more to go; the second half will be quicker.")


@dataclass
class Tables:
    """Where the rows go."""

    goals: Rows = field(default_factory=lambda: Rows(Goal))
    owners: Rows = field(default_factory=lambda: Rows(GoalOwner, ("id", "goal_id", "member_id", "position")))
    teams: Rows = field(default_factory=lambda: Rows(GoalTeam, ("id", "goal_id", "team_id", "position")))
    links: Rows = field(default_factory=lambda: Rows(Alignment))
    old_links: Rows = field(default_factory=lambda: Rows(AlignmentVersion))
    versions: Rows = field(default_factory=lambda: Rows(GoalVersion))
    check_ins: Rows = field(
        default_factory=lambda: Rows(
            CheckIn,
            ("id", "goal_id", "at", "value", "progress", "status", "confidence", "note", "source", "author_id",
             "author_name", "real_author_id", "overrides_rollup", "created_at", "edited_at", "deleted_at",
             "external_id"),
        )
    )  # fmt: skip
    points: Rows = field(
        default_factory=lambda: Rows(
            ProgressPoint,
            (
                "id",
                "goal_id",
                "at",
                "value",
                "progress",
                "on_track_from",
                "behind_from",
                "at_risk_from",
                "check_in_id",
            ),
        )
    )

    words: Rows = field(default_factory=lambda: Rows(Word, ("id", "text")))
    title_words: Rows = field(default_factory=lambda: Rows(TitleWord, ("id", "word_id", "goal_id")))
    known_words: dict[str, UUID] = field(default_factory=dict)

    def add_words(self, goal: Goal) -> None:
        """The words of a title."""
        for text in words_of(goal.title):
            if text not in self.known_words:
                self.known_words[text] = new_id()
                self.words.add(self.known_words[text], text)
            self.title_words.add(new_id(), self.known_words[text], goal.pk)

    def flush(self) -> None:
        """Everything that is waiting, what is pointed to before what points."""
        for rows in (
            self.goals,
            self.words,
            self.title_words,
            self.check_ins,
            self.owners,
            self.teams,
            self.links,
            self.old_links,
            self.versions,
        ):
            rows.flush()
        self.points.flush()


@dataclass
class Quarter:
    """Writes one quarter. `annual` is the company's objective of the year, above everything."""

    shape: Shape
    population: Population
    period: Period
    annual: Goal
    rules: Rules
    now: datetime
    tables: Tables
    random: Random
    rank: int = 0
    known: dict[tuple[str, Decimal], Decimal | None] = field(default_factory=dict)

    def write(self) -> list[Goal]:
        """Answers the objectives right below the annual one, whose links are written too."""
        waiting: dict[UUID | None, list[Goal]] = {}  # by the unit they are to hang under
        for unit, owner in self._personal():
            waiting.setdefault(unit.id, []).append(self._objective("individual", None, owner, []))
        for unit in reversed(self.population.units):
            below = waiting.pop(unit.id, [])
            mine = [self._objective("team", unit, unit.people[i % len(unit.people)], below[i::2]) for i in range(2)]
            waiting.setdefault(unit.above.id if unit.above else None, []).extend(mine)
        top = waiting.pop(None)
        company = [self._objective("organization", None, self.population.people[0], top[i::5]) for i in range(5)]
        for goal in company:
            self._link(goal, self.annual)
        return company

    @property
    def number(self) -> int:
        """Counts the goals of the quarter, for titles. It begins anew, because people's titles have some ten thousand
        different words and not a million."""
        return ((self.rank & 0xFFFFFFFF) >> 10) % WORDS

    def _personal(self) -> Iterator[tuple[Unit, UUID]]:
        teams = [unit for unit in self.population.units if unit.depth == 3]
        for number in range(max(0, self.shape.in_a_quarter - 2 * len(self.population.units) - 5)):
            team = teams[number % len(teams)]
            yield team, team.people[number // len(teams) % len(team.people)]

    def _objective(self, entity: str, unit: Unit | None, owner: UUID, below: list[Goal]) -> Goal:
        goal = self._goal(
            GoalKind.OBJECTIVE, entity, owner, f"Make part {self.number} of the year easier to live with"
        )
        goal.progress_mode = ProgressMode.ROLLUP
        results = [self._key_result(goal, entity, unit, owner) for _ in range(KEY_RESULTS)]
        children = [*results, *below]
        links = [Link(child, None, True) for child in children]
        state, goal.state = goal.state, State.OPEN
        apply(goal, compute(goal, links, self.rules), self.now.date())
        goal.state = state
        if state == State.CLOSED:
            goal.score = goal.suggested_score = scoring.of_objective(
                [scoring.ChildScore(child.score, state=child.state) for child in children]
            )
        self._save(goal, owner, unit)
        for child in children:
            self._link(child, goal)
        self._point(goal, self.now, None)
        return goal

    def _key_result(self, parent: Goal, entity: str, unit: Unit | None, owner: UUID) -> Goal:
        kind = _KINDS[self.rank % len(_KINDS)]
        goal = self._goal(GoalKind.KEY_RESULT, entity, owner, f"Move number {self.number} from where it stands")
        start, target = {"increase": (20, 80), "decrease": (90, 30), "reach": (0, 400), "percent": (0, 100)}[kind]
        if kind != "percent":
            goal.outcome_type, goal.metric_kind, goal.metric_name = "metric", kind, "number"
            goal.start_value, goal.target_value = Decimal(start), Decimal(target)
        self._check_in_until_now(goal, start, target, owner)
        goal.far_behind_from = far_behind_from(goal, outcome_of(goal), goal.progress)
        if goal.state == State.CLOSED:
            goal.score = goal.suggested_score = scoring.suggested(outcome_of(goal), goal.progress)
        self._save(goal, owner, unit)
        return goal

    def _check_in_until_now(self, goal: Goal, start: int, target: int, owner: UUID) -> None:
        outcome = outcome_of(goal)
        begin = datetime.combine(goal.start, self.now.timetz())
        step = (min(self.now, begin + timedelta(days=89)) - begin) / (CHECK_INS + 1)
        reached = self.random.uniform(0.2, 1.05)
        trend = []
        for number in range(1, CHECK_INS + 1):
            at = begin + step * number
            value = Decimal(round(start + (target - start) * reached * number / CHECK_INS))
            status = _STATUSES[self.random.randrange(len(_STATUSES))]
            progress = self._progress(goal.metric_kind, outcome, value)
            goal.chosen_status, goal.current_value, goal.checked_in_at = status, value, at
            trend.append([(at.date() - goal.start).days // 7, float(progress or 0)])
            check_in = new_id()
            self.tables.check_ins.add(
                check_in, goal.pk, at, value, progress, status, None, _NOTES[self.random.randrange(len(_NOTES))],
                "person", owner, "", None, False, at, None, None, "",
            )  # fmt: skip
            if self.shape.keeps_every_point or number == CHECK_INS:
                goal.progress = progress
                goal.on_track_from, goal.behind_from, goal.at_risk_from = _ALWAYS[status]
                self._point(goal, at, check_in)
        goal.trend = trend

    def _progress(self, kind: str, outcome: Outcome, value: Decimal) -> Decimal | None:
        """What the value means, worked out once for each of the few hundred there are."""
        key = (kind, value)
        if key not in self.known:
            self.known[key] = of_value(outcome, value)
        return self.known[key]

    def _goal(self, kind: GoalKind, entity: str, owner: UUID, title: str) -> Goal:
        self.rank += 1024
        is_over = self.period.end < self.now.date()
        made = datetime.combine(self.period.start, self.now.timetz()) - timedelta(days=7)
        return Goal(
            kind=kind,
            title=title,
            entity=entity,
            period=self.period,
            start=self.period.start,
            due=self.period.end,
            creator_id=owner,
            check_in_owner_id=owner,
            rank=self.rank,
            created_at=made,
            updated_at=made,
            state=State.CLOSED if is_over else State.OPEN,
            closed_at=datetime.combine(self.period.end, self.now.timetz()) if is_over else None,
        )

    def _save(self, goal: Goal, owner: UUID, unit: Unit | None) -> None:
        save_goal(self.tables, goal, owner, unit.id if unit else None)

    def _link(self, child: Goal, parent: Goal) -> None:
        save_link(self.tables, child, parent)

    def _point(self, goal: Goal, at: datetime, check_in: UUID | None) -> None:
        self.tables.points.add(
            new_id(), goal.pk, at, goal.current_value, goal.progress, goal.on_track_from, goal.behind_from,
            goal.at_risk_from, check_in,
        )  # fmt: skip


def save_goal(tables: Tables, goal: Goal, owner: UUID, team: UUID | None) -> None:
    """A goal with its owner, team and present version."""
    tables.goals.add_object(goal)
    tables.add_words(goal)
    tables.owners.add(new_id(), goal.pk, owner, 0)
    if team is not None:
        tables.teams.add(new_id(), goal.pk, team, 0)
    structure = {name: getattr(goal, name) for name in history.STRUCTURE}
    structure |= {"owners": [owner], "teams": [team] if team else [], "viewers": [], "editors": [], "tags": []}
    version = GoalVersion(
        goal=goal,
        number=1,
        valid_from=goal.created_at,
        changed_by_id=owner,
        period_id=goal.period_id,
        entity=goal.entity,
        state=goal.state,
        structure=structure,
    )
    tables.versions.add_object(version)


def save_link(tables: Tables, child: Goal, parent: Goal) -> None:
    """An alignment and its present version."""
    tables.links.add_object(Alignment(child=child, parent=parent, created_at=child.created_at))
    tables.old_links.add_object(AlignmentVersion(child=child, parent=parent, valid_from=child.created_at))
