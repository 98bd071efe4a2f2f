"""The tags of an organisation: make, rename, merge, archive, delete, and who may (spec okrs §12)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core import bulk, clock, events
from cairn.core.errors import Denied, Refused
from cairn.core.transactions import action
from cairn.goals import events as happened
from cairn.goals import history
from cairn.goals.models import Goal, GoalSettings, GoalTag, Tag, Who
from cairn.goals.policies import allowed_by
from cairn.goals.recompute import settings_row
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.policies import demand_manage_organization

LONGEST = 50
COLOURS = ("", "red", "amber", "green", "blue", "violet")


def can_create_tags(actor: Actor, settings: GoalSettings) -> bool:
    """Whether somebody may make tags: as the policy says; where tags are a list of the admins', only those."""
    if actor.is_observer:
        return False
    return actor.is_admin or (
        not settings.tags_are_listed and allowed_by(actor, settings.who_creates_tags, settings.tag_people)
    )


@action
def create_tag(name: str, *, by: Actor, colour: str = "") -> Tag:
    """Makes a tag. Raises Refused when there is one of this name, Denied."""
    demand_create_tags(by, settings_row())
    tag = Tag(name=_free_name(name), colour=_colour(colour))
    tag.save(force_insert=True)
    events.record(happened.TAG_CREATED, tag, by=by, title=tag.name)
    return tag


def demand_create_tags(by: Actor, settings: GoalSettings) -> None:
    """Raises Denied with who can help."""
    if not can_create_tags(by, settings):
        admins = [str(member) for member in Member.objects.admins().order_by("name")[:3]]
        raise Denied(_("You may not make new tags. Take one that is there."), helpers=admins)


@action
def edit_tag(tag: Tag, *, by: Actor, name: str, colour: str) -> Tag:
    """Renames or recolours a tag wherever it is. The same again changes nothing. Raises Refused, Denied."""
    demand_manage_organization(by)
    before = (tag.name, tag.colour)
    tag.name, tag.colour = _free_name(name, but=tag), _colour(colour)
    if before != (tag.name, tag.colour):
        tag.save(update_fields=["name", "colour"])
        events.record(happened.TAG_EDITED, tag, by=by, title=tag.name, name=[before[0], tag.name])
    return tag


@action
def merge_tags(tag: Tag, into: Tag, *, by: Actor) -> Tag:
    """Puts `into` on everything that has `tag`, and deletes `tag`. Raises Refused for a tag into itself, Denied."""
    demand_manage_organization(by)
    if tag.pk == into.pk:
        raise Refused(_("A tag cannot be merged into itself."), field="into")
    goals = _tagged(tag)
    have = set(GoalTag.objects.filter(tag=into).values_list("goal_id", flat=True))
    GoalTag.objects.bulk_create([GoalTag(goal=goal, tag=into) for goal in goals if goal.pk not in have])
    _remove(tag, goals, by=by)
    events.record(happened.TAG_MERGED, into, by=by, title=into.name, merged=tag.name, goals=len(goals))
    return into


@action
def archive_tag(tag: Tag, *, by: Actor, archived: bool = True) -> Tag:
    """An archived tag stays where it is and is offered no longer. Twice changes nothing. Raises Denied."""
    demand_manage_organization(by)
    if (tag.archived_at is not None) != archived:
        tag.archived_at = clock.now() if archived else None
        tag.save(update_fields=["archived_at"])
        kind = happened.TAG_ARCHIVED if archived else happened.TAG_UNARCHIVED
        events.record(kind, tag, by=by, title=tag.name)
    return tag


@action
def delete_tag(tag: Tag, *, by: Actor) -> None:
    """Takes a tag from everything that has it and deletes it. Raises Denied."""
    demand_manage_organization(by)
    goals = _tagged(tag)
    events.record(happened.TAG_DELETED, tag, by=by, title=tag.name, goals=len(goals))
    _remove(tag, goals, by=by)


@action
def set_tag_rules(*, by: Actor, who: str, people: Sequence[UUID] = (), listed: bool = False) -> GoalSettings:
    """Who may make tags, and whether only those of the admins may be used. Raises Refused, Denied."""
    demand_manage_organization(by)
    if who not in Who.values:
        raise Refused(_("Please choose one of the possibilities."), field="who")
    if Member.objects.filter(pk__in=people).count() != len(set(people)):
        raise Refused(_("There is no such person in this organisation."), field="people")
    if who == Who.LISTED and not people:
        raise Refused(_("Choose at least one person."), field="people")
    settings = GoalSettings.objects.select_for_update(of=("self",)).get(pk=settings_row().pk)
    before = [settings.who_creates_tags, settings.tag_people, settings.tags_are_listed]
    settings.who_creates_tags, settings.tags_are_listed = who, listed
    settings.tag_people = sorted(str(member_id) for member_id in people)
    after = [settings.who_creates_tags, settings.tag_people, settings.tags_are_listed]
    if before != after:
        settings.save(update_fields=["who_creates_tags", "tag_people", "tags_are_listed"])
        events.record(happened.TAG_RULES_CHANGED, settings, by=by, who=who, listed=listed)
    return settings


def clean_name(name: str) -> str:
    """A tag's name on one line. Raises Refused."""
    clean = " ".join(name.split())
    if not clean:
        raise Refused(_("Give it a name."), field="name")
    if len(clean) > LONGEST:
        raise Refused(_("A tag has at most 50 characters."), field="name")
    if "\x00" in clean or any(0xD800 <= ord(letter) <= 0xDFFF for letter in clean):
        raise Refused(_("This text holds a character that cannot be kept."), field="name")
    if "," in clean:
        raise Refused(_("A tag has no comma in it: commas part tags."), field="name")
    return clean


def _free_name(name: str, *, but: Tag | None = None) -> str:
    clean = clean_name(name)
    others = Tag.objects.exclude(pk=but.pk) if but else Tag.objects.all()
    taken = next((tag for tag in others if tag.name.casefold() == clean.casefold()), None)
    if taken is not None:
        raise Refused(_("There is a tag “%(name)s” already. Merge them instead.") % {"name": taken}, field="name")
    return clean


def _colour(colour: str) -> str:
    if colour not in COLOURS:
        raise Refused(_("Please choose one of the possibilities."), field="colour")
    return colour


def _tagged(tag: Tag) -> list[Goal]:
    rows = Goal.objects.filter(tag_links__tag=tag).select_for_update(of=("self",)).order_by("pk")
    return list(rows)


def _remove(tag: Tag, goals: list[Goal], *, by: Actor) -> None:
    """Takes the tag off its goals, whose history notes it, and deletes it."""
    tag.delete()
    for goal in goals:
        goal.version += 1
    bulk.update(goals, ["version"])
    history.remember(goals, by=by)
