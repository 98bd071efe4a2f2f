"""The drafting table of a page and a period, and one draft on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.coach import drafting, policies
from cairn.coach.drafting import Completeness
from cairn.coach.lint import Report, lint
from cairn.coach.models import Draft, Ideas
from cairn.coach.queries.advice import Part, Remark, parts_of, remarks, rules_off
from cairn.goals.models import Entity, Goal, GoalKind
from cairn.goals.queries.tree import Place
from cairn.organizations.actor import Actor
from cairn.organizations.models import Organization, Team
from cairn.planning.models import Period

MOST_PARENTS = 100


@dataclass(frozen=True)
class DraftLine:
    """A draft on the table, its score as it stands."""

    draft: Draft
    report: Report
    completeness: Completeness
    is_mine: bool


@dataclass(frozen=True)
class Table:
    """The drafting table: what lies on it, what became of what lay there, and the ideas beside it."""

    place: Place
    period: Period
    name: str
    lines: list[DraftLine]
    became: list[Draft]
    ideas: dict[str, str]
    can_write: bool


def table(place: Place, name: str, period: Period, actor: Actor, organization: Organization) -> Table:
    """The drafts of this place and period that the actor may read."""
    of_place: dict[str, Any] = {"entity": place.entity, "period": period}
    if place.id is not None:
        of_place["team_id" if place.entity == Entity.TEAM else "member_id"] = place.id
    rows = Draft.objects.visible_to(actor).filter(**of_place).select_related("author", "owner", "period", "became")
    drafts = list(rows.order_by("created_at"))
    off = rules_off()
    key = str(place.id) if place.id else Entity.ORGANIZATION.value
    ideas = Ideas.objects.filter(place=key, period=period).first()
    made = Goal.objects.visible_to(actor).filter(pk__in=[draft.became_id for draft in drafts])
    visible = set(made.values_list("pk", flat=True))
    return Table(
        place=place,
        period=period,
        name=name,
        lines=[_line(draft, off, actor, organization) for draft in drafts if draft.became_at is None],
        became=[draft for draft in drafts if draft.became_id in visible],
        ideas=dict(ideas.texts) if ideas else {},
        can_write=policies.can_write_at(actor, place.entity, place.id),
    )


def _line(draft: Draft, off: frozenset[str], actor: Actor, organization: Organization) -> DraftLine:
    report = lint(drafting.facts_of(draft, organization.locale), off=off)
    return DraftLine(draft, report, drafting.completeness_of(draft), draft.author_id == actor.member_id)


@dataclass(frozen=True)
class DraftNotes:
    """What stands beside a draft: its score, the remarks, the formula and the meter."""

    report: Report
    parts: list[Part]
    remarks: list[Remark]
    completeness: Completeness
    formula: list[tuple[str, bool]]


def notes_on(draft: Draft, organization: Organization) -> DraftNotes:
    """The coach's notes on a draft, saved or just typed."""
    report = lint(drafting.facts_of(draft, organization.locale), off=rules_off())
    titles = {place: row["title"] for place, row in enumerate(draft.key_results, 1)}
    return DraftNotes(
        report,
        parts_of(report),
        remarks(report.findings, titles),
        drafting.completeness_of(draft),
        drafting.steps_of_formula(draft),
    )


def parents_for(draft: Draft, actor: Actor) -> list[tuple[str, str]]:
    """Objectives one level up, or of the year, that the draft may be aligned to."""
    seen = Goal.objects.visible_to(actor).open().filter(kind=GoalKind.OBJECTIVE)
    around = seen.filter(period__start__lte=draft.period.start, period__end__gte=draft.period.end)
    above = {Entity.TEAM: ["organization"], Entity.INDIVIDUAL: ["organization", "team"]}
    levels: Any = above.get(draft.entity, [])  # type: ignore[call-overload]
    found = around.filter(entity__in=levels) if levels else around.exclude(period_id=draft.period_id)
    rows = found.order_by("entity", "-period__start", "rank").values_list("pk", "title", "period__name")[
        :MOST_PARENTS
    ]
    return [(str(pk), f"{title} · {period}") for pk, title, period in rows]


def places_for(actor: Actor, organization: Organization) -> list[tuple[str, str]]:
    """Where the actor may draft: "organization", "team:<id>", "individual:<id>", with names."""
    found = []
    if policies.can_write_at(actor, Entity.ORGANIZATION, None):
        found.append(("organization", organization.name))
    teams = Team.objects.open().order_by("name")
    mine = {row.team_id for row in actor.memberships}
    found += [
        (f"team:{team.pk}", team.name)
        for team in teams
        if (actor.is_admin or team.pk in mine) and policies.can_write_at(actor, Entity.TEAM, team.pk)
    ]
    if actor.member_id is not None and not actor.is_observer:
        found.append((f"individual:{actor.member_id}", _("Myself")))
    return found


def place_of(value: str) -> Place:
    """The place that such a value stands for. Raises ValueError for an odd one."""
    entity, _colon, place_id = value.partition(":")
    return Place(Entity(entity), UUID(place_id) if place_id else None)
