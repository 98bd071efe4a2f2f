"""The same change to several goals at once (spec okrs §4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from cairn.core.errors import CairnError
from cairn.goals.actions.edit import edit
from cairn.goals.actions.ending import Refusal
from cairn.goals.actions.fields import GoalFields, Parent
from cairn.goals.actions.remove import delete
from cairn.goals.models import Goal, GoalTag
from cairn.organizations.actor import Actor


@dataclass(frozen=True)
class Wish:
    """What is to become of each of them; what is None or empty stays as it is. `add_tags` come to those it has."""

    owner_id: UUID | None = None
    period_id: UUID | None = None
    kind: str = ""
    add_tags: Sequence[str] = ()
    parent_id: UUID | None = None
    deletes: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.owner_id or self.period_id or self.kind or self.add_tags or self.parent_id or self.deletes)


@dataclass
class Changed:
    """How many were changed; `refused` are those that stay as they are, each with its sentence."""

    count: int = 0
    refused: list[Refusal] = field(default_factory=list)


def change_many(goals: Sequence[Goal], wish: Wish, *, by: Actor) -> Changed:
    """Changes goal after goal, each by the action for one; what cannot be changed is told, the rest changes."""
    done = Changed()
    for goal in goals:
        try:
            if wish.deletes:
                delete(goal, by=by)
            else:
                edit(goal, _fields(goal, wish), by=by)
        except CairnError as error:
            done.refused.append(Refusal(goal.pk, goal.title, error))
        else:
            done.count += 1
    return done


def _fields(goal: Goal, wish: Wish) -> GoalFields:
    fields: GoalFields = {}
    if wish.owner_id is not None:
        fields["owners"] = [wish.owner_id]
    if wish.period_id is not None:
        fields["period"] = wish.period_id
    if wish.kind:
        fields["kind"] = wish.kind
    if wish.add_tags:
        held = GoalTag.objects.filter(goal=goal).order_by("pk").values_list("tag__name", flat=True)
        fields["tags"] = list(dict.fromkeys([*held, *wish.add_tags]))
    if wish.parent_id is not None:
        others = goal.parent_links.exclude(parent_id=wish.parent_id).order_by("position")
        fields["parents"] = [
            Parent(wish.parent_id),
            *(Parent(pk) for pk in others.values_list("parent_id", flat=True)),
        ]
    return fields
