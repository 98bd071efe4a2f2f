"""The admin's export of everything: JSON arrays in a ZIP, keys being labels with spaces (spec §7.1).

Fields are taken as they come: a value of another shape than expected is remarked on or kept aside, never
a reason to stop.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import nh3
from django.utils.translation import gettext as _

from cairn.integrations.migration.viva_goals import cells, values
from cairn.integrations.migration.viva_goals.assembly import Found
from cairn.integrations.migration.viva_goals.decoding import clean, decoded
from cairn.integrations.migration.viva_goals.guards import UnreadableFile
from cairn.integrations.migration.viva_goals.json_goals import GoalReader
from cairn.integrations.migration.viva_goals.json_values import person, records_of, text
from cairn.integrations.migration.viva_goals.people import Directory
from cairn.integrations.migration.viva_goals.reading import attempted
from cairn.integrations.migration.viva_goals.records import (
    CheckInRecord,
    CommentRecord,
    PeriodRecord,
    PersonRecord,
    TagRecord,
    TeamRecord,
)
from cairn.integrations.migration.viva_goals.remarks import Remarks, RowRemarks

Records = list[Mapping[str, Any]]

_TELLING_KEYS = (
    ("check-ins", {"OKR ID", "Current Value"}),
    ("check-ins", {"OKR ID", "CheckIn Date"}),
    ("comments", {"OKR ID", "Comment"}),
    ("periods", {"Time Period Name"}),
    ("tags", {"Tag Name"}),
    ("teams", {"Team Name"}),
    ("users", {"ID", "Name", "Email"}),
    ("goals", {"ID", "Title"}),
)
_NOTE_TAGS = {"p", "br", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "a", "blockquote", "code", "pre"}
_ADMIN_ROLES = ("admin", "owner")


def parsed(content: bytes, name: str) -> Any:
    """Parse a JSON file. NaN and infinities come back as text, so that the row is remarked on.

    Raises UnreadableFile when it is no JSON or nested beyond reason.
    """
    source, _guessed = decoded(content, name)
    try:
        return json.loads(source, parse_float=Decimal, parse_int=Decimal, parse_constant=str)
    except (ValueError, RecursionError) as problem:
        raise UnreadableFile(
            _("“%(name)s” is not valid JSON. Please send the export as it was saved.") % {"name": name}
        ) from problem


def kind_of(records: Any) -> str | None:
    """Tell what an array of records holds by the keys of its first ones; None when it is none of ours."""
    if not isinstance(records, list):
        return None
    for record in records[:5]:
        if isinstance(record, dict):
            return next((kind for kind, keys in _TELLING_KEYS if keys <= record.keys()), None)
    return None


def read(arrays: Mapping[str, Sequence[Any]], remarks: Remarks) -> Found:
    """Read the arrays of an export, by kind ("goals", "users", …), into a bundle's parts."""
    directory = Directory.of(
        _user(record) for record in records_of(arrays.get("users")) if text(record.get("Source")) != "Group"
    )
    found = Found("viva-json", directory)
    found.teams = [
        _team(record, directory) for record in records_of(arrays.get("teams")) if text(record.get("Team Name"))
    ]
    found.periods = [_period(record, remarks) for record in records_of(arrays.get("periods"))]
    tags = ((text(record.get("ID")), text(record.get("Tag Name"))) for record in records_of(arrays.get("tags")))
    found.tags = [TagRecord(external_id or None, name) for external_id, name in tags if name]
    for record in records_of(arrays.get("check-ins")):
        if (check_in := _check_in(record, directory, remarks)) is not None:
            found.check_ins.append(check_in)
    found.comments = [_comment(record, directory) for record in records_of(arrays.get("comments"))]
    found.goals = GoalReader(records_of(arrays.get("goals")), found, remarks).read()
    return found


