"""Bring an archive into an organisation that has nothing yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import DataError, IntegrityError, connection, models

from cairn.conversations import store
from cairn.core import bulk, events, tenancy
from cairn.core.errors import Conflict
from cairn.core.tenancy import TenantModel
from cairn.core.transactions import action
from cairn.goals import titles
from cairn.goals.models import Goal
from cairn.integrations.archive import events as happened
from cairn.integrations.archive import people, tables
from cairn.integrations.archive.examining import Examined
from cairn.integrations.archive.reading import Archive
from cairn.integrations.archive.renaming import Place, Renaming
from cairn.integrations.archive.tables import MERGED, REPLACED, SIGN_IN
from cairn.organizations import policies
from cairn.organizations.actor import Actor
from cairn.organizations.models import Member, Organization, User
from cairn.organizations.terminology import forget

T = TypeVar("T", bound=TenantModel)
_CHUNK = 2000
_OWN = {"id", "name", "slug", "is_demo", "created_at"}
"""What an organisation keeps of its own row."""


def demand_room() -> None:
    """Raises Conflict when the organisation we are in has more than a new one has."""
    for table in tables.carried():
        if tables.label_of(table) not in REPLACED | MERGED and table.objects.exists():
            raise Conflict(
                f"there are {table._meta.verbose_name_plural} in this organisation already, and an archive fills an "
                "empty one. Make one with `cairn org create`."
            )


def load_archive(archive: Archive, found: Examined, *, by: Actor) -> dict[UUID, UUID]:
    """Brings everything in under new ids, in one transaction, and seals its events (spec integrations §6). Answers
    the new id of each old one.

    People are matched by e-mail; who owns this organisation goes on owning it; nobody is notified. Raises Denied;
    Conflict when there is something here already; Refused when the archive's rows do not fit together.
    """
    placed: list[UUID] = []
    try:
        with bulk.without_collecting():
            return _load(archive, found, placed, by=by)
    except BaseException as error:
        store.remove(placed)
        if isinstance(error, IntegrityError | DataError):
            raise archive.damaged("its rows do not fit together") from error
        raise


@action
def _load(archive: Archive, found: Examined, placed: list[UUID], *, by: Actor) -> dict[UUID, UUID]:
    policies.demand_manage_organization(by)
    organization = Organization.objects.select_for_update().get(pk=tenancy.current_id())
    demand_room()
    here = people.known(found.people)
    renaming = Renaming(found.ids, old=found.place, new=Place(settings.BASE_URL, organization.slug))
    renaming.ids[found.organization["id"]] = organization.pk
    renaming.ids.update({old: member.pk for old, member in here.items()})
    _make_room()
    _take_settings(organization, found.organization, renaming)
    for table in tables.carried():
        if table is Member:
            _load_people(found.people, here, renaming, archive)
        else:
            _insert(_renewed(archive, table, row, renaming) for row in archive.rows(table))
    titles.index(Goal.objects.iterator(_CHUNK))
    bulk.refresh_statistics()
    _place(archive, found, renaming, placed)
    connection.check_constraints([table._meta.db_table for table in tables.carried()])
    events.seal_the_rest()
    events.record(happened.ARCHIVE_LOADED, None, by=by, rows=found.rows)
    return renaming.ids


def _make_room() -> None:
    for table in reversed(tables.carried()):
        if tables.label_of(table) in REPLACED:
            upwards = [f.name for f in table._meta.concrete_fields if f.related_model is table]
            if upwards:  # a year is protected by its quarters
                table.objects.update(**dict.fromkeys(upwards))
            table.objects.all().delete()


def _take_settings(organization: Organization, row: dict[str, Any], renaming: Renaming) -> None:
    taken = row.keys() - (_OWN if organization.name else _OWN - {"name"})
    for name in taken:
        setattr(organization, name, renaming.anywhere(row[name]))
    organization.save(update_fields=sorted(taken))
    forget()


def _load_people(
    rows: Iterable[dict[str, Any]], here: dict[UUID, Member], renaming: Renaming, archive: Archive
) -> None:
    new = []
    for row in rows:
        sign_in = people.sign_in_of(row)
        member = _renewed(archive, Member, row, renaming, user=sign_in)
        if was := here.get(row["id"]):
            people.settle(member, was)
        else:
            new.append(member)
    _insert(iter(new))


def _insert(rows: Iterator[models.Model]) -> None:
    while chunk := list(islice(rows, _CHUNK)):
        bulk.insert(chunk)


def _renewed(
    archive: Archive, table: type[T], row: dict[str, Any], renaming: Renaming, user: User | None = None
) -> T:
    """The row as it is to be here. What it refers to must be in the archive too: ids of others open no door."""
    kept: dict[str, Any] = {"user": user} if table is Member else {}
    for name, field in tables.columns(table).items():
        if name == SIGN_IN:
            continue
        value = renaming.anywhere(row[name])
        if isinstance(field, models.ForeignKey) and row[name] is not None and row[name] not in renaming.ids:
            raise archive.damaged(f"a row of {tables.label_of(table)} refers to one that is not in it")
        kept[name] = value
    return table(**kept)


def _place(archive: Archive, found: Examined, renaming: Renaming, placed: list[UUID]) -> None:
    for old in found.attachments:
        new = renaming.ids[old]
        placed.append(new)
        store.place(new, archive.attachment(str(old)))
