"""Users and teams files: who there is, sent alone or along with OKRs (spec okrs §19.3–19.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from cairn.integrations.migration.viva_goals import cells
from cairn.integrations.migration.viva_goals.people import name_from_email
from cairn.integrations.migration.viva_goals.records import PersonRecord, PersonRef, TeamRecord
from cairn.integrations.migration.viva_goals.remarks import Remarks, RowRemarks
from cairn.integrations.migration.viva_goals.tables import Row, Table, lines


def users(tables: Sequence[Table], remarks: Remarks) -> list[PersonRecord]:
    """Read users tables. A row without an address, or with one used before, is remarked on and left out."""
    found: dict[str, PersonRecord] = {}
    for row, notes in _rows(tables, remarks):
        email = row.get("email")
        if not email:
            notes.error(_("The row has no e-mail address."))
        elif "@" not in email or any(letter.isspace() for letter in email):
            notes.error(_("“%(email)s” is not an e-mail address.") % {"email": email[:60]})
        elif email.casefold() in found:
            notes.error(_("The address %(email)s was used before. The first row with it counts.") % {"email": email})
        else:
            found[email.casefold()] = _user(row, email)
    return list(found.values())


def _rows(tables: Sequence[Table], remarks: Remarks) -> Iterator[tuple[Row, RowRemarks]]:
    for table in tables:
        remarks.file = table.file
        for row in table.rows:
            notes = RowRemarks(remarks, row.number, None, row.get("name") or row.get("email"))
            if places := row.formulas():
                notes.error(
                    _("Row %(number)s, %(place)s: the cell holds a formula. Please put its value there.")
                    % {"number": row.number, "place": places[0]}
                )
            else:
                yield row, notes


def _user(row: Row, email: str) -> PersonRecord:
    manager, manager_email = row.get("manager"), row.get("manager_email")
    return PersonRecord(
        external_id=None,
        name=row.get("name") or name_from_email(email),
        email=email,
        manager_ref=PersonRef(None, manager_email or None, manager or None) if manager or manager_email else None,
        team_names=tuple(dict.fromkeys(lines(row.get("teams")))),
        account_type="observer" if "observer" in row.get("account_type").casefold() else "regular",
        is_admin=cells.yes(row.get("is_admin")),
        state="deactivated" if "deactivat" in row.get("state").casefold() else "active",
        is_listed=True,
    )


def with_teams_parted(people: Sequence[PersonRecord], teams: Sequence[TeamRecord]) -> list[PersonRecord]:
    """Part a cell of teams at its commas, unless that breaks up the name of a known team."""
    known = {team.name for team in teams}
    parted = []
    for person in people:
        names: list[str] = []
        for name in person.team_names:
            pieces = cells.parts(name, ",")
            is_list = name not in known and (not known or known.issuperset(pieces))
            names += pieces if is_list else [name]
        parted.append(replace(person, team_names=tuple(dict.fromkeys(names))))
    return parted


def teams(tables: Sequence[Table], remarks: Remarks) -> list[TeamRecord]:
    """Read teams tables. A name used before is remarked on and left out."""
    found: dict[str, TeamRecord] = {}
    for row, notes in _rows(tables, remarks):
        name = row.get("name")
        if not name:
            notes.error(_("The row has no team name."))
        elif name in found:
            notes.error(_("There is a team “%(name)s” further up. The first row with it counts.") % {"name": name})
        else:
            found[name] = TeamRecord(
                external_id=None,
                name=name,
                parent_name=row.get("parent") or None,
                owner_refs=tuple(person_ref(entry) for entry in lines(row.get("owner_email"))),
                type_label=row.get("type"),
                description=row.get("description"),
            )
    return list(found.values())


def without_loops(teams: Sequence[TeamRecord], remarks: Remarks) -> list[TeamRecord]:
    """Make a team top-level when its line of parents comes back to it (with a remark naming the loop)."""
    parents = {team.name: team.parent_name for team in teams}
    standing = []
    for team in teams:
        way = [team.name]
        while (above := parents.get(way[-1])) is not None and above not in way:
            way.append(above)
        if above == team.name:
            loop = " → ".join(f"“{name}”" for name in [*way, above][:10])
            remarks.add(
                "warning",
                _("The parent teams go round in a loop: %(loop)s. “%(name)s” becomes top-level.")
                % {"loop": loop, "name": team.name},
            )
            parents[team.name] = None
        standing.append(replace(team, parent_name=parents[team.name]))
    return standing


def person_ref(entry: str) -> PersonRef:
    """A person named in a cell, by address if it looks like one."""
    return PersonRef(email=entry) if "@" in entry else PersonRef(name=entry)
