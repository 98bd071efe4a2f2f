"""What people say in the demo organisation: threads below check-ins and goals, reactions, a few updates.

Everything is drawn from the stage's own chance, so that the same day tells the same story.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from cairn.conversations import actions
from cairn.conversations.actions.post import Wanted
from cairn.conversations.demo_words import ANSWERS, ASKED, QUESTIONS, SETTLED, UPDATES, WELL_DONE
from cairn.conversations.models import ReactionKind
from cairn.core import clock
from cairn.core.access import Via
from cairn.goals.demo.chapters import Stage
from cairn.goals.models import CheckIn, Entity, Goal
from cairn.goals.queries.tree import Place, in_order
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Team

PER_TEAM = 2
KINDS = [ReactionKind.LIKE, ReactionKind.LIKE, ReactionKind.CELEBRATE, ReactionKind.LOVE, ReactionKind.HELP]


def tell(stage: Stage) -> None:
    """The chapter: one after the other, every team and then the company."""
    now = clock.now()
    for name, team in sorted(stage.cast.teams.items()):
        crew = [member for member in stage.cast.crews.get(name, []) if not member.is_deactivated]
        if len(crew) > 1:
            _talk(team, crew, stage.random, now)
    _updates(stage, now)


def _talk(team: Team, crew: Sequence[Member], random: Random, now: datetime) -> None:
    """A few recent check-ins of a team get a like and a word; one goal gets a thread of its own."""
    goals = Goal.objects.standing().open().filter(team_links__team=team, privacy="everyone", start__lte=now.date())
    recent = CheckIn.objects.standing().filter(goal__in=goals, author__isnull=False)
    for check_in in recent.select_related("goal", "author").order_by("-at", "pk")[:PER_TEAM]:
        others = [member for member in crew if member.pk != check_in.author_id]
        _react(check_in, others, random, now)
        asker, author = random.choice(others), check_in.author
        question, answer = random.choice(QUESTIONS if random.random() < 0.6 else WELL_DONE)
        with clock.at(min(check_in.at + timedelta(hours=random.randint(1, 9)), now)):
            said = actions.comment(check_in, by=_as(asker), body=question.format(name=_named(author)))
        if answer and author is not None:
            with clock.at(min(check_in.at + timedelta(hours=random.randint(10, 26)), now)):
                actions.comment(check_in, by=_as(author), body=answer, answers=said)
    for goal in in_order(goals.filter(kind="objective"))[:1]:
        _thread(goal, crew, random, now)


def _thread(goal: Goal, crew: Sequence[Member], random: Random, now: datetime) -> None:
    asker, answerer = random.sample(list(crew), 2)
    at = now - timedelta(days=random.randint(2, 9), hours=random.randint(0, 8))
    with clock.at(at):
        first = actions.comment(goal, by=_as(asker), body=random.choice(ASKED).format(name=_named(answerer)))
    with clock.at(at + timedelta(hours=3)):
        actions.comment(goal, by=_as(answerer), body=random.choice(ANSWERS), answers=first)
        actions.react(first, ReactionKind.LIKE, by=_as(answerer))
    if random.random() < SETTLED:
        with clock.at(at + timedelta(hours=20)):
            actions.settle(first, by=_as(asker))


def _react(check_in: CheckIn, others: Sequence[Member], random: Random, now: datetime) -> None:
    for member in random.sample(list(others), min(len(others), random.randint(1, 3))):
        with clock.at(min(check_in.at + timedelta(hours=random.randint(1, 30)), now)):
            actions.react(check_in, random.choice(KINDS), by=_as(member))


def _updates(stage: Stage, now: datetime) -> None:
    """Three of the company and one of each of two teams, the oldest first; the last one is talked about."""
    owner = stage.cast.lead(sorted(stage.cast.teams)[0])
    company = Member.objects.admins().filter(role="owner").order_by("name").first() or owner
    place = Place(Entity.ORGANIZATION)
    goals = Goal.objects.standing().open().filter(place.holds(), privacy="everyone", kind="objective")
    shown = list(in_order(goals.filter(start__lte=stage.day, due__gte=stage.day))[:4])
    for days, (title, body) in zip((23, 9, 2), UPDATES, strict=True):
        with clock.at(now - timedelta(days=days, hours=2)):
            posted = actions.post_update(place, Wanted(title=title, body=body, goals=shown), by=_as(company))
        for member in stage.random.sample(sorted(stage.cast.members.values(), key=lambda row: row.name), 4):
            if not member.is_deactivated and member.pk != company.pk:
                with clock.at(now - timedelta(days=days, hours=1)):
                    actions.react(posted, stage.random.choice(KINDS), by=_as(member))
    with clock.at(now - timedelta(days=1)):
        actions.comment(posted, by=_as(owner), body="The shift plan for December is with me. I bring it on Monday.")


def _as(member: Member) -> Actor:
    return Actor(member=member, via=Via.DEMO)


def _named(member: Member | None) -> str:
    return f"@{member.name}" if member is not None else ""