def _user(record: Mapping[str, Any]) -> PersonRecord:
    name, email = text(record.get("Name")), text(record.get("Email"))
    status = text(record.get("Status")).casefold()
    return PersonRecord(
        external_id=text(record.get("ID")) or None,
        name=name or email,
        email=email or None,
        manager_ref=person(record.get("Manager")),
        team_names=tuple(dict.fromkeys(text(team.get("Name")) for team in records_of(record.get("Teams")))),
        account_type="observer" if "observer" in text(record.get("Member Type")).casefold() else "regular",
        is_admin=any(role in text(record.get("Role")).casefold() for role in _ADMIN_ROLES),
        state=_state(status),
        is_listed=True,
    )


def _state(status: str) -> str:
    if status.startswith(("deactivat", "inactive", "deleted", "disabled")):
        return "deactivated"
    return "pending" if status.startswith(("pending", "invited", "provision")) else "active"


def _team(record: Mapping[str, Any], directory: Directory) -> TeamRecord:
    owners = (person(owner) for owner in records_of(record.get("Team Owners")))
    return TeamRecord(
        external_id=text(record.get("ID")) or None,
        name=text(record.get("Team Name")),
        parent_name=text(record.get("Parent Team")) or None,
        owner_refs=tuple(directory.ref(owner) for owner in owners if owner),
        type_label=text(record.get("Team Type")),
        archived=text(record.get("Status")).casefold() == "archived",
        description=text(record.get("Description")),
    )


def _period(record: Mapping[str, Any], remarks: Remarks) -> PeriodRecord:
    name = text(record.get("Time Period Name"))
    notes = RowRemarks(remarks, 0, text(record.get("ID")), name)
    start = attempted(notes, "Start Date", lambda: cells.day(text(record.get("Start Date"))))
    end = attempted(notes, "End Date", lambda: cells.day(text(record.get("End Date"))))
    return PeriodRecord(text(record.get("ID")) or None, name, start, end)


def _check_in(record: Mapping[str, Any], directory: Directory, remarks: Remarks) -> CheckInRecord | None:
    okr_id = text(record.get("OKR ID"))
    notes = RowRemarks(remarks, 0, okr_id, f"Check-in {text(record.get('ID'))}")
    at = attempted(notes, "Activity Date", lambda: cells.instant(text(record.get("Activity Date"))))
    on = attempted(notes, "CheckIn Date", lambda: cells.day(text(record.get("CheckIn Date"))))
    on = on or (at.date() if at else None)
    if on is None:
        notes.error(_("The check-in has no date; it is left out."))
        return None
    note, html = _note(record.get("Check In Note"))
    author = person(record.get("Check In Owner"))
    return CheckInRecord(
        goal_ref=okr_id,
        at=at or cells.noon(on),
        date=on,
        author_ref=directory.ref(author) if author else None,
        note=note,
        note_html=html,
        status=attempted(notes, "Status", lambda: values.status(text(record.get("Status")))),
        value=attempted(notes, "Current Value", lambda: cells.number(record.get("Current Value"))),
        metric_name=text(record.get("Metric Name")),
        external_id=text(record.get("ID")) or None,
    )


def _note(value: Any) -> tuple[str, str]:
    """The note as text, and as HTML cut down to an allow-list of plain formatting (spec §7.4.9)."""
    if not isinstance(value, dict):
        return text(value), ""
    html = nh3.clean(text(value.get("Check In Note HTML")), tags=_NOTE_TAGS)
    plain = text(value.get("Check In Note")) or clean(nh3.clean(html, tags=set()))
    return plain, html


def _comment(record: Mapping[str, Any], directory: Directory) -> CommentRecord:
    author = person(record.get("Created By"))
    try:
        at = cells.instant(text(record.get("Created At")))
    except ValueError:
        at = None
    return CommentRecord(
        external_id=text(record.get("ID")) or None,
        goal_ref=text(record.get("OKR ID")),
        author_ref=directory.ref(author) if author else None,
        at=at,
        text=text(record.get("Comment")),
    )
