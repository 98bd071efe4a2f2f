"""Who may do what with a goal: the matrix of spec okrs §2.5 as one table, read by pages, API and tests.

A person stands in one or several relations to a goal (`relations`); an act is allowed to some of them (`TABLE`).
What a person may *see* is not decided here but by the query (`Goal.objects.visible_to`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core.errors import Denied
from cairn.goals import approvals
from cairn.goals.approvals import Lock
from cairn.goals.models import CheckIn, CreationPolicy, Entity, Goal, GoalSettings, Who
from cairn.goals.relations import Relation, relations
from cairn.goals.ties import Ties
from cairn.organizations.actor import Actor
from cairn.organizations.lineage import above
from cairn.organizations.models import Member, Team, TeamRole
from cairn.organizations.policies import can_manage_team
from cairn.organizations.terminology import worded


class Act(StrEnum):
    EDIT = "edit"
    SET_CONTRIBUTIONS = "set_contributions"
    CHANGE_OWNER = "change_owner"
    DELETE = "delete"
    END = "end"  # close, reopen, postpone
    CHECK_IN = "check_in"
    EDIT_CHECK_IN = "edit_check_in"  # others' check-ins; one's own is always allowed to edit
    LINK_DATA = "link_data"
    ALIGN_TO = "align_to"
    SET_PRIVACY = "set_privacy"
    COMMENT = "comment"
    CLONE = "clone"


R = Relation
_HOLDERS = frozenset(
    {R.ADMIN, R.TEAM_OWNER, R.TEAM_ADMIN, R.OWNER, R.CREATOR, R.MANAGER, R.PARENT_OWNER, R.DELEGATE, R.EDITOR}
)

TABLE: dict[Act, frozenset[Relation]] = {
    Act.EDIT: _HOLDERS,
    Act.SET_CONTRIBUTIONS: _HOLDERS | {R.CHECK_IN_OWNER},
    Act.CHANGE_OWNER: _HOLDERS - {R.DELEGATE},
    Act.DELETE: _HOLDERS,
    Act.END: _HOLDERS,
    Act.CHECK_IN: _HOLDERS | {R.CHECK_IN_OWNER},
    Act.EDIT_CHECK_IN: frozenset({R.ADMIN}),
    Act.LINK_DATA: _HOLDERS | {R.CHECK_IN_OWNER},
    Act.ALIGN_TO: _HOLDERS | {R.CHECK_IN_OWNER, R.REGULAR},
    Act.SET_PRIVACY: frozenset({R.ADMIN, R.OWNER, R.DELEGATE}),
    Act.COMMENT: _HOLDERS | {R.CHECK_IN_OWNER, R.REGULAR, R.OBSERVER},
    Act.CLONE: _HOLDERS | {R.CHECK_IN_OWNER, R.REGULAR},
}

# With the strictest choice ("only the listed edit") roles give no right to change anything any more.
_STRICT = frozenset({R.OWNER, R.DELEGATE, R.EDITOR})
_READING = frozenset({Act.ALIGN_TO, Act.COMMENT, Act.CLONE})


def allowed(act: Act, goal: Goal, held: frozenset[Relation]) -> bool:
    """Whether somebody in these relations may do it. Pure: decides from the table alone."""
    return act in _acts(held, goal.only_listed_edit, goal.restricts_alignment)


@lru_cache(maxsize=1024)  # the rows of a page stand in the same few relations
def _acts(held: frozenset[Relation], only_listed_edit: bool, restricts_alignment: bool) -> frozenset[Act]:
    found = set()
    for act, rows in TABLE.items():
        if act is Act.ALIGN_TO and restricts_alignment:
            rows = TABLE[Act.EDIT]
        if only_listed_edit and act not in _READING:
            rows = rows & _STRICT
        if rows & held:
            found.add(act)
    return frozenset(found)


def can(actor: Actor, act: Act, goal: Goal) -> bool:
    """Whether the actor may do it with this goal."""
    if actor.is_system:
        return True
    return allowed(act, goal, relations(actor, [goal])[goal.pk]) and act not in _withheld(
        approvals.locks_of([goal]).get(goal.pk)
    )


# What the approval of a page takes from everybody (spec okrs §14), and what its closing takes besides.
_STRUCTURE = frozenset(
    {Act.EDIT, Act.SET_CONTRIBUTIONS, Act.CHANGE_OWNER, Act.DELETE, Act.LINK_DATA, Act.SET_PRIVACY}
)
_EVERYTHING = frozenset(Act) - {Act.COMMENT, Act.CLONE}


def _withheld(lock: Lock | None) -> frozenset[Act]:
    if lock is None:
        return frozenset()
    return _EVERYTHING if lock.everything else _STRUCTURE


def acts_on(
    actor: Actor, goals: Iterable[Goal], known: Ties | None = None, settings: GoalSettings | None = None
) -> dict[UUID, frozenset[Act]]:
    """What the actor may do with each of these goals; a constant number of queries for any number of goals.

    `known` and `settings`, where the caller has read them already, save some of those.
    """
    rows = list(goals)
    if actor.is_system:
        return {goal.pk: frozenset(Act) for goal in rows}
    held = relations(actor, rows, known)
    found = {goal.pk: _acts(held[goal.pk], goal.only_listed_edit, goal.restricts_alignment) for goal in rows}
    for goal_id, lock in approvals.locks_of(rows, known, settings).items():
        found[goal_id] -= _withheld(lock)
    return found


def demand(actor: Actor, act: Act, goal: Goal) -> None:
    """Raises Denied, naming who can help, unless the actor may do it."""
    if can(actor, act, goal):
        return
    lock = approvals.locks_of([goal]).get(goal.pk)
    if act in _withheld(lock) and lock is not None:
        raise approvals.denied(goal, lock)
    raise Denied(sentence_of(act), helpers=helpers_of(goal))


def demand_own_check_in(actor: Actor, row: CheckIn, goal: Goal) -> None:
    """Raises Denied unless the actor may correct this check-in or take it back: its author, or an admin (§2.5)."""
    if actor.member_id is not None and row.author_id == actor.member_id and can(actor, Act.CHECK_IN, goal):
        return
    if not can(actor, Act.EDIT_CHECK_IN, goal):
        helpers = [str(row.author)] if row.author else helpers_of(goal)
        raise Denied(_("You may only change your own check-ins."), helpers=helpers)


def demand_create_copies(actor: Actor) -> None:
    """Raises Denied for observers; what becomes of each copy depends on where it may stand (§10.1)."""
    if actor.is_observer:
        raise Denied(_("Observers read and comment; they do not create."))


def sentence_of(act: Act) -> str:
    """Why somebody may not do it, and who can."""
    return _SENTENCES[act]()


_SENTENCES = {
    Act.EDIT: lambda: _("You may not change this. Its owners can."),
    Act.SET_CONTRIBUTIONS: lambda: _("You may not set what contributes here. Its owners can."),
    Act.CHANGE_OWNER: lambda: _("You may not hand this to somebody else. Its owners can."),
    Act.DELETE: lambda: _("You may not delete this. Its owners can."),
    Act.END: lambda: _("You may not close, postpone or reopen this. Its owners can."),
    Act.CHECK_IN: lambda: _("You may not check in here. Its owners and its check-in owner can."),
    Act.EDIT_CHECK_IN: lambda: _("You may only change your own check-ins."),
    Act.LINK_DATA: lambda: _("You may not connect a data source here. Its owners can."),
    Act.ALIGN_TO: lambda: _("Its owners decide what may be aligned to this."),
    Act.SET_PRIVACY: lambda: _("You may not decide who sees this. Its owners can."),
    Act.COMMENT: lambda: _("You may not comment here."),
    Act.CLONE: lambda: _("You may not clone this."),
}


def stands_still(goal: Goal) -> bool:
    """Whether nobody may even check in on it, because the goals of its page and period are closed (spec okrs §14)."""
    lock = approvals.locks_of([goal]).get(goal.pk)
    return lock is not None and lock.everything


def helpers_of(goal: Goal) -> list[str]:
    """Up to three names of people who hold the rights: the owners, else admins of the organisation."""
    owners = Member.objects.active().filter(ownerships__goal=goal).order_by("ownerships__position")[:3]
    return [str(m) for m in owners] or [str(m) for m in Member.objects.admins().order_by("name")[:3]]


def demand_create(actor: Actor, entity: str, team_ids: Iterable[UUID], settings: GoalSettings) -> None:
    """Raises Denied unless the actor may create a goal of this entity (spec okrs §2.5, creation policies)."""
    if can_create(actor, entity, team_ids, settings):
        return
    admins = [str(m) for m in Member.objects.admins().order_by("name")[:3]]
    if actor.is_observer:
        raise Denied(_("Observers read and comment; they do not create."), helpers=admins)
    raise Denied(_("You may not create this here."), helpers=admins)


def can_create(actor: Actor, entity: str, team_ids: Iterable[UUID], settings: GoalSettings) -> bool:
    """Whether the actor may create a goal on the page of the organisation, of these teams, or of a person."""
    if actor.is_admin:
        return True
    if actor.is_observer:
        return False
    if entity == Entity.ORGANIZATION:
        return _for_organization(actor, settings)
    return entity != Entity.TEAM or _for_teams(actor, list(team_ids), settings)


def _for_organization(actor: Actor, settings: GoalSettings) -> bool:
    policy = settings.who_creates_organization_okrs
    if policy == CreationPolicy.TEAM_OWNERS:
        return bool(actor.led_team_ids)
    return policy == CreationPolicy.ANYONE or (policy == CreationPolicy.LISTED and _is_in(actor, settings.creators))


def _for_teams(actor: Actor, team_ids: list[UUID], settings: GoalSettings) -> bool:
    """Who leads a team always may, also for those below it; what the organisation settled comes on top."""
    policy = settings.who_creates_team_okrs
    if policy == CreationPolicy.ANYONE or (policy == CreationPolicy.LISTED and _is_in(actor, settings.team_creators)):
        return True
    mine = actor.led_team_ids
    if policy == CreationPolicy.TEAM_MEMBERS:
        mine |= actor.team_roles.keys()
    return bool(mine) and all(team_id in mine or mine & set(above(team_id)) for team_id in team_ids)


def _is_in(actor: Actor, chosen: list[str]) -> bool:
    return str(actor.member_id) in chosen


def can_arrange_kpis(actor: Actor, entity: str, holder_id: UUID | None) -> bool:
    """Whether the actor says what stands on the KPI panel of a page: whoever administers the page (spec okrs §8.3).

    `holder_id` is the team or the person whose page it is; None for the organisation's.
    """
    if actor.is_observer:
        return False
    if entity == Entity.TEAM:
        team = Team.objects.open().filter(pk=holder_id).first()
        return team is not None and can_manage_team(actor, team)
    return actor.is_admin or (entity == Entity.INDIVIDUAL and actor.member_id == holder_id)


def demand_arrange_kpis(actor: Actor, entity: str, holder_id: UUID | None) -> None:
    """Raises Denied with the names of people who administer the page."""
    if can_arrange_kpis(actor, entity, holder_id):
        return
    people = Member.objects.active()
    if entity == Entity.TEAM:
        people = people.filter(team_memberships__team=holder_id, team_memberships__role=TeamRole.OWNER)
    elif entity == Entity.INDIVIDUAL:
        people = people.filter(pk=holder_id)
    else:
        people = Member.objects.admins()
    names = [str(member) for member in people.order_by("name")[:3]]
    raise Denied(_("Who administers this page says what stands on its KPI panel."), helpers=names)


def uses_projects(actor: Actor, settings: GoalSettings) -> bool:
    """Whether the actor works with projects here: has their tab, creates and clones them (spec okrs §11.5)."""
    return allowed_by(actor, settings.who_uses_projects, settings.project_people)


def demand_projects(actor: Actor, settings: GoalSettings) -> None:
    """Raises Denied unless projects are switched on for the actor."""
    if not uses_projects(actor, settings):
        admins = [str(m) for m in Member.objects.admins().order_by("name")[:3]]
        raise Denied(worded(_("{Projects} are not switched on for you.")), helpers=admins)


def allowed_by(actor: Actor, who: str, listed: Collection[str]) -> bool:
    """Whether a setting of the sort anyone / admins / chosen people lets the actor; admins always."""
    if actor.is_admin or who == Who.ANYONE:
        return True
    return who == Who.LISTED and str(actor.member_id) in listed
