"""What is open on a page at the end of its period, and how each of it would end (spec okrs §9.2, §9.3, §9.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.goals import policies, scoring
from cairn.goals.actions.copy_plan import carried_before
from cairn.goals.actions.endable import Ending
from cairn.goals.measuring import outcome_of, rules_of
from cairn.goals.models import Alignment, Goal, GoalKind, State
from cairn.goals.models.goal import GoalQuerySet
from cairn.goals.natures import Outcomes, hint_of, outcomes, verdict
from cairn.goals.policies import Act
from cairn.goals.queries.foresight import foreseen
from cairn.goals.queries.rows import Row, rows
from cairn.goals.queries.tree import Place, in_order
from cairn.goals.recompute import settings_row
from cairn.goals.rollover import Mode, carried
from cairn.organizations.actor import Actor
from cairn.planning.models import Period
from cairn.planning.queries import next_period
from cairn.ui.formats import number

PER_PAGE = 40


@dataclass(frozen=True)
class Tallied:
    """How far closing has come: numbers of goals."""

    closed: int
    postponed: int
    pending: int

    @property
    def total(self) -> int:
        return self.closed + self.postponed + self.pending

    @property
    def percent(self) -> int:
        """How much is done, 0–100."""
        return 100 * (self.closed + self.postponed) // self.total if self.total else 100


@dataclass(frozen=True)
class Item:
    """One open goal: its row, how it would end by itself, and what there is to know before one decides.

    `suggested` is the score it gets if everything on the page ends as it is chosen there, `today` the one it would
    get if it ended alone; `without` counts the children that are postponed with it and make the difference.
    """

    goal: Goal
    level: int
    row: Row
    preset: str
    suggested: Decimal | None
    today: Decimal | None
    without: int
    colour: str | None
    verdict: str
    needs_new_target: bool
    hint: str
    copied_before: bool

    @property
    def is_scored(self) -> bool:
        return self.suggested is not None

    @property
    def foresight(self) -> str:
        """Why the score is another one than its progress says; empty where it is not (§9.4, §10.5)."""
        if self.suggested == self.today:
            return ""
        words = {"today": number(self.today, 2), "score": number(self.suggested, 2), "count": self.without}
        if not self.without:
            return _("%(today)s today; %(score)s from what is chosen below it.") % words
        return (
            ngettext(
                "%(today)s today; %(score)s without the one below it that is postponed.",
                "%(today)s today; %(score)s without the %(count)s below it that are postponed.",
                self.without,
            )
            % words
        )


@dataclass(frozen=True)
class Closing:
    """The page. `items` are the first of `mine`, what this person may end; `others` counts what they may not."""

    period: Period
    name: str
    tally: Tallied
    mine: list[Goal]
    levels: dict[UUID, int]
    items: list[Item]
    others: int
    next_period: Period | None
    later: list[Period]

    @property
    def more(self) -> int:
        """How many of mine do not stand on this page."""
        return len(self.mine) - len(self.items)


def on_the_page(place: Place | None, period: Period, actor: Actor) -> GoalQuerySet:
    """Everything that is closed together: what stands on a page, and the key results and projects right below it.
    Without a place everything of the period."""
    found: GoalQuerySet = Goal.objects.visible_to(actor).of_period([period.pk])
    if place is None:
        return found
    below = Alignment.objects.filter(place.holds("parent"), parent__period=period, parent__deleted_at=None)
    below = below.exclude(child__kind=GoalKind.OBJECTIVE)
    return found.filter(place.holds() | Q(pk__in=below.values("child_id")))


def tallied(place: Place | None, period: Period, actor: Actor) -> Tallied:
    """How much of it is closed, postponed and pending; one query."""
    return Tallied(
        **on_the_page(place, period, actor).aggregate(
            closed=Count("pk", filter=Q(state=State.CLOSED)),
            postponed=Count("pk", filter=Q(state=State.POSTPONED)),
            pending=Count("pk", filter=Q(state=State.OPEN)),
        )
    )


def closing(
    place: Place | None, period: Period, name: str, actor: Actor, day: date, *, shown: int = PER_PAGE
) -> Closing:
    """What is open on the page of this name and how it would end, as this person may know and do it."""
    waiting = list(in_order(on_the_page(place, period, actor).open()).select_related("period"))
    acts = policies.acts_on(actor, waiting)
    placed = tree_order([goal for goal in waiting if Act.END in acts[goal.pk]])
    mine, levels = [goal for goal, _level in placed], {goal.pk: level for goal, level in placed}
    following = next_period(period, day)
    return Closing(
        period=period,
        name=name,
        tally=tallied(place, period, actor),
        mine=mine,
        levels=levels,
        items=items_of(placed[:shown], actor, day, following),
        others=len(waiting) - len(mine),
        next_period=following,
        later=list(Period.objects.unfinished(day).filter(start__gt=period.start).order_by("start", "-end")),
    )


def tree_order(goals: Sequence[Goal]) -> list[tuple[Goal, int]]:
    """Each goal with its level, from 1, and then what stands below it; one with several parents under the first."""
    by_id = {goal.pk: goal for goal in goals}
    links = Alignment.objects.filter(child_id__in=list(by_id)).order_by("position", "pk")
    under: dict[UUID, UUID] = {}
    for child_id, parent_id in links.values_list("child_id", "parent_id"):
        if parent_id in by_id:
            under.setdefault(child_id, parent_id)
    below: dict[UUID | None, list[Goal]] = {}
    for goal in goals:
        below.setdefault(under.get(goal.pk), []).append(goal)
    found: list[tuple[Goal, int]] = []
    waiting: list[tuple[Goal, int]] = [(goal, 1) for goal in reversed(below.get(None, []))]
    while waiting:
        goal, level = waiting.pop()
        found.append((goal, level))
        waiting += [(child, level + 1) for child in reversed(below.get(goal.pk, []))]
    return found


def lowest_first(page: Closing) -> list[Goal]:
    """The same with key results before their objective, as one scores them best (§9.1)."""
    found: list[Goal] = []
    above: list[Goal] = []
    for goal in page.mine:
        while above and page.levels[above[-1].pk] >= page.levels[goal.pk]:
            found.append(above.pop())
        above.append(goal)
    return [*found, *reversed(above)]


def items_of(placed: Sequence[tuple[Goal, int]], actor: Actor, day: date, following: Period | None) -> list[Item]:
    """The goals with everything one needs to decide; a constant number of queries."""
    goals, settings = [goal for goal, _level in placed], settings_row()
    proposed = [Ending(goal.pk, preset_of(goal)) for goal in goals]
    coming = foreseen(proposed, goals, actor)
    before = carried_before(goals, [following.pk]) if following else {}
    shown = {row.id: row for row in rows(goals, actor, day, settings=settings)}
    bands = rules_of(settings).bands
    found = []
    for goal, level in placed:
        suggested = coming[goal.pk].score
        colour = scoring.band(suggested, goal.nature, bands)
        found.append(
            Item(
                goal=goal,
                level=level,
                row=shown[goal.pk],
                preset=preset_of(goal),
                suggested=suggested,
                today=coming[goal.pk].today,
                without=coming[goal.pk].without,
                colour=colour,
                verdict=verdict(goal.nature, colour),
                needs_new_target=needs_new_target(goal),
                hint=hint_of(goal.nature),
                copied_before=following is not None and (goal.pk, following.pk) in before,
            )
        )
    return found


def as_chosen(items: Sequence[Item], endings: Sequence[Ending], actor: Actor) -> list[Item]:
    """The same items with the scores they get if what was chosen on the page is carried out."""
    bands = rules_of(settings_row()).bands
    coming = foreseen(endings, [item.goal for item in items], actor)
    return [
        replace(
            item,
            suggested=coming[item.goal.pk].score,
            without=coming[item.goal.pk].without,
            colour=scoring.band(coming[item.goal.pk].score, item.goal.nature, bands),
        )
        for item in items
    ]


def preset_of(goal: Goal) -> str:
    """closed or postponed (§9.3)."""
    return scoring.preset(goal.progress, has_value=goal.current_value is not None).value


def needs_new_target(goal: Goal) -> bool:
    """Whether a copy that starts afresh would have reached its target already (§10.4)."""
    return carried(outcome_of(goal), goal.current_value, Mode.RESET, goal.start, goal.due).needs_new_target


def outcomes_of(place: Place | None, period: Period, actor: Actor) -> Outcomes:
    """How what was closed there ended, each nature by its own measure; one query."""
    closed = on_the_page(place, period, actor).filter(state=State.CLOSED).exclude(kind=GoalKind.PROJECT)
    return outcomes(closed.values_list("nature", "score"))
