"""The wall between organisations: outside of one, no tenant table can be read or written.

`enter()` is called by the middleware, by jobs and by the command line. Everything below it is ambient: managers
filter by the organisation, `save()` refuses a row of another one, and on PostgreSQL the connection carries the
organisation for row-level security (core/postgresql). Without an organisation a query raises.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models.base import ModelState

from cairn.core.ids import new_id

EVERYWHERE = "*"
_organization: ContextVar[UUID | str | None] = ContextVar("cairn_organization", default=None)

M = TypeVar("M", bound=models.Model)


class NoOrganization(RuntimeError):
    """A tenant table was touched outside of any organisation."""


class ForeignRow(RuntimeError):
    """A row of one organisation was about to be written inside another."""


@contextmanager
def enter(organization_id: UUID) -> Iterator[None]:
    """Works inside one organisation until the block ends."""
    token = _organization.set(organization_id)
    try:
        yield
    finally:
        _organization.reset(token)


@contextmanager
def across_organizations(reason: str) -> Iterator[None]:
    """Reads across organisations, for the few questions that have no organisation yet.

    `reason` is for the reader of the code; tests/test_architecture.py lists every caller.
    """
    assert reason
    token = _organization.set(EVERYWHERE)
    try:
        yield
    finally:
        _organization.reset(token)


def current_id() -> UUID:
    """The organisation we are in. Raises NoOrganization outside of one."""
    value = _organization.get()
    if not isinstance(value, UUID):
        raise NoOrganization("This needs an organisation: wrap it in tenancy.enter(organization_id).")
    return value


def marker() -> str:
    """What the PostgreSQL connection is told: an organisation's id, '*' for all, or '' for none."""
    value = _organization.get()
    return "" if value is None else str(value)


class TenantQuerySet(models.QuerySet[M], Generic[M]):
    """A QuerySet whose bulk writes stay inside the organisation."""

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        rows = list(objs)
        for row in rows:
            claim(row)
        return super().bulk_create(rows, *args, **kwargs)

    def bulk_update(self, objs: Iterable[M], fields: Iterable[str], *args: Any, **kwargs: Any) -> int:
        rows = list(objs)
        for row in rows:
            claim(row)
        return super().bulk_update(rows, fields, *args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        if {"organization", "organization_id"} & kwargs.keys():
            raise ForeignRow("A row stays in the organisation it was made in.")
        return super().update(**kwargs)


class TenantManager(models.Manager[M], Generic[M]):
    """The default manager of tenant tables: filters by the organisation, raises without one."""

    def get_queryset(self) -> models.QuerySet[M]:
        rows: models.QuerySet[M] = super().get_queryset()
        value = _organization.get()
        if value is None:
            raise NoOrganization(f"{self.model.__name__} was queried outside of any organisation.")
        return rows if value == EVERYWHERE else rows.filter(organization_id=value)

    if TYPE_CHECKING:
        # The adjectives of the QuerySet (`.open()`), which from_queryset() adds at run time.
        def __getattr__(self, name: str) -> Any: ...


def claim(row: Any) -> None:
    """Gives a new row the current organisation. Raises ForeignRow when it belongs to another."""
    value = _organization.get()
    if value is None:
        raise NoOrganization(f"{type(row).__name__} was saved outside of any organisation.")
    if value == EVERYWHERE:
        if row.organization_id is None:
            raise NoOrganization(f"{type(row).__name__} was saved without an organisation.")
        return
    if row.organization_id is None:
        row.organization_id = value
    elif row.organization_id != value:
        raise ForeignRow(f"A {type(row).__name__} of another organisation was about to be saved.")


class TenantModel(models.Model):
    """A row that belongs to one organisation. Every domain table is one (tests/test_architecture.py)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(
        settings.CAIRN_TENANT_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        editable=False,
        db_index=False,
    )

    objects: ClassVar[TenantManager[Self]] = TenantManager.from_queryset(TenantQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        claim(self)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        claim(self)
        return super().delete(*args, **kwargs)

    @classmethod
    def from_db(  # type: ignore[override]  # the stubs know a Django to come
        cls, db: str | None, field_names: Collection[str], values: Collection[Any]
    ) -> Self:
        """A row of these columns as the database has them; one that is not among them is read when it is asked for.

        Django's own way is made for values of any origin, sets them one by one and sends two signals that nobody here
        listens to; a page has hundreds of rows.
        """
        row = cls.__new__(cls)
        state = ModelState()
        state.adding, state.db = False, db
        vars(row).update(zip(field_names, values, strict=True), _state=state)
        return row
