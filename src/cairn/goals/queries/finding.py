"""What the quick search finds: goals, people, teams and tags; or goals that one may check in on (spec okrs §20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.core import clock
from cairn.goals import policies
from cairn.goals.models import Goal, Tag
from cairn.goals.policies import Act
from cairn.goals.queries.chooser import FEW, Found, find, named
from cairn.goals.queries.due import owed
from cairn.organizations.actor import Actor

MOST = 100


@dataclass(frozen=True)
class Answers:
    """What was found, by sort; `checks_in`: choosing a goal opens its check-in. `tag` is the one that was chosen."""

    goals: list[Found]
    people: list[Found]
    teams: list[Found]
    tags: list[Found]
    checks_in: bool = False
    tag: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.goals or self.people or self.teams or self.tags)


NOTHING = Answers([], [], [], [])


def answers(words: str, actor: Actor, day: date) -> Answers:
    """What matches the words; nothing for none."""
    if not words.strip():
        return NOTHING
    return Answers(
        goals=find("goals", words, actor, day=day),
        people=find("people", words, actor, day=day),
        teams=find("teams", words, actor, day=day),
        tags=_tags(words),
    )


def to_check_in(words: str, actor: Actor, day: date, time_zone: str) -> Answers:
    """Goals one may check in on: those that match, without words those one owes."""
    if words.strip():
        ids = [found.id for found in find("goals", words, actor, day=day)]
    else:
        ids = list(owed(actor, clock.now(), time_zone).order_by("due", "pk").values_list("pk", flat=True)[:FEW])
    goals = list(Goal.objects.visible_to(actor).open().filter(pk__in=ids))
    acts = policies.acts_on(actor, goals)
    allowed = [pk for pk in ids if Act.CHECK_IN in acts.get(pk, frozenset())]
    return Answers(named("goals", allowed, actor), [], [], [], checks_in=True)


def with_tag(tag_id: UUID, actor: Actor) -> Answers | None:
    """Goals that carry a tag, the latest first; None: there is no such tag."""
    tag = Tag.objects.filter(pk=tag_id).first()
    if tag is None:
        return None
    rows = Goal.objects.visible_to(actor).filter(tag_links__tag=tag).order_by("-due", "pk")
    ids = list(rows.values_list("pk", flat=True)[:MOST])
    return Answers(named("goals", ids, actor), [], [], [], tag=tag.name)


def _tags(words: str) -> list[Found]:
    clean = " ".join(words.replace("\x00", "").split())[:50].removeprefix("#")
    rows = Tag.objects.filter(archived_at=None, name__icontains=clean).order_by("name")[:FEW]
    return [Found(row.pk, row.name, "", "tag") for row in rows]
