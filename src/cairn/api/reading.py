"""From the body of a call to what the actions take. Shape only: the invariants are theirs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from django.utils.translation import gettext as _

from cairn.api.errors import refused
from cairn.api.shapes.goal_in import EntityIn, GoalPatch, OutcomeIn
from cairn.core import tenancy
from cairn.goals.actions import GoalFields, Parent
from cairn.goals.measuring import outcome_of
from cairn.goals.models import Goal
from cairn.goals.outcome import MetricKind, Outcome, OutcomeType, PhasedTarget

_MAY_BE_NULL = {"check_in_owner", "delegate", "delegated_until", "viewers"}
_AS_THEY_ARE = (
    "kind", "title", "description", "nature", "scoring_guidance", "owners", "teams", "check_in_owner", "delegate",
    "delegated_until", "period", "start", "due", "progress_mode", "status_rule", "new_children_contribute",
    "privacy", "editors", "only_listed_edit", "restricts_alignment", "tags",
)  # fmt: skip


def fields_of(body: GoalPatch, goal: Goal | None = None) -> GoalFields:
    """The fields that the body names; `goal` is the one being edited. Raises Refused for what cannot be meant."""
    sent = body.model_fields_set
    for name in sent - _MAY_BE_NULL:
        if getattr(body, name) is None:
            raise refused(name, _("This cannot be empty. Leave it out to keep it as it is."))
    fields: dict[str, Any] = {name: getattr(body, name) for name in _AS_THEY_ARE if name in sent}
    if "viewers" in sent:
        _read_viewers(body, fields, goal)
    if body.entity is not None:
        _read_entity(body.entity, fields, goal)
    if body.outcome is not None:
        fields["outcome"] = outcome_from(body.outcome, goal)
        if "name" in body.outcome.model_fields_set:
            fields["metric_name"] = body.outcome.name or ""
    if body.parents is not None:
        fields["parents"] = [Parent(parent.id, parent.contribution) for parent in body.parents]
    return cast("GoalFields", fields)


def _read_viewers(body: GoalPatch, fields: dict[str, Any], goal: Goal | None) -> None:
    """A list of viewers makes a goal private, null makes it public again; `privacy` says so in as many words."""
    if body.viewers is None:
        fields.setdefault("privacy", "everyone")
        return
    fields["viewers"] = body.viewers
    if body.viewers or (goal is not None and goal.is_private):
        fields.setdefault("privacy", "listed")


def _read_entity(entity: EntityIn, fields: dict[str, Any], goal: Goal | None) -> None:
    fields["entity"] = entity.type
    if entity.type == "organization":
        if entity.id not in (None, tenancy.current_id()):
            raise refused("entity.id", _("There is no such organisation here. Leave the id out."))
    elif entity.type == "team":
        if entity.id is not None:
            others = [team for team in fields.get("teams", ()) if team != entity.id]
            fields["teams"] = [entity.id, *others]
    elif entity.id is not None:
        owners = fields.get("owners")
        if owners is None and goal is not None:
            owners = [entity.id, *(row for row in _owners(goal) if row != entity.id)]
        fields["owners"] = owners if owners is not None else [entity.id]
        if entity.id not in fields["owners"]:
            raise refused("entity.id", _("An individual goal belongs to one of its owners."))


def _owners(goal: Goal) -> list[Any]:
    return list(goal.ownerships.order_by("position").values_list("member_id", flat=True))


def outcome_from(body: OutcomeIn, goal: Goal | None) -> Outcome:
    """The outcome that the body describes, laid over the goal's own unless type or kind change."""
    said = {name: getattr(body, name) for name in body.model_fields_set}
    base = _base(said, goal)
    said.pop("name", None)
    said.pop("type", None)
    if "kind" in said:
        said["kind"] = MetricKind(said["kind"]) if said["kind"] else None
    if "unit" in said:
        said["unit"] = (said["unit"] or "").strip()
    if "start" in said and said["start"] is None:
        said["start"] = Decimal(0)
    if base.is_percent and "target" in said and said["target"] is None:
        said["target"] = Decimal(100)
    if "phases" in said:
        said["phases"] = tuple(PhasedTarget(phase.date, phase.value) for phase in body.phases or ())
    return replace(base, **said)


def _base(said: dict[str, Any], goal: Goal | None) -> Outcome:
    """What the body is laid over: the goal's outcome, or a blank one of the type that is meant."""
    present = outcome_of(goal) if goal is not None else None
    kind = said.get("type") or (present.type if present is not None and "kind" not in said else None)
    if kind is None:
        kind = OutcomeType.METRIC if said.get("kind") else (present.type if present else OutcomeType.PERCENT)
    same_kind = present is not None and (said.get("kind", present.kind) == present.kind)
    if present is not None and present.type == kind and same_kind:
        return present
    return Outcome.percent() if kind == OutcomeType.PERCENT else Outcome(OutcomeType.METRIC, target=None)
