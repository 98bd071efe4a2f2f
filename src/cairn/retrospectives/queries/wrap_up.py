"""The wrap-up of one page and period: where it stands, what was reached, what was said (spec okrs §9.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from cairn.goals.models import Entity, Goal, State
from cairn.goals.models.goal import GoalQuerySet
from cairn.goals.natures import Outcomes
from cairn.goals.queries.closing import Tallied, on_the_page, outcomes_of, tallied, tree_order
from cairn.goals.queries.rows import Row, rows
from cairn.goals.queries.tree import Place, in_order
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization
from cairn.planning.models import Period
from cairn.planning.queries import next_period
from cairn.retrospectives import policies
from cairn.retrospectives.actions.begin import key_of
from cairn.retrospectives.models import Note, Reflection, Retrospective
from cairn.ui.links import org_url

STEPS = ("close", "reflect", "review", "next")
MOST_RESULTS = 60


@dataclass(frozen=True)
class Step:
    """One of the four steps: whether it is done, and whether it is the one on the page."""

    key: str
    label: str
    is_done: bool
    is_here: bool
    href: str


@dataclass(frozen=True)
class WrapUp:
    """The head of all four steps."""

    place: Place
    period: Period
    name: str
    tally: Tallied
    retrospective: Retrospective | None
    mine: Reflection | None
    steps: list[Step]
    next_period: Period | None

    @property
    def step(self) -> str:
        """The step that is shown."""
        return next(step.key for step in self.steps if step.is_here)

    @property
    def following(self) -> Step | None:
        """The step after it."""
        number = STEPS.index(self.step)
        return self.steps[number + 1] if number + 1 < len(STEPS) else None


def wrap_up(organization: Organization, place: Place, period: Period, name: str, actor: Actor, wanted: str) -> WrapUp:
    """Where the wrap-up of the page of this name stands; `wanted` is the step to show, without one the first that is
    not done."""
    base = Retrospective.objects.filter(period=period, page=key_of(place)).first()
    tally = tallied(place, period, actor)
    mine = None
    if base is not None and actor.real_member is None:
        mine = Reflection.objects.filter(retrospective=base, author=actor.member_id).first()
    is_reviewed = base is not None and base.reviewed_at is not None
    done = {"close": tally.pending == 0, "reflect": mine is not None, "review": is_reviewed, "next": False}
    here = wanted if wanted in STEPS else next(key for key in STEPS if not done[key])
    return WrapUp(
        place=place,
        period=period,
        name=name,
        tally=tally,
        retrospective=base,
        mine=mine,
        steps=[
            Step(key, label, done[key], key == here, address(organization, place, period, step=key))
            for key, label in zip(STEPS, _labels(), strict=True)
        ],
        next_period=next_period(period),
    )


def _labels() -> tuple[str, str, str, str]:
    return _("Close what is open"), _("Look back"), _("Review together"), _("Begin the next period")


def address(
    organization: Organization, place: Place, period: Period, name: str = "retrospectives:wrap_up", **more: object
) -> str:
    """The address of a wrap-up, or of something below it."""
    query: dict[str, object] = {"entity": place.entity.value, "period": period.pk}
    if place.id is not None:
        query["id"] = place.id
    return f"{org_url(organization, name)}?{urlencode(query | more)}"


@dataclass(frozen=True)
class Review:
    """What is on the table in the review: results, shared reflections, and the columns of the wall."""

    results: Sequence[Row]
    more_results: int
    outcomes: Outcomes
    reflections: list[Reflection]
    kept: int
    columns: list[tuple[str, str, list[Note]]]


def review(page: WrapUp, actor: Actor, day: date) -> Review:
    """Everything for the third step, as this person may read it."""
    ended = on_the_page(page.place, page.period, actor).exclude(state=State.OPEN)
    goals = _in_tree_order(ended)
    base = page.retrospective
    reflections = Reflection.objects.filter(retrospective=base).select_related("author") if base else None
    shared = list(policies.reflections_for(actor, reflections).order_by("created_at")) if reflections else []
    notes = list(base.notes.select_related("author")) if base else []
    return Review(
        results=rows(goals[:MOST_RESULTS], actor, day),
        more_results=max(len(goals) - MOST_RESULTS, 0),
        outcomes=outcomes_of(page.place, page.period, actor),
        reflections=shared,
        kept=(reflections.count() if reflections is not None else 0) - len(shared),
        columns=[
            (column.value, str(column.label), [note for note in notes if note.column == column])
            for column in (Note.Column.WIN, Note.Column.START, Note.Column.STOP, Note.Column.CONTINUE)
        ],
    )


def carried_on(page: WrapUp, actor: Actor, day: date) -> list[Row]:
    """What stands in the next period already and came from this one."""
    if page.next_period is None:
        return []
    sources = on_the_page(page.place, page.period, actor).values("pk")
    found = Goal.objects.visible_to(actor).filter(period=page.next_period, carried_over_from__in=sources)
    return rows(_in_tree_order(found)[:MOST_RESULTS], actor, day)


def _in_tree_order(goals: GoalQuerySet) -> list[Goal]:
    found = list(in_order(goals).select_related("period"))
    return [goal for goal, _level in tree_order(found)]


def page_of(organization: Organization, page: WrapUp) -> str:
    """The address of the page in the next period; empty while there is none."""
    if page.next_period is None:
        return ""
    name = {Entity.ORGANIZATION: "company", Entity.TEAM: "team", Entity.INDIVIDUAL: "person"}[page.place.entity]
    key = {"team": "team_id", "person": "member_id"}.get(name)
    where = org_url(organization, f"goals:{name}", **({key: page.place.id} if key else {}))
    return f"{where}?period={page.next_period.pk}"


@dataclass(frozen=True)
class Line:
    """A wrap-up in the list of one's own."""

    label: str
    period: str
    href: str
    is_reviewed: bool


def my_places(actor: Actor, organization: Organization) -> list[tuple[Place, str]]:
    """Whose wrap-ups this person takes part in: their own, their teams', the organisation's, their reports'."""
    if actor.member is None or actor.member.is_observer:
        return []
    found = [(Place(Entity.INDIVIDUAL, actor.member_id), actor.member.name)]
    found += [
        (Place(Entity.TEAM, row.team_id), row.team.name) for row in actor.memberships if row.team.archived_at is None
    ]
    found.append((Place(Entity.ORGANIZATION), organization.name))
    return found


def earlier(actor: Actor, organization: Organization, but: Period | None) -> list[Line]:
    """Wrap-ups of other periods in which something was written, latest first."""
    names = {key_of(place): (place, name) for place, name in my_places(actor, organization)}
    rows_found = Retrospective.objects.filter(page__in=list(names)).exclude(period=but).select_related("period")
    return [
        Line(
            names[row.page][1],
            row.period.name,
            address(organization, names[row.page][0], row.period),
            row.reviewed_at is not None,
        )
        for row in rows_found.order_by("-period__start", "page")[:100]
    ]
