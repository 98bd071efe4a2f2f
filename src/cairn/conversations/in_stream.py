"""Comments as a source of the stream of goals: entries of their own, and parts below each check-in."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cairn.conversations.forms.comment import CommentForm
from cairn.conversations.models import Comment
from cairn.conversations.queries.said import File, Reactions, Said, Surroundings, drawn, reactions_on
from cairn.goals.models import Goal
from cairn.goals.policies import Act
from cairn.goals.streaming import Answered, Asked, Part, Told
from cairn.organizations.actor import Actor


@dataclass(frozen=True)
class Head:
    """What stands above the stream of a goal: the form of a comment, reactions to the goal, files of its closing."""

    goal: Goal
    reactions: Reactions
    files: tuple[File, ...]
    may_comment: bool

    @property
    def form(self) -> CommentForm:
        """An empty one."""
        return CommentForm(auto_id=f"id_{self.goal.pk}_%s")


class Comments:
    """The source (goals/streaming.py)."""

    key = "comments"
    label = _("Comments")
    tells: tuple[str, ...] = ("comment.", "reaction.", "attachment.", "goal.shared")

    def answer(self, asked: Asked, actor: Actor) -> Answered:
        first = _first_words(asked) if asked.wants_entries else []
        editable = {goal_id for goal_id, allowed in asked.acts.items() if Act.EDIT in allowed}
        goal = asked.goal
        found = drawn(first, [row.pk for row in asked.check_ins], goal.pk if goal else None, actor, editable)
        by_id = {row.pk: row for row in first}
        return Answered(
            told=[_entry(said, by_id[said.id]) for said in found.threads],
            below={pk: [Part("conversations/_below_check_in.html", about)] for pk, about in found.below.items()},
            head=[_head(goal, actor, asked.acts[goal.pk], found.around)] if goal else [],
        )


def _first_words(asked: Asked) -> list[Comment]:
    """Threads that are about a goal itself; a deleted one only while answers stand below it."""
    answers = Comment.objects.standing().filter(parent=OuterRef("pk"))
    rows = Comment.objects.first_words().filter(Q(deleted_at=None) | Exists(answers), goal__in=asked.goals)
    return list(asked.older.of(rows).select_related("author", "real_author", "resolved_by")[: asked.limit])


def _entry(said: Said, row: Comment) -> Told:
    part = Part("conversations/_thread.html", said)
    return Told(id=said.id, at=said.at, goal_id=row.goal_id, who=said.who, person=said.person, part=part)


def _head(goal: Goal, actor: Actor, acts: frozenset[Act], around: Surroundings) -> Part:
    head = Head(
        goal=goal,
        reactions=reactions_on("goal", goal.pk, actor, around),
        files=tuple(around.files.get(goal.pk, ())),
        may_comment=Act.COMMENT in acts,
    )
    return Part("conversations/_head.html", head)
