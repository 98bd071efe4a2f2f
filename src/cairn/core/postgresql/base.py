"""Django's PostgreSQL backend, with the organisation carried on the connection for row-level security.

Each tenant table has a policy that compares organization_id with the setting cairn.organization_id
(core/walls.py). The setting is written lazily, when a cursor is opened and the ambient organisation differs from
what the connection was told last. A rollback may undo it, so a rollback makes us forget what was told.

Behind PgBouncer in transaction mode the next transaction may run on another server connection, and ours may go to
another client. There the setting is local to the transaction; outside of one, each statement gets its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
from django.db.backends.postgresql import base

if TYPE_CHECKING:
    _Cursor = psycopg.ClientCursor[Any]
else:
    _Cursor = base.Cursor  # a ClientCursor that also knows Django's types and callproc()

# Compiling a query takes longer than any of ours runs: a search took 105 ms, 80 of them for that. And on the disks of
# today indexes are worth their while: a company's page took 92 ms, half of them for reading a whole table to get at
# twenty rows. What is prepared is planned once, for all values (core/prepared.py). PgBouncer passes no options on;
# docs/admin/postgresql.md says what to do there.
_TUNED = "-c jit=off -c random_page_cost=1.1 -c plan_cache_mode=force_generic_plan"
# So many statements does a connection keep planned; psycopg's own limit is below the number of our frequent reads.
_KEPT = 400
_OFTEN = 2  # what came that often already is planned for good when it comes again
_TELL = "SELECT set_config('cairn.organization_id', %s, %s)"


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection that knows which organisation it works for."""

    _told: str | None = None
    _plans_once = False

    @property
    def _is_pooled(self) -> bool:
        return bool(self.settings_dict.get("CAIRN_TENANT_PER_TRANSACTION"))

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        if self._is_pooled:
            params["cursor_factory"] = TellingCursor
        else:
            params["options"] = f"{params.get('options', '')} {_TUNED}".strip()
            params["prepare_threshold"] = _OFTEN
        return params

    def init_connection_state(self) -> None:
        self._told = None
        self.connection.prepared_max = _KEPT
        super().init_connection_state()

    def create_cursor(self, name: str | None = None) -> Any:
        if not (self._is_pooled and self.connection.autocommit):
            self._tell()
        if not self._plans_once:
            return super().create_cursor(name)
        factory, self.connection.cursor_factory = self.connection.cursor_factory, base.ServerBindingCursor
        try:
            return super().create_cursor(name)
        finally:
            self.connection.cursor_factory = factory

    @contextmanager
    def planning_once(self) -> Iterator[None]:
        """Within it values travel beside their statement and not in it.

        A statement that comes often is then planned once in a connection and not for each request. Behind PgBouncer
        nothing changes: what one server connection has planned is unknown to the next.
        """
        self._plans_once = not self._is_pooled
        try:
            yield
        finally:
            self._plans_once = False

    def _tell(self) -> None:
        marker = _marker()
        if marker != self._told:
            with self.connection.cursor() as cursor:
                cursor.execute(_TELL, (marker, self._is_pooled))
            self._told = marker

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        if self._is_pooled:
            self._told = None

    def _rollback(self) -> None:
        self._told = None
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        # Not through create_cursor: after an error PostgreSQL takes no other statement before this one.
        with self.connection.cursor() as cursor:
            cursor.execute(self.ops.savepoint_rollback_sql(sid))
        self._told = None


class TellingCursor(_Cursor):
    """A cursor for pooled connections: a statement outside of a transaction gets one, with the organisation in it."""

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        if not self.connection.autocommit or not (marker := _marker()):
            return super().execute(*args, **kwargs)
        with self.connection.transaction():
            psycopg.ClientCursor(self.connection).execute(_TELL, (marker, True))
            return super().execute(*args, **kwargs)

    def executemany(self, *args: Any, **kwargs: Any) -> Any:
        if not self.connection.autocommit or not (marker := _marker()):
            return super().executemany(*args, **kwargs)
        with self.connection.transaction():
            psycopg.ClientCursor(self.connection).execute(_TELL, (marker, True))
            return super().executemany(*args, **kwargs)


def _marker() -> str:
    from cairn.core import tenancy  # here, because tenancy needs the models that need this back end

    return tenancy.marker()
