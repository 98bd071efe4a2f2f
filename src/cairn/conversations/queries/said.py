"""What was said, as pages show it: comments with their answers, files and reactions; a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Q, TextField, UUIDField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from cairn.conversations import policies
from cairn.conversations.models import Attachment, Comment, Mention, Reaction, ReactionKind
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member

ICONS = {
    ReactionKind.LIKE: "thumbs-up",
    ReactionKind.CELEBRATE: "party-popper",
    ReactionKind.LOVE: "heart",
    ReactionKind.HELP: "hand-helping",
    ReactionKind.IDEA: "lightbulb",
    ReactionKind.WATCHING: "eye",
}


@dataclass(frozen=True)
class Mark:
    """One sort of reaction on one thing: who gave it, and whether I did."""

    kind: str
    label: str
    icon: str
    names: tuple[str, ...] = ()
    is_mine: bool = False

    @property
    def count(self) -> int:
        return len(self.names)


@dataclass(frozen=True)
class Reactions:
    """All sorts of reactions on one thing; `of` is goal, check_in, comment or update."""

    of: str
    id: UUID
    marks: tuple[Mark, ...]

    @property
    def given(self) -> list[Mark]:
        """Those that somebody gave; the like stands there always."""
        return [mark for mark in self.marks if mark.count or mark.kind == ReactionKind.LIKE]

    @property
    def others(self) -> list[Mark]:
        """Those that can still be given first."""
        return [mark for mark in self.marks if not mark.count and mark.kind != ReactionKind.LIKE]


@dataclass(frozen=True)
class File:
    """An attachment as it stands in a list."""

    id: UUID
    name: str
    size: int
    may_remove: bool


@dataclass(frozen=True)
class Said:
    """One comment. `names` are the people in its text, as words of a link."""

    id: UUID
    at: datetime
    who: str
    person: Member | None
    real_person: str
    body: str
    names: tuple[tuple[str, UUID], ...]
    is_edited: bool
    is_deleted: bool
    is_mine: bool
    may_settle: bool
    settled_by: str
    settled_at: datetime | None
    files: tuple[File, ...]
    reactions: Reactions
    answers: tuple[Said, ...] = ()

    @property
    def anchor(self) -> str:
        return f"comment-{self.id}"


@dataclass(frozen=True)
class BelowCheckIn:
    """What stands below a check-in: its files, its reactions, what was said of it."""

    check_in: UUID
    files: tuple[File, ...]
    reactions: Reactions
    comments: tuple[Said, ...]


@dataclass
class Surroundings:
    """Everything that hangs on some comments and other things, by id."""

    names: dict[UUID, list[tuple[str, UUID]]] = field(default_factory=lambda: defaultdict(list))
    files: dict[UUID, list[File]] = field(default_factory=lambda: defaultdict(list))
    marks: dict[UUID, dict[str, list[tuple[UUID, str]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )


def surroundings(actor: Actor, **ids: Collection[UUID]) -> Surroundings:
    """What hangs on these: `comment=`, `check_in=`, `goal=`, `update=`. One query for any number."""
    found = Surroundings()
    asked = {name: list(wanted) for name, wanted in ids.items() if wanted}
    if not asked:
        return found
    for sort, *owners, row_id, text, member, who, size in sorted(_hanging(asked), key=lambda row: row[5]):
        thing = next(owner for owner in owners if owner is not None)
        if sort == "reaction":
            found.marks[thing][text].append((member, who))
        elif sort == "file":
            found.files[thing].append(
                File(row_id, text, size, actor.member_id is not None and member == actor.member_id)
            )
        else:
            found.names[thing].append((f"@{text}", member))
    return found


def _hanging(asked: dict[str, list[UUID]]) -> list[tuple[Any, ...]]:
    """Reactions, files and names as rows of one shape: sort, four possible owners, id, text, member, who, size."""
    owners = ("comment_id", "check_in_id", "update_id", "goal_id")
    nobody, nothing, no_words = _null(), Value(0, BigIntegerField()), Value("", TextField())
    reactions = Reaction.objects.filter(_any_of(asked)).values_list(
        Value("reaction"), *owners, "pk", Cast("kind", TextField()), "member_id", "member__name", nothing
    )
    files = Attachment.objects.filter(_any_of(asked)).values_list(
        Value("file"), *owners, "pk", Cast("name", TextField()), "added_by_id", no_words, "size"
    )
    texts = {name: ids for name, ids in asked.items() if name in ("comment", "update")}
    names = Mention.objects.filter(_any_of(texts)).values_list(
        Value("name"), "comment_id", nobody, "update_id", _null(), "pk", Cast("written", TextField()),
        "member_id", no_words, nothing,
    )  # fmt: skip
    return list(reactions.union(files, names, all=True) if texts else reactions.union(files, all=True))


def _any_of(asked: dict[str, list[UUID]]) -> Q:
    found = Q()
    for name, wanted in asked.items():
        found |= Q(**{f"{name}__in": wanted})
    return found


def _null() -> Cast:
    return Cast(Value(None), UUIDField())


def reactions_on(of: str, thing: UUID, actor: Actor, around: Surroundings | None = None) -> Reactions:
    """All reactions on one thing."""
    given = (around or surroundings(actor, **{of: [thing]})).marks.get(thing, {})
    marks = []
    for kind in ReactionKind:
        people = given.get(kind.value, [])
        mine = any(member == actor.member_id for member, _name in people)
        marks.append(Mark(kind.value, str(kind.label), ICONS[kind], tuple(name for _id, name in people), mine))
    return Reactions(of, thing, tuple(marks))


def threads(first: Sequence[Comment], actor: Actor, editable: Collection[UUID] = ()) -> list[Said]:
    """Comments with everything below them. `editable` are goals whose threads the actor may settle.

    A deleted comment is shown as such while somebody's answer stands below it, and else not at all.
    """
    return drawn(first, (), None, actor, editable).threads


@dataclass(frozen=True)
class Drawn:
    """Threads, what stands below check-ins, and what hangs on a goal itself."""

    threads: list[Said]
    below: dict[UUID, BelowCheckIn]
    around: Surroundings


def drawn(
    first: Sequence[Comment],
    check_ins: Collection[UUID],
    goal_id: UUID | None,
    actor: Actor,
    editable: Collection[UUID] = (),
) -> Drawn:
    """Everything that is said about a page of a stream in four queries."""
    answers = _said_below([row.pk for row in first], check_ins)
    every = [*first, *(row for rows in answers.values() for row in rows)]
    around = surroundings(
        actor, comment=[row.pk for row in every], check_in=check_ins, goal=[goal_id] if goal_id else []
    )
    return Drawn(
        threads=[
            said(row, actor, around, editable, answers.get(row.pk, ()))
            for row in first
            if row.deleted_at is None or row.pk in answers
        ],
        below={pk: _below(pk, answers.get(pk, ()), actor, around) for pk in check_ins},
        around=around,
    )


def _said_below(comments: Collection[UUID], check_ins: Collection[UUID]) -> dict[Any, list[Comment]]:
    """What was said below comments and check-ins, in the order of time, by the id of what it stands below."""
    found: dict[Any, list[Comment]] = defaultdict(list)
    if comments or check_ins:
        rows = Comment.objects.standing().filter(Q(parent__in=comments) | Q(check_in__in=check_ins))
        for row in rows.select_related("author", "real_author").order_by("at", "pk"):
            found[row.check_in_id or row.parent_id].append(row)
    return found


def _below(pk: UUID, comments: Iterable[Comment], actor: Actor, around: Surroundings) -> BelowCheckIn:
    return BelowCheckIn(
        check_in=pk,
        files=tuple(around.files.get(pk, ())),
        reactions=reactions_on("check_in", pk, actor, around),
        comments=tuple(said(row, actor, around) for row in comments),
    )


def below_check_in(pk: UUID, actor: Actor) -> BelowCheckIn:
    """What stands below one check-in."""
    return drawn((), [pk], None, actor).below[pk]


def said(
    row: Comment,
    actor: Actor,
    around: Surroundings,
    editable: Collection[UUID] = (),
    answers: Iterable[Comment] = (),
) -> Said:
    """One comment with its answers."""
    real = row.real_author
    return Said(
        id=row.pk,
        at=row.at,
        who=row.author.name if row.author else _("Somebody who left"),
        person=row.author,
        real_person=real.name if real and real != row.author else "",
        body=row.body,
        names=tuple(around.names.get(row.pk, ())),
        is_edited=row.edited_at is not None,
        is_deleted=row.deleted_at is not None,
        is_mine=policies.is_own(actor, row),
        may_settle=policies.can_settle(actor, row, edits_goal=row.goal_id in editable),
        settled_by=row.resolved_by.name if row.resolved_by else "",
        settled_at=row.resolved_at,
        files=tuple(around.files.get(row.pk, ())),
        reactions=reactions_on("comment", row.pk, actor, around),
        answers=tuple(said(answer, actor, around) for answer in answers),
    )
