"""The work of one project as its board, its list and the section on its page show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.goals import policies
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.ui.formats import percent
from cairn.work.models import Milestone, Task, TaskStatus
from cairn.work.policies import can_plan, can_tick

VIEWS = ("board", "list")
SORTS = ("order", "name", "owner", "due")
COLUMNS = (TaskStatus.TODO, TaskStatus.DOING, TaskStatus.DONE)


@dataclass(frozen=True)
class Card:
    """One task. `is_late`: its day is over; `is_after`: its day lies behind the project's last one."""

    id: UUID
    name: str
    status: str
    owner: Member | None
    due: date | None
    has_text: bool
    is_late: bool
    is_after: bool
    may_tick: bool

    @property
    def is_over(self) -> bool:
        return self.status in (TaskStatus.DONE, TaskStatus.CANCELLED)

    @property
    def ways(self) -> list[tuple[str, str]]:
        """The statuses it can be given: all but its own, with their words."""
        return [(status.value, str(status.label)) for status in TaskStatus if status != self.status]


@dataclass(frozen=True)
class Column:
    status: str
    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Work:
    """Everything. `view` is board or list, `sort` the order of the list; `may_plan`: to add and to change."""

    goal: Goal
    cards: tuple[Card, ...]
    milestones: tuple[Milestone, ...]
    view: str
    sort: str
    may_plan: bool
    may_reach: bool
    day: date

    @property
    def columns(self) -> list[Column]:
        return [Column(s.value, str(s.label), self._of(s)) for s in COLUMNS]

    @property
    def cancelled(self) -> tuple[Card, ...]:
        return self._of(TaskStatus.CANCELLED)

    def _of(self, status: str) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.status == status)

    @property
    def done(self) -> int:
        return sum(card.status == TaskStatus.DONE for card in self.cards)

    @property
    def whole(self) -> int:
        return sum(card.status != TaskStatus.CANCELLED for card in self.cards)

    @property
    def share(self) -> str:
        return percent(self.goal.progress)

    @property
    def feeds(self) -> bool:
        """The number of the project comes from its tasks."""
        return bool(self.goal.progress_mode == "tasks")

    @property
    def query(self) -> str:
        """What the address keeps from one write to the next."""
        return f"?view={self.view}&sort={self.sort}"


def work_of(goal: Goal, actor: Actor, day: date, *, view: str = "", sort: str = "") -> Work:
    """The tasks and milestones of a project that the actor may see. Two queries, and those for the rights."""
    acts = policies.acts_on(actor, [goal])[goal.pk]
    sort = sort if sort in SORTS else SORTS[0]
    rows = Task.objects.standing().filter(goal=goal).select_related("owner").in_order()
    cards = [_card(row, goal, actor, acts, day) for row in rows]
    return Work(
        goal=goal,
        cards=tuple(_sorted(cards, sort)),
        milestones=tuple(Milestone.objects.standing().filter(goal=goal).in_order()),
        view=view if view in VIEWS else VIEWS[0],
        sort=sort,
        may_plan=can_plan(acts, goal),
        may_reach=goal.is_open and Act.CHECK_IN in acts,
        day=day,
    )


def _card(row: Task, goal: Goal, actor: Actor, acts: frozenset[Act], day: date) -> Card:
    return Card(
        id=row.pk,
        name=row.name,
        status=row.status,
        owner=row.owner,
        due=row.due,
        has_text=bool(row.description),
        is_late=row.due is not None and row.due < day and not row.is_over,
        is_after=row.due is not None and row.due > goal.due,
        may_tick=can_tick(actor, acts, goal, row),
    )


def _sorted(cards: list[Card], sort: str) -> list[Card]:
    if sort == "name":
        return sorted(cards, key=lambda card: card.name.casefold())
    if sort == "owner":
        return sorted(cards, key=lambda card: (card.owner is None, card.owner.name.casefold() if card.owner else ""))
    if sort == "due":
        return sorted(cards, key=lambda card: card.due or date.max)
    return cards
