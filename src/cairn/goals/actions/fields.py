"""What can be said of a goal when it is created or edited, and the invariants that hold for it.

Doors (form, API, import) produce a `GoalFields`; only the keys that are present are changed. Spec okrs §4.1–§4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypedDict
from uuid import UUID

from django.utils.translation import gettext as _

from cairn.core.errors import Refused
from cairn.core.sentences import Sentence
from cairn.goals import outcome as measured
from cairn.goals.measuring import outcome_of, write_outcome
from cairn.goals.models import (
    PARTS,
    Entity,
    Goal,
    GoalKind,
    GoalSettings,
    Nature,
    Privacy,
    ProgressMode,
    StatusRule,
)
from cairn.goals.outcome import Outcome, OutcomeType
from cairn.organizations.models import Member, Team
from cairn.organizations.terminology import worded
from cairn.planning.models import Period


class Parent(NamedTuple):
    """An alignment that is wanted. `contribution` in percent; None keeps what there is, at first automatic.

    `contributes` None: by rule. `frees` makes a share that was fixed automatic again.
    """

    id: UUID
    contribution: Decimal | None = None
    contributes: bool | None = None
    frees: bool = False


class GoalFields(TypedDict, total=False):
    kind: str
    title: str
    description: str
    entity: str
    nature: str
    scoring_guidance: str
    owners: Sequence[UUID]  # the first is the main owner
    teams: Sequence[UUID]  # the first is the primary team
    check_in_owner: UUID | None
    delegate: UUID | None
    delegated_until: date | None
    period: UUID
    start: date
    due: date
    outcome: Outcome
    metric_name: str
    progress_mode: str
    status_rule: str
    new_children_contribute: bool
    privacy: str
    viewers: Sequence[UUID]
    editors: Sequence[UUID]  # who may edit it beside those who may by what they are to it
    only_listed_edit: bool
    restricts_alignment: bool
    parents: Sequence[Parent]
    tags: Sequence[str]


_TEXTS = {"title": 500, "description": 10_000, "scoring_guidance": 5_000, "metric_name": 200}
_CHOICES = {
    "kind": GoalKind,
    "entity": Entity,
    "nature": Nature,
    "progress_mode": ProgressMode,
    "status_rule": StatusRule,
    "privacy": Privacy,
}


def write(goal: Goal, fields: GoalFields, settings: GoalSettings) -> None:
    """Puts the plain fields into the goal's columns and checks every invariant of the result.

    People, teams, parents and tags are tables of their own: actions/links.py. Raises Refused with the field.
    """
    _write_texts(goal, fields)
    _write_choices(goal, fields)
    for name in ("check_in_owner", "delegate"):
        if name in fields:
            setattr(goal, name, regular(fields[name], field=name))
    for flag in ("new_children_contribute", "restricts_alignment", "only_listed_edit", "delegated_until"):
        if flag in fields:
            setattr(goal, flag, fields[flag])
    if goal.delegate is None:
        goal.delegated_until = None
    elif fields.get("delegate") is not None and goal.delegate.is_deactivated:
        raise Refused(_("%(name)s was deactivated.") % {"name": goal.delegate}, field="delegate")
    _write_dates(goal, fields)
    if "outcome" in fields:
        write_outcome(goal, fields["outcome"])
    _check_outcome(goal, settings)
    _check_parts(goal)


def _write_texts(goal: Goal, fields: GoalFields) -> None:
    for name, most in _TEXTS.items():
        if name not in fields:
            continue
        text = str(fields[name]).replace("\r\n", "\n").strip()  # type: ignore[literal-required]
        if "\x00" in text or any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
            raise Refused(_("This text holds a character that cannot be kept."), field=name)
        if len(text) > most:
            raise Refused(_("At most %(most)d characters, please.") % {"most": most}, field=name)
        if name == "title":
            text = " ".join(text.split())
            if not text:
                raise Refused(_("Give it a title."), field="title")
        setattr(goal, name, text)


def _write_choices(goal: Goal, fields: GoalFields) -> None:
    for name, choices in _CHOICES.items():
        if name not in fields:
            continue
        value = str(fields[name])  # type: ignore[literal-required]
        if value not in choices.values:
            raise Refused(_("“%(value)s” is not one of the choices.") % {"value": value[:40]}, field=name)
        setattr(goal, name, value)


def _write_dates(goal: Goal, fields: GoalFields) -> None:
    if "period" in fields:
        period = Period.objects.filter(pk=fields["period"]).first()
        if period is None:
            raise Refused(_("There is no such period."), field="period")
        moved = goal.period_id is None or goal.period_id != period.pk
        goal.period = period
        if moved:
            goal.start, goal.due = period.start, period.end
    goal.start = fields.get("start", goal.start)
    goal.due = fields.get("due", goal.due)
    if goal.due < goal.start:
        raise Refused(_("The due date lies before the start."), field="due")


def _check_outcome(goal: Goal, settings: GoalSettings) -> None:
    outcome = outcome_of(goal)
    if (
        goal.kind == GoalKind.OBJECTIVE
        and not outcome.is_percent
        and settings.okr_model == GoalSettings.Model.MEASURABLE
    ):
        raise Refused(
            worded(_("Here {objectives} inspire and {key_results} measure: {a objective} has no metric of its own.")),
            field="outcome",
        )
    for problem in measured.problems(outcome, goal.start, goal.due):
        raise Refused(said(problem.sentence), field=problem.field)


def _check_parts(goal: Goal) -> None:
    """Tasks and milestones feed projects in percent only, never a metric (spec okrs §11.2)."""
    if goal.progress_mode not in PARTS:
        goal.overridden_once = False
        return
    if goal.kind != GoalKind.PROJECT:
        raise Refused(worded(_("Only {a project} counts tasks or milestones.")), field="progress_mode")
    if goal.outcome_type != OutcomeType.PERCENT:
        raise Refused(
            worded(_("{A project} with a metric gets its number from the metric; tasks do not move it.")),
            field="progress_mode",
        )


def said(sentence: str) -> str:
    """A sentence of the pure engine in the reader's language."""
    return worded(sentence.translated(_) if isinstance(sentence, Sentence) else str(sentence))


def regular(member_id: UUID | None, *, field: str) -> Member | None:
    """The member with this id, who must be able to own things. Raises Refused; None stays None."""
    if member_id is None:
        return None
    member: Member | None = Member.objects.filter(pk=member_id).first()
    if member is None:
        raise Refused(_("There is no such person in this organisation."), field=field)
    if member.is_observer:
        raise Refused(worded(_("%(name)s is an observer and cannot own {okrs}.")) % {"name": member}, field=field)
    return member


def open_teams(team_ids: Sequence[UUID]) -> list[Team]:
    """The teams with these ids in this order; archived ones take no new goals (spec okrs §2.2)."""
    found = {team.pk: team for team in Team.objects.filter(pk__in=list(team_ids))}
    teams = []
    for team_id in dict.fromkeys(team_ids):
        team = found.get(team_id)
        if team is None:
            raise Refused(worded(_("There is no such {team} in this organisation.")), field="teams")
        if team.archived_at is not None:
            raise Refused(worded(_("%(team)s is archived and takes no new {okrs}.")) % {"team": team}, field="teams")
        teams.append(team)
    return teams
