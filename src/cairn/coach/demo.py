"""The planning year, drafts, badges and the roll-out of the demo organisation (goals/demo/chapters.py)."""

from __future__ import annotations

from datetime import timedelta

from cairn.coach import actions
from cairn.coach.models import RolloutStep
from cairn.coach.templates_library import by_id
from cairn.goals.demo.chapters import Stage
from cairn.goals.demo.story import company
from cairn.goals.models import Entity, Goal, GoalKind
from cairn.goals.queries.tree import Place
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.planning import actions as planning
from cairn.planning.models import Period
from cairn.planning.queries import current_period, next_period
from cairn.planning.year import STEPS, due
from cairn.planning.year_page import year_to_plan

VISION = "Nobody buys a second tent because the first one cannot be mended."
VALUES = "- Say what is broken.\n- Mend before you replace.\n- Leave the path as you found it."
ANSWERS = {
    "no-longer": "The catalogue on paper: nobody asked for it since spring.",
    "outside": "Two airlines no longer take stoves. Wool costs a fifth more than last year.",
    "roll-over": "The repair bench in Porto. It is half built, and worth finishing.",
    "lessons": "We believed that rental would sell packs. It does not; it sells repairs.",
    "well-written": "Four key results were tasks. They have become projects.",
    "wins": "The winter sale without a discount on anything new, thanks to Online Shop and Customer Care.",
    "gaps": "Somebody who knows the Japanese market.",
}
ROLES = {"sponsor": "Marit Solheim", "champion": "Emeka Obi", "admin": "Gudrun Hartmann"}
IDEAS = {"profit": "Fewer returns because of the wrong size", "people": "No night shifts before Christmas"}


def tell(stage: Stage) -> None:
    """Deterministic: the same day gives the same rows."""
    people = stage.cast.members
    marit = Actor(member=people["Marit Solheim"], via=stage.by.via)
    planning.set_direction(mission=company.MISSION, vision=VISION, values_=VALUES, by=marit)
    _plan_the_year(stage, people, marit)
    for role, name in ROLES.items():
        actions.set_role(people[name], role, holds=True, by=marit)
    _roll_out(stage, people, marit)
    _draft(stage, people)
    _answer(stage)


def _plan_the_year(stage: Stage, people: dict[str, Member], marit: Actor) -> None:
    year = year_to_plan(stage.day)
    if year is None:
        return
    for step in STEPS:
        day = due(step, year.start)
        if day >= stage.day:
            planning.change_step(year, step.key, by=marit, owner=people["Emeka Obi"])
        elif step.is_question:
            planning.change_step(year, step.key, by=marit, answer=ANSWERS[step.key])
        else:
            planning.change_step(year, step.key, by=marit, is_done=True, owner=people["Emeka Obi"])


def _roll_out(stage: Stage, people: dict[str, Member], marit: Actor) -> None:
    """It began two years ago with one department, and ended well."""
    first = stage.day - timedelta(days=700)
    plan = actions.plan_rollout(name="How we began", strategy="department", starts_on=first, by=marit)
    crew = [member.pk for member in stage.cast.crews["Clothing"]]
    actions.set_participants(plan, member_ids=[*crew, people["Emeka Obi"].pk], by=marit)
    actions.move_plan(plan, "running", by=marit)
    for step in RolloutStep.objects.filter(plan=plan):
        actions.change_rollout_step(step, by=marit, is_done=True)
    actions.move_plan(plan, "done", outcome="It stayed. The other teams asked to join a quarter early.", by=marit)


def _draft(stage: Stage, people: dict[str, Member]) -> None:
    """Two drafts for the company's next quarter, one of a template, and ideas beside them."""
    current = current_period(stage.organization, stage.day)
    period: Period | None = next_period(current) if current else None
    if period is None:
        return
    place = Place(Entity.ORGANIZATION)
    emeka = Actor(member=people["Emeka Obi"], via=stage.by.via)
    draft = actions.begin_draft(place, period, by=emeka, template=by_id("success-self-service"))
    actions.edit_draft(draft, {"is_shared": True}, by=emeka)
    other = actions.begin_draft(place, period, by=emeka, title="Improving delivery and reach 95 % on time")
    rows = [{"title": "Launch the new parcel tracking", "kind": "percent", "start": "", "target": "", "unit": ""}]
    actions.edit_draft(other, {"is_shared": True, "key_results": rows}, by=emeka)
    actions.note_ideas(place, period, IDEAS, by=emeka)


def _answer(stage: Stage) -> None:
    """The first company objectives of the current quarter were looked at with the two questions."""
    current = current_period(stage.organization, stage.day)
    found = Goal.objects.standing().open().filter(kind=GoalKind.OBJECTIVE, entity=Entity.ORGANIZATION, period=current)
    measured = found.filter(child_links__child__kind=GoalKind.KEY_RESULT).distinct()
    for number, goal in enumerate(measured.order_by("rank")[:3]):
        actions.answer_sufficiency(goal, necessary=True, sufficient=number != 1, by=stage.by)
