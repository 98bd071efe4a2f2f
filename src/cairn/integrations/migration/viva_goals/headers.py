"""Column names: which header means which field, and what kind of table a header line opens.

Files are recognised by their headers, never by their names; columns may come in any order and any subset
(spec integrations §7.2, okrs §19.2–19.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

EXPLORER = "explorer"
TEMPLATE = "template"
TEAMS = "teams"
USERS = "users"

TAG = "tag"
CHECK_INS = "check_ins"

_OKR_FIELDS = {
    "id": ("id", "okr id", "objective id"),
    "row_id": ("row id", "okr reference", "reference"),
    "title": ("title", "okr title", "objective title"),
    "okr_type": ("okr type", "type", "entity type"),
    "type_name": ("type name",),
    "team": ("team", "teams"),
    "creator": ("creator", "created by"),
    "owner": ("owner", "owners", "owner name"),
    "owner_email": ("owner email", "owner emails", "owners email", "owners’ email addresses"),
    "check_in_owner": ("check in owner", "checkin owner", "checks in"),
    "check_in_owner_email": ("check in owner email", "checkin owner email"),
    "delegate": ("delegate", "delegated to"),
    "period": ("period", "time period"),
    "start_date": ("start date",),
    "due_date": ("end date", "due date", "due"),
    "description": ("description",),
    "aligned_to": ("aligned to",),
    "parent_ids": ("ids of what it is aligned to", "parent ids"),
    "parent": ("parent", "parents", "parent okr", "parent row id"),
    "entity": ("entity",),
    "metric_name": ("metric name",),
    "metric_kind": ("metric kind", "target type"),
    "unit": ("unit", "metric unit"),
    "start_value": ("start", "start value"),
    "target_value": ("target", "target value"),
    "object_type": ("object type", "kind"),
    "nature": ("goal type", "nature"),
    "created_at": ("created at", "created"),
    "last_check_in": ("last check in", "last checkin", "last check in date"),
    "progress": ("progress %", "progress"),
    "actual_progress": ("actual progress",),
    "current_value": ("current value",),
    "status": ("status",),
    "last_note": ("last check in note", "last checkin note", "last note"),
    "score": ("score",),
    "progress_mode": ("progress mode",),
    "contribution": ("contribution %", "contribution", "weight"),
    "level": ("level",),  # these two follow from the order and the parents
    "rank": ("rank",),
    CHECK_INS: ("checkins", "check ins"),
}
_USER_FIELDS = {
    "name": ("user name", "name", "full name"),
    "email": ("user email", "email", "email address"),
    "teams": ("teams", "team"),
    "manager": ("manager", "manager name"),
    "manager_email": ("manager email",),
    "account_type": ("user account type", "account type", "member type"),
    "is_admin": ("is org admin", "org admin"),
    "state": ("status",),
}
_TEAM_FIELDS = {
    "name": ("team name", "name"),
    "owner_email": ("owner email", "team owner email", "owner"),
    "parent": ("parent team", "parent team name"),
    "type": ("team type", "type"),
    "description": ("description",),
}


def _by_header(fields: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {header: field for field, headers in fields.items() for header in headers}


_FIELDS = {
    EXPLORER: _by_header(_OKR_FIELDS),
    TEMPLATE: _by_header(_OKR_FIELDS),
    TEAMS: _by_header(_TEAM_FIELDS),
    USERS: _by_header(_USER_FIELDS),
}
_TELLS_TEMPLATE = {"row_id", "parent", "entity", "owner_email", "current_value", "metric_kind"}
_TELLS_EXPLORER = {
    "id", "aligned_to", "creator", "owner", "progress", "actual_progress", "last_check_in", "last_note",
    CHECK_INS, "okr_type", "type_name", "team",
}  # fmt: skip


def normalised(header: str) -> str:
    """Bring a header to its plain form: "Aligned To (weight, Objective ID)" and "aligned_to" are one."""
    plain = re.sub(r"\([^)]*\)|\*", " ", header.casefold())
    plain = re.sub(r"[\s_\-]+", " ", plain).strip(" :")
    return plain.replace("e mail", "email")


def field_of(kind: str, header: str) -> str | None:
    """Tell the field a header stands for in a table of this kind; None when it is none of ours."""
    plain = normalised(header)
    if kind in (EXPLORER, TEMPLATE) and re.fullmatch(r"tags?( ?\d+| .*)?", plain):
        return TAG
    return _FIELDS[kind].get(plain)


def kind_of(headers: Iterable[str]) -> str | None:
    """Tell what kind of table a line of headers opens; None when it is no header line we know."""
    plain = {normalised(header) for header in headers if header.strip()}
    if "title" in {_FIELDS[EXPLORER].get(header) for header in plain}:
        fields = {_FIELDS[EXPLORER].get(header) for header in plain}
        explorer, template = len(fields & _TELLS_EXPLORER), len(fields & _TELLS_TEMPLATE)
        if not explorer and not template:
            return None
        return TEMPLATE if template > explorer or "row_id" in fields else EXPLORER
    if plain & {"user email", "email", "email address"}:
        return USERS
    if "team name" in plain:
        return TEAMS
    return None
