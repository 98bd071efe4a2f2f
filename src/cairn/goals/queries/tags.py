"""The tags of an organisation as the admins' page lists them and as forms offer them (spec okrs §12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from cairn.goals.models import Goal, Tag
from cairn.goals.tag_names import near
from cairn.organizations.actor import Actor

FEW = 8


@dataclass(frozen=True)
class Listed:
    """A tag, on how many standing goals it is, and which others it may be a second name of."""

    tag: Tag
    uses: int
    twins: tuple[str, ...]


def listed_tags(actor: Actor, *, archived: bool = False) -> list[Listed]:
    """All tags by name, with how many of the goals that the actor may see have them. One query."""
    seen = Goal.objects.visible_to(actor).order_by().values("pk")
    uses = Count("goal_links", filter=Q(goal_links__goal__in=seen))
    tags = list(Tag.objects.annotate(uses=uses).order_by("name"))
    names = [tag.name for tag in tags if tag.archived_at is None]
    return [
        Listed(tag, tag.uses, tuple(near(tag.name, names)[:3]))
        for tag in tags
        if (tag.archived_at is not None) == archived
    ]


def twins_of(names: Sequence[str]) -> dict[str, list[str]]:
    """By new name the tags there are that probably mean the same. One query."""
    known = list(Tag.objects.filter(archived_at=None).values_list("name", flat=True))
    folded = {name.casefold() for name in known}
    found = {name: near(name, known) for name in names if name.casefold() not in folded}
    return {name: others[:3] for name, others in found.items() if others}


def suggested(typed: str, actor: Actor) -> list[str]:
    """What a comma-separated field may become: everything typed so far, the last tag completed.

    The most used tags first, counted over what the actor may see.
    """
    before, comma, last = typed.replace("\x00", "")[:2000].rpartition(",")
    words = " ".join(last.split())
    have = {name.strip().casefold() for name in before.split(",")}
    seen = Goal.objects.visible_to(actor).order_by().values("pk")
    uses = Count("goal_links", filter=Q(goal_links__goal__in=seen))
    rows = Tag.objects.filter(archived_at=None, name__icontains=words).annotate(uses=uses).order_by("-uses", "name")
    names = [tag.name for tag in rows[:50] if tag.name.casefold() not in have][:FEW]
    start = f"{before.strip()}, " if comma and before.strip() else ""
    return [start + name for name in names]
