"""The way back in the layout of the admin's export: JSON arrays in a ZIP (integrations §6.3, §7.1)."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cairn.core.numbers import plain
from cairn.integrations.migration.viva_goals.records import (
    Bundle,
    CheckInRecord,
    GoalRecord,
    OutcomeRecord,
    ParentRef,
    PersonRecord,
    PersonRef,
    TeamRecord,
)

_KINDS = {"objective": "Objective", "key_result": "Key Result", "project": "Project"}
_MODES = {
    "manual": "Update Manually", "rollup": "Update from Children", "data_source": "Update from Data Source",
    "tasks": "Update Manually", "milestones": "Update Manually",
}  # fmt: skip
_RULES = {"children": "Update from Key Results", "manual": "Update Manually"}
_TARGETS = {
    "reach": "Reach", "increase": "Increase From", "decrease": "Decrease From", "stay_above": "Keep Above",
    "stay_below": "Keep Below", "stay_between": "Keep Between", "baseline": "Find a Baseline",
}  # fmt: skip


def json_zip(bundle: Bundle) -> bytes:
    """The bundle as a ZIP of JSON arrays; figures are exact numbers, percentages have their sign in weights."""
    arrays = {
        "Users": [_user(person) for person in bundle.people],
        "Teams": [_team(team) for team in bundle.teams],
        "TimePeriods": [
            {
                "ID": period.external_id,
                "Time Period Name": period.name,
                "Start Date": _day(period.start),
                "End Date": _day(period.end),
            }
            for period in bundle.periods
        ],
        "Tags": [{"ID": tag.external_id, "Tag Name": tag.name} for tag in bundle.tags],
        "Objectives": [_goal(goal) for goal in bundle.goals],
        "CheckIns": [_check_in(check_in) for check_in in bundle.check_ins],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            archive.writestr(f"{name}.json", json.dumps(array, ensure_ascii=False, indent=1))
    return out.getvalue()


def _person(ref: PersonRef | None) -> dict[str, Any] | None:
    return {"ID": ref.external_id, "Name": ref.name, "Email": ref.email} if ref else None


def _user(person: PersonRecord) -> dict[str, Any]:
    return {
        "ID": person.external_id,
        "Name": person.name,
        "Email": person.email,
        "Manager": _person(person.manager_ref),
        "Teams": [{"Name": name} for name in person.team_names],
        "Role": "Admin" if person.is_admin else "Member",
        "Source": "User",
        "Member Type": person.account_type.capitalize(),
        "Status": person.state.capitalize(),
    }


def _team(team: TeamRecord) -> dict[str, Any]:
    return {
        "ID": team.external_id,
        "Team Name": team.name,
        "Parent Team": team.parent_name,
        "Team Owners": [_person(owner) for owner in team.owner_refs],
        "Team Type": team.type_label,
        "Status": "Archived" if team.archived else "Active",
        "Description": team.description,
    }


def _goal(goal: GoalRecord) -> dict[str, Any]:
    view: Any = "Everybody" if goal.viewers is None else [_person(viewer) for viewer in goal.viewers]
    return {
        "ID": goal.external_id,
        "Title": goal.title,
        "Type": _KINDS[goal.kind],
        "Created By": _person(goal.creator_ref),
        "Owner": [_person(owner) for owner in goal.owner_refs],
        "Teams": [{"Name": name} for name in goal.team_names] or None,
        "Time Period": {"Name": goal.period_name},
        "Start Date": _day(goal.start),
        "End Date": _day(goal.due),
        "Alignment": [_parent(parent) for parent in goal.alignments] or None,
        "Delegated To": _person(goal.delegate_ref),
        "Permissions": {"View": view},
        "Description": goal.description,
        "Tags": [{"Tag Name": tag} for tag in goal.tags],
        "Progress and Status Configuration": {
            "Progress": _MODES[goal.progress_mode],
            "Status": _RULES.get(goal.status_rule, "Update based on Progress"),
        },
        "Progress": _number(goal.current_value if goal.outcome.kind == "baseline" else goal.progress),
        "Status": _words(goal.status),
        "Outcome": _outcome(goal.outcome),
        "Phased Targets": _phases(goal.outcome),
        "Check-in Owners": [_person(goal.check_in_owner_ref)] if goal.check_in_owner_ref else [],
        "Score": _number(goal.score),
        "Goal Type": goal.nature.capitalize(),
        "Created At": _instant(goal.created_at),
    }


def _parent(parent: ParentRef) -> dict[str, Any]:
    """Automatic shares are written without a weight: nobody chose one."""
    weight = None if parent.weight is None else f"{plain(parent.weight)}%"
    return {"ID": parent.external_id, "Title": parent.title, "Weight": weight}


def _outcome(outcome: OutcomeRecord) -> dict[str, Any]:
    is_between = outcome.kind == "stay_between"
    return {
        "Outcome Type": "Percentage" if outcome.type == "percent" else "Metric",
        "Metric Name": outcome.name,
        "Metric Unit": outcome.unit,
        "Start": _number(outcome.low if is_between else outcome.start),
        "Target": _number(outcome.high if is_between else outcome.target),
        "Target Type": _TARGETS.get(outcome.kind, ""),
    }


def _phases(outcome: OutcomeRecord) -> Any:
    if not outcome.phases:
        return "Disabled"
    phases = [{"Target Value": _number(phase.value), "Target Date": _day(phase.date)} for phase in outcome.phases]
    return {"Interval": "Custom", "Phased Targets": phases}


def _check_in(check_in: CheckInRecord) -> dict[str, Any]:
    return {
        "ID": check_in.external_id,
        "OKR ID": check_in.goal_ref,
        "CheckIn Date": _day(check_in.date),
        "Check In Owner": _person(check_in.author_ref) or {},
        "Check In Note": {"Check In Note": check_in.note} if check_in.note else {},
        "Metric Name": check_in.metric_name,
        "Status": _words(check_in.status),
        "Current Value": _number(check_in.value),
        "Activity Date": _instant(check_in.at),
    }


def _number(value: Decimal | None) -> str | None:
    """As text: a binary float could not hold every figure exactly."""
    return None if value is None else plain(value)


def _words(status: str | None) -> str:
    return (status or "").replace("_", " ").title()


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
