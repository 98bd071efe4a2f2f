"""The way in: files as they were saved, recognised by what is in them (spec integrations §7, first lines).

One file, several files or an archive of them, whatever they are called: JSON arrays, Explorer tables, OKR
templates, users and teams.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cairn.integrations.migration.viva_goals import explorer, guards, headers, json_zip, rosters, tables, templates
from cairn.integrations.migration.viva_goals.assembly import Found, assembled
from cairn.integrations.migration.viva_goals.guards import UnreadableFile
from cairn.integrations.migration.viva_goals.people import Directory
from cairn.integrations.migration.viva_goals.records import INFO, WARNING, Bundle
from cairn.integrations.migration.viva_goals.remarks import Remarks
from cairn.integrations.migration.viva_goals.tables import Table

MOST_FILES = 50
_ZIP_MARK = b"PK\x03\x04"
_OLD_OFFICE_MARK = b"\xd0\xcf\x11\xe0"
_MOST_NESTING = 2


@dataclass(frozen=True)
class SourceFile:
    """A file as it was sent: what it is called (for sentences only) and its bytes."""

    name: str
    content: bytes


@dataclass
class _Inventory:
    """All that the files hold, by what it is."""

    arrays: dict[str, list[Any]] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    unpacked: int = 0

    def of_kind(self, kind: str) -> list[Table]:
        return [table for table in self.tables if table.kind == kind]


def read(
    files: Sequence[SourceFile],
    *,
    today: date,
    organization_name: str = "",
    kinds: Mapping[str, str] | None = None,
) -> Bundle:
    """Read the saved files of a Viva Goals or Ally organisation into one bundle.

    In: the files; today, past which no check-in is dated; the organisation's name, by which a template's
    Entity column means the organisation itself; and the kinds a person chose for the type words.
    Raises UnreadableFile when a file cannot be used at all or none holds goals, people or teams. What is
    wrong with single rows is in the bundle's notes.
    """
    if len(files) > MOST_FILES:
        raise UnreadableFile(
            _("These are %(count)s files; at most %(most)s are read at once.")
            % {"count": len(files), "most": MOST_FILES}
        )
    inventory = _Inventory()
    for file in files:
        _take(file, inventory, nesting=0)
    remarks = Remarks()
    for name in inventory.unknown:
        remarks.add(INFO, _("“%(name)s” is none of the files we know; it was left aside.") % {"name": name})
    found = _found(inventory, remarks, organization_name, files)
    found.teams = rosters.without_loops(found.teams, remarks)
    remarks.file = ""
    return assembled(found, remarks, today=today, kinds=kinds)


def _take(file: SourceFile, inventory: _Inventory, *, nesting: int) -> None:
    """Put what a file holds into the inventory."""
    guards.check_size(file.content, file.name)
    if file.content.startswith(_OLD_OFFICE_MARK):
        raise UnreadableFile(
            _("“%(name)s” is an old or password-protected Excel file. Please save it as .xlsx without a password.")
            % {"name": file.name}
        )
    if file.content.startswith(_ZIP_MARK):
        _take_archive(file, inventory, nesting)
    elif file.content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"[", b"{"}:
        _take_json(file, inventory)
    elif (table := tables.from_csv(file.content, file.name)) is not None:
        inventory.tables.append(table)
    else:
        inventory.unknown.append(file.name)


def _take_archive(file: SourceFile, inventory: _Inventory, nesting: int) -> None:
    archive = guards.opened_zip(file.content, file.name)
    with archive:
        if "[Content_Types].xml" in archive.namelist():
            guards.check_workbook(archive, file.name)
            found = tables.from_workbook(file.content, archive, file.name)
            inventory.tables += found
            inventory.unknown += [] if found else [file.name]
            return
        if nesting == _MOST_NESTING:
            raise UnreadableFile(
                _("“%(name)s” is an archive in an archive in an archive. Please unpack it first.")
                % {"name": file.name}
            )
        for member in _members(archive, file.name, inventory):
            _take(member, inventory, nesting=nesting + 1)


def _members(archive: zipfile.ZipFile, name: str, inventory: _Inventory) -> Iterator[SourceFile]:
    for entry in archive.infolist():
        base = entry.filename.rpartition("/")[2]
        if entry.is_dir() or not entry.file_size or base.startswith(".") or entry.filename.startswith("__MACOSX/"):
            continue
        inventory.unpacked += entry.file_size
        if inventory.unpacked > guards.MOST_UNPACKED_BYTES:
            raise UnreadableFile(guards.too_much(name))
        yield SourceFile(base, guards.unpacked(archive, entry, name))


def _take_json(file: SourceFile, inventory: _Inventory) -> None:
    """Take an array of records, or an object whose values are such arrays."""
    content = json_zip.parsed(file.content, file.name)
    for array in content.values() if isinstance(content, dict) else [content]:
        kind = json_zip.kind_of(array)
        if kind is not None:
            inventory.arrays.setdefault(kind, []).extend(array)
        elif array != []:
            inventory.unknown.append(file.name)


def _found(inventory: _Inventory, remarks: Remarks, organization_name: str, files: Sequence[SourceFile]) -> Found:
    """Read the richest layout there is; users and teams files complete the others."""
    explorers, sheets = inventory.of_kind(headers.EXPLORER), inventory.of_kind(headers.TEMPLATE)
    if inventory.arrays:
        _set_aside(inventory.tables, remarks)
        return json_zip.read(inventory.arrays, remarks)
    if not inventory.tables:
        names = ", ".join(f"“{file.name}”" for file in files[:5])
        raise UnreadableFile(
            _("%(names)s holds no Viva Goals or Ally export that we know: no goals, people or teams.")
            % {"names": names or _("Nothing")}
        )
    teams = rosters.teams(inventory.of_kind(headers.TEAMS), remarks)
    people = rosters.with_teams_parted(rosters.users(inventory.of_kind(headers.USERS), remarks), teams)
    directory = Directory.of(people)
    teams = [replace(team, owner_refs=tuple(map(directory.ref, team.owner_refs))) for team in teams]
    if explorers:
        _set_aside(sheets, remarks)
        return explorer.read(explorers, directory, teams, remarks)
    return templates.read(sheets, directory, teams, remarks, organization_name=organization_name)


def _set_aside(left: Sequence[Table], remarks: Remarks) -> None:
    for name in dict.fromkeys(table.file for table in left):
        remarks.add(
            WARNING, _("“%(name)s” was left aside, because another file tells the same and more.") % {"name": name}
        )
