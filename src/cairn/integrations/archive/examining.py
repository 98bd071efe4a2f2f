"""Read an archive through without writing anything: that it is whole, what it holds, and which ids are in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from cairn.conversations.models import Attachment
from cairn.conversations.sniffing import OddFile, media_type_of
from cairn.core.errors import Refused
from cairn.integrations.archive import tables, values
from cairn.integrations.archive.reading import MEGABYTE, Archive
from cairn.integrations.archive.renaming import Place
from cairn.organizations.models import Member, Organization, Photo
from cairn.organizations.photos import is_portrait


@dataclass(frozen=True)
class Examined:
    """What an archive holds: its organisation's row, all ids, its people, and what is known of its attachments."""

    organization: dict[str, Any]
    place: Place
    ids: frozenset[UUID]
    people: tuple[dict[str, Any], ...]
    rows: dict[str, int]
    attachments: tuple[UUID, ...]


def examine(archive: Archive) -> Examined:
    """Reads everything and compares every SHA-256. Raises Refused for whatever is wrong with it."""
    ids: set[UUID] = set()
    people: list[dict[str, Any]] = []
    files: dict[str, dict[str, Any]] = {}
    count = 0
    for table in tables.carried():
        for row in archive.rows(table):
            count += 1
            ids.add(row["id"])
            if table is Member:
                people.append(row)
            elif table is Photo and not is_portrait(row["image"]):
                raise archive.damaged("a picture of a person is none that Cairn has drawn")
            elif table is Attachment:
                files[str(row["id"])] = row
    if len(ids) != count:
        raise archive.damaged("two of its rows have the same id")
    organization = _organization(archive)
    return Examined(
        organization=organization,
        place=Place(archive.manifest.base_url, organization["slug"]),
        ids=frozenset(ids),
        people=tuple(people),
        rows=dict(archive.manifest.tables),
        attachments=tuple(_attachments(archive, files)),
    )


def _organization(archive: Archive) -> dict[str, Any]:
    columns = {field.attname: field for field in Organization._meta.concrete_fields}
    row = archive.manifest.organization
    try:
        if row.keys() != columns.keys():
            raise values.BadValue
        return {name: values.read(columns[name], value) for name, value in row.items()}
    except values.BadValue as error:
        raise archive.damaged("the organisation's own row is not one of this version") from error


def _attachments(archive: Archive, rows: dict[str, dict[str, Any]]) -> list[UUID]:
    found = []
    for attachment_id, size in archive.attachments():
        row = rows.get(attachment_id)
        if row is None or size != row["size"]:
            raise archive.damaged("an attachment is not what its row says")
        if size > settings.ATTACHMENT_LIMIT:
            raise Refused(
                f"The attachment “{row['name']}” is larger than {settings.ATTACHMENT_LIMIT // MEGABYTE} MB, the most "
                "that this installation takes: CAIRN_ATTACHMENT_LIMIT."
            )
        try:
            is_as_told = media_type_of(row["name"], archive.attachment(attachment_id)) == row["media_type"]
        except OddFile:
            is_as_told = False
        if not is_as_told or archive.manifest.files[f"attachments/{attachment_id}"] != row["digest"]:
            raise archive.damaged("an attachment is not what its row says")
        found.append(row["id"])
    return found
