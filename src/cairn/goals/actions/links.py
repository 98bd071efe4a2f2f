"""Writes the tables around a goal: owners, teams, viewers, tags."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core.errors import CairnError, Refused
from cairn.goals.actions import privacy
from cairn.goals.actions.fields import GoalFields, open_teams, regular
from cairn.goals.actions.tags import create_tag
from cairn.goals.models import (
    Entity,
    Goal,
    GoalEditor,
    GoalOwner,
    GoalSettings,
    GoalTag,
    GoalTeam,
    GoalViewer,
    Privacy,
    Tag,
)
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member
from cairn.organizations.terminology import worded

MOST_TAGS = 30


def write_links(goal: Goal, fields: GoalFields, settings: GoalSettings, *, by: Actor) -> None:
    """Replaces those of the goal's links that `fields` names. Raises Refused with the field."""
    if "owners" in fields:
        _write_owners(goal, fields["owners"], settings)
    if "teams" in fields:
        _write_teams(goal, fields["teams"], settings)
    if goal.entity == Entity.TEAM and not GoalTeam.objects.filter(goal=goal).exists():
        raise Refused(worded(_("Choose the {team} it belongs to.")), field="teams")
    if "viewers" in fields or "privacy" in fields:
        _write_viewers(goal, fields.get("viewers"), settings)
    if "editors" in fields:
        _write_editors(goal, fields["editors"])
    if "tags" in fields:
        _write_tags(goal, fields["tags"], by)


def _write_owners(goal: Goal, owner_ids: Sequence[UUID], settings: GoalSettings) -> None:
    ids = list(dict.fromkeys(owner_ids))
    if len(ids) > 1 and not settings.shared_okrs:
        raise Refused(worded(_("Only one owner: this organisation does not share {okrs}.")), field="owners")
    owners = [regular(owner_id, field="owners") for owner_id in ids]
    GoalOwner.objects.filter(goal=goal).exclude(member_id__in=ids).delete()
    held = {row.member_id: row for row in GoalOwner.objects.filter(goal=goal)}
    for position, owner in enumerate(owners):
        assert owner is not None
        row = held.get(owner.pk) or GoalOwner(goal=goal, member=owner)
        row.position = position
        row.save()
    if goal.check_in_owner_id is None and owners:
        goal.check_in_owner = owners[0]


def _write_teams(goal: Goal, team_ids: Sequence[UUID], settings: GoalSettings) -> None:
    if len(set(team_ids)) > 1 and not settings.shared_okrs:
        raise Refused(worded(_("Only one {team}: this organisation does not share {okrs}.")), field="teams")
    kept = set(GoalTeam.objects.filter(goal=goal).values_list("team_id", flat=True))
    added = [team_id for team_id in team_ids if team_id not in kept]
    open_teams(added)
    ids = list(dict.fromkeys(team_ids))
    GoalTeam.objects.filter(goal=goal).delete()
    GoalTeam.objects.bulk_create(
        [GoalTeam(goal=goal, team_id=team_id, position=position) for position, team_id in enumerate(ids)]
    )


def _write_viewers(goal: Goal, viewer_ids: Sequence[UUID] | None, settings: GoalSettings) -> None:
    if goal.privacy == Privacy.EVERYONE:
        GoalViewer.objects.filter(goal=goal).delete()
        return
    if not settings.private_okrs:
        raise Refused(worded(_("This organisation does not use private {okrs}.")), field="privacy")
    privacy.check_may_be_private(goal)
    privacy.leave_several_parents(goal)
    privacy.refuse_public_parents(goal, settings)
    if viewer_ids is None:  # only privacy was said: the list there is holds, below it as well
        viewer_ids = list(GoalViewer.objects.filter(goal=goal).values_list("member_id", flat=True))
    ids = list(dict.fromkeys(viewer_ids))
    if Member.objects.filter(pk__in=ids).count() != len(ids):
        raise Refused(_("There is no such person in this organisation."), field="viewers")
    GoalViewer.objects.filter(goal=goal).delete()
    GoalViewer.objects.bulk_create([GoalViewer(goal=goal, member_id=viewer_id) for viewer_id in ids])
    privacy.share_with_key_results(goal, ids)


def _write_editors(goal: Goal, editor_ids: Sequence[UUID]) -> None:
    """Who gets the right to edit besides those who have it by what they are to the goal (spec okrs §2.5, notes)."""
    ids = list(dict.fromkeys(editor_ids))
    for editor_id in ids:
        regular(editor_id, field="editors")
    GoalEditor.objects.filter(goal=goal).exclude(member_id__in=ids).delete()
    held = set(GoalEditor.objects.filter(goal=goal).values_list("member_id", flat=True))
    GoalEditor.objects.bulk_create([GoalEditor(goal=goal, member_id=each) for each in ids if each not in held])


def _write_tags(goal: Goal, names: Sequence[str], by: Actor) -> None:
    wanted: dict[str, str] = {}
    for name in names:
        clean = " ".join(str(name).split())
        if len(clean) > 50:
            raise Refused(_("A tag has at most 50 characters."), field="tags")
        if clean:
            wanted.setdefault(clean.casefold(), clean)
    if len(wanted) > MOST_TAGS:
        raise Refused(_("At most %(most)d tags, please.") % {"most": MOST_TAGS}, field="tags")
    known = {tag.name.casefold(): tag for tag in Tag.objects.all()} if wanted else {}
    had = set(GoalTag.objects.filter(goal=goal).values_list("tag_id", flat=True))
    tags = []
    for key, name in wanted.items():
        tag = known.get(key)
        if tag is None:
            tag = _new_tag(name, by)
        elif tag.archived_at is not None and tag.pk not in had and not by.is_system:
            raise Refused(_("The tag “%(name)s” is archived.") % {"name": tag}, field="tags")
        tags.append(tag)
    GoalTag.objects.filter(goal=goal).delete()
    GoalTag.objects.bulk_create([GoalTag(goal=goal, tag=tag) for tag in tags])


def _new_tag(name: str, by: Actor) -> Tag:
    try:
        return create_tag(name, by=by)
    except CairnError as error:
        error.field = "tags"
        raise
