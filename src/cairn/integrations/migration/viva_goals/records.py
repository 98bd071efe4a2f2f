"""What the readers hand over: one bundle, whatever the layout of the file was (spec integrations §7).

Every figure is a Decimal as `cairn.core.numbers.parse` keeps it, percentages are 0–100, instants are aware
and in UTC. Names of choices are those of the goal model ("key_result", "stay_above", "rollup", …).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

ERROR = "error"
"""Severity of a row that is not imported."""
WARNING = "warning"
"""Severity of a row that is imported, though not exactly as the file has it."""
INFO = "info"
"""Severity of a decision that the file left to the reader."""


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as a row names them: by id, address or display name, whatever the layout carries."""

    external_id: str | None = None
    email: str | None = None
    name: str | None = None

    @property
    def label(self) -> str:
        """What to call the person in a sentence."""
        return self.name or self.email or self.external_id or ""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person. `account_type` is "regular" or "observer"; `state` active, pending or deactivated.

    `is_listed`: a list of users names the person; if not, only goals, check-ins or teams do.
    """

    external_id: str | None
    name: str
    email: str | None = None
    manager_ref: PersonRef | None = None
    team_names: tuple[str, ...] = ()
    account_type: str = "regular"
    is_admin: bool = False
    state: str = "active"
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class TeamRecord:
    external_id: str | None
    name: str
    parent_name: str | None = None
    owner_refs: tuple[PersonRef, ...] = ()
    type_label: str = ""
    archived: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True)
class PeriodRecord:
    """A period; the dates are None only when neither the file nor any of its goals tells them."""

    external_id: str | None
    name: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class TagRecord:
    external_id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class PhaseRecord:
    date: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class OutcomeRecord:
    """What is measured: `type` percent or metric; `kind` is a metric kind, empty for percent.

    A stay_between carries `low` and `high`, everything else a target; a baseline has none of them.
    """

    type: str = "percent"
    kind: str = ""
    name: str = ""
    unit: str = "%"
    start: Decimal | None = Decimal(0)
    target: Decimal | None = Decimal(100)
    low: Decimal | None = None
    high: Decimal | None = None
    phases: tuple[PhaseRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ParentRef:
    """An alignment upwards. `external_id` is the parent's id in the file; None: only its title is known.

    `weight` is a fixed share of the parent in percent, 0 for "does not count", None for an automatic
    share (spec integrations §7.4.6).
    """

    external_id: str | None
    title: str = ""
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GoalRecord:
    """One objective, key result or project.

    `external_id` is unique in the bundle and is what parents and check-ins refer to. `has_lasting_id`
    tells whether it is the old system's own id, by which a later file finds the goal again; if not, the
    natural key does (spec integrations §7.3, §7.4.4). `progress` is the percentage the file reports,
    `current_value` the value decided by §7.4.5. `viewers` is None for everybody, otherwise the goal is
    private with these people; `is_private_unknown` says that the list could not be read. `metadata` holds
    whatever has no place elsewhere, JSON-ready.
    """

    row: int
    external_id: str
    title: str
    kind: str = "objective"
    kind_word: str = ""
    entity: str = "organization"
    team_names: tuple[str, ...] = ()
    owner_refs: tuple[PersonRef, ...] = ()
    creator_ref: PersonRef | None = None
    check_in_owner_ref: PersonRef | None = None
    delegate_ref: PersonRef | None = None
    period_name: str = ""
    start: date | None = None
    due: date | None = None
    description: str = ""
    nature: str = "aspirational"
    outcome: OutcomeRecord = OutcomeRecord()
    progress_mode: str = "manual"
    status_rule: str = "progress"
    status: str | None = None
    progress: Decimal | None = None
    current_value: Decimal | None = None
    score: Decimal | None = None
    alignments: tuple[ParentRef, ...] = ()
    tags: tuple[str, ...] = ()
    created_at: datetime | None = None
    viewers: tuple[PersonRef, ...] | None = None
    is_private_unknown: bool = False
    has_lasting_id: bool = True
    metadata: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        """Whether only listed people may see the goal."""
        return self.viewers is not None

    @property
    def natural_key(self) -> tuple[str, tuple[str, ...], str, str]:
        """Title, owners, entity and period: what tells a goal without an id (spec integrations §7.3)."""
        return self.title, tuple(owner.label for owner in self.owner_refs), self.entity, self.period_name


@dataclass(frozen=True, slots=True)
class CheckInRecord:
    """A check-in on the goal whose `external_id` is `goal_ref`.

    `value` is in the goal's own unit. `is_implied` marks one that the file does not list: it was made so
    that a reported current value has a check-in to come from.
    """

    goal_ref: str
    at: datetime
    date: date
    author_ref: PersonRef | None = None
    note: str = ""
    note_html: str = ""
    status: str | None = None
    value: Decimal | None = None
    metric_name: str = ""
    external_id: str | None = None
    is_implied: bool = False


@dataclass(frozen=True, slots=True)
class CommentRecord:
    external_id: str | None
    goal_ref: str
    author_ref: PersonRef | None
    at: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should know about one row (or, without a row, about the file).

    `is_damage`: the file contradicts itself or holds a value that cannot be read, so that a part of the row is lost.
    """

    row: int | None
    external_id: str | None
    title: str
    severity: str
    sentence: str
    file: str = ""
    is_damage: bool = False


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that was found. `layout` is "viva-json", "explorer" or "template"."""

    layout: str
    people: tuple[PersonRecord, ...] = ()
    teams: tuple[TeamRecord, ...] = ()
    periods: tuple[PeriodRecord, ...] = ()
    tags: tuple[TagRecord, ...] = ()
    goals: tuple[GoalRecord, ...] = ()
    check_ins: tuple[CheckInRecord, ...] = ()
    comments: tuple[CommentRecord, ...] = ()
    notes: tuple[Remark, ...] = ()
