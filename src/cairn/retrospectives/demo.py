"""How the demo organisation looked back at its last quarter (goals/demo/chapters.py)."""

from __future__ import annotations

from datetime import timedelta

from cairn.core import clock
from cairn.goals.demo.cast import Cast
from cairn.goals.demo.chapters import Stage
from cairn.goals.models import Entity
from cairn.goals.queries.tree import Place
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.planning.models import Period
from cairn.retrospectives import actions
from cairn.retrospectives.models import Note, Sharing

SAID = [
    (
        "The Monday round with the whole crew kept small troubles small. We saw the late zips three weeks early.",
        "Two of our key results hung on one supplier. When they slipped, both turned red in the same week.",
        "Never again two numbers on one delivery. And write the fallback down in week one, not in week nine.",
    ),
    (
        "Dropping the third pilot was hard and right: the other two got the people they needed.",
        "We measured the returns by hand until August. Half of the check-ins were guesses.",
        "Ask who will supply a number before we promise it.",
    ),
    (
        "I finally said no to two side projects, and nobody minded.",
        "My own key result was a task in disguise. It was done in May and told us nothing after that.",
        "Write what changes for the customer, not what I will do.",
    ),
]
NOTES = [
    (Note.Column.WIN, "Forty shops reordered without anybody calling them"),
    (Note.Column.WIN, "The repair desk answered every letter within two days, all summer"),
    (Note.Column.START, "Show last week's number before anybody talks about plans"),
    (Note.Column.STOP, "Key results that only we can see"),
    (Note.Column.STOP, "Waiting for the month's end to check in"),
    (Note.Column.CONTINUE, "One page for the whole quarter, open on the wall"),
]
TEAMS = ("Repair and Rental", "Online Shop", "Porto Workshop")
SHARING = (Sharing.EVERYONE, Sharing.EVERYONE, Sharing.MANAGER)


def tell(stage: Stage) -> None:
    """Some teams looked back at the quarter before this one."""
    last = Period.objects.filter(kind="quarter", end__lt=stage.day).order_by("-end").first()
    if last is None:
        return
    with clock.at(clock.now() - timedelta(days=max((stage.day - last.end).days - 5, 0))):
        for number, name in enumerate(TEAMS):
            if name in stage.cast.crews:
                _looked_back(stage.cast, name, last, number)


def _looked_back(cast: Cast, name: str, period: Period, number: int) -> None:
    place = Place(Entity.TEAM, cast.teams[name].pk)
    crew = [member for member in cast.crews[name] if not member.is_observer]
    for member, said, sharing in zip(crew, [*SAID[number:], *SAID[:number]], SHARING, strict=False):
        succeeded, struggled, lessons = said
        actions.reflect(
            place, period, by=_as(member), succeeded=succeeded, struggled=struggled, lessons=lessons, sharing=sharing
        )
    for place_in_line, (column, text) in enumerate(NOTES[number:]):
        actions.note(place, period, by=_as(crew[place_in_line % len(crew)]), column=column, text=text)
    actions.mark_reviewed(place, period, by=_as(crew[0]))


def _as(member: Member) -> Actor:
    return Actor(member=member)
