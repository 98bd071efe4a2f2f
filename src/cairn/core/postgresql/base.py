"""Django's PostgreSQL backend, with the organisation carried on the connection for row-level security.

Each tenant table has a policy that compares organization_id with the setting cairn.organization_id
(core/walls.py). The setting is written lazily, when a cursor is opened and the ambient organisation differs from
what the connection was told last. A rollback may undo it, so a rollback makes us forget what was told.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection that knows which organisation it works for."""

    _told: str | None = None

    def init_connection_state(self) -> None:
        self._told = None
        super().init_connection_state()

    def create_cursor(self, name: str | None = None) -> Any:
        self._tell()
        return super().create_cursor(name)

    def _tell(self) -> None:
        from cairn.core import tenancy  # here, because tenancy needs the models that need this back end

        marker = tenancy.marker()
        per_transaction = bool(self.settings_dict.get("CAIRN_TENANT_PER_TRANSACTION"))
        if marker == self._told and not per_transaction:
            return
        # Behind PgBouncer in transaction mode a session setting would reach the next client: keep it local.
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT set_config('cairn.organization_id', %s, %s)", (marker, per_transaction))
        self._told = marker

    def _rollback(self) -> None:
        self._told = None
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        # Not through create_cursor: after an error PostgreSQL takes no other statement before this one.
        with self.connection.cursor() as cursor:
            cursor.execute(self.ops.savepoint_rollback_sql(sid))
        self._told = None
