"""Finds the people whom a text names, and who of them may see what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, Value, When

from cairn.conversations import mentions
from cairn.conversations.mentions import Nameable
from cairn.goals.models import Goal
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member

OFFERED = 8


@dataclass(frozen=True)
class Named:
    """People named in a text: `told` may see the thing, `left_out` may not and are not told of it."""

    told: dict[str, Member]
    left_out: list[Member]


def named_in(text: str, goal: Goal | None) -> Named:
    """Whom the text names; two queries and one for each person named on a private goal."""
    wanted = mentions.candidates(text)
    if not wanted:
        return Named({}, [])
    spellings = wanted | {word.title() for word in wanted}
    emails = {word.lower() for word in wanted if "@" in word}
    people = {row.pk: row for row in Member.objects.listed().filter(Q(name__in=spellings) | Q(email__in=emails))}
    written = mentions.named(text, [Nameable(row.pk, row.name, row.email) for row in people.values()])
    found = {words: people[member_id] for words, member_id in written.items()}
    told = {words: member for words, member in found.items() if may_see(member, goal)}
    return Named(told, [member for words, member in found.items() if words not in told])


def may_see(member: Member, goal: Goal | None) -> bool:
    """Whether this person may know of the goal; everybody may of what is no goal."""
    if goal is None or not goal.is_private:
        return True
    return bool(Goal.objects.visible_to(Actor(member=member)).filter(pk=goal.pk).exists())


def offered(words: str, goal: Goal | None) -> list[Member]:
    """People to choose from while somebody types a name: at most eight, on a private goal only who may see it."""
    words = words.replace("\x00", "")[:100]
    rows: Any = Member.objects.listed().called(words).order_by(_fit(words), "name", "pk")
    if goal is None or not goal.is_private:
        return list(rows[:OFFERED])
    return _who_see(rows[:100], goal)


def _fit(words: str) -> Any:
    """Names that begin with the words first, then those of which a later part does."""
    begins = When(name__istartswith=words.strip(), then=Value(0))
    return Case(begins, When(name__icontains=f" {words.strip()}", then=Value(1)), default=Value(2))


def _who_see(rows: Iterable[Member], goal: Goal) -> list[Member]:
    found: list[Member] = []
    for row in rows:
        if len(found) < OFFERED and may_see(row, goal):
            found.append(row)
    return found
