"""The second wall on PostgreSQL: row-level security and foreign keys that include the organisation.

Every migration that makes tenant tables ends with `RaiseWalls(app_label, [...])`. On SQLite it does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

POLICY = "cairn_organization"
_SETTING = "current_setting('cairn.organization_id', true)"
# In a SELECT of its own the setting is read once for a statement and not for every row, and rows may be told from an
# index alone: counting 25,000 goals takes 9 ms instead of 48.
MINE = f"((SELECT {_SETTING}) = '*' OR organization_id = (SELECT nullif(nullif({_SETTING}, ''), '*')::uuid))"


class RaiseWalls(Operation):
    """Secures the tables of the named models of one app. Reversible."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, app_label: str, models: Iterable[str]) -> None:
        self.tenant_app = app_label
        self.models = list(models)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.tenant_app, self.models], {})

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def describe(self) -> str:
        return f"Raise the walls between organisations around {', '.join(self.models)}"

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        for name in self.models:
            schema_editor.execute(_unique(to_state.apps.get_model(self.tenant_app, name)))
        for name in self.models:
            model = to_state.apps.get_model(self.tenant_app, name)
            for statement in [*_foreign_keys(model), *_row_security(model)]:
                schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        for name in self.models:
            table = from_state.apps.get_model(self.tenant_app, name)._meta.db_table
            schema_editor.execute(f'DROP POLICY IF EXISTS {POLICY} ON "{table}"')
            schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{table}_tenant" CASCADE')
            schema_editor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
            schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')


class ExtendWalls(Operation):
    """Gives references that a walled table was given later their organisation too: the named columns. Reversible."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, app_label: str, model: str, fields: Iterable[str]) -> None:
        self.tenant_app, self.model, self.fields = app_label, model, list(fields)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.tenant_app, self.model, self.fields], {})

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def describe(self) -> str:
        return f"Extend the walls around {self.model} to {', '.join(self.fields)}"

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for statement in _foreign_keys(to_state.apps.get_model(self.tenant_app, self.model), self.fields):
                schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            model = from_state.apps.get_model(self.tenant_app, self.model)
            for name in self.fields:
                schema_editor.execute(
                    f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT IF EXISTS "{_tie(model, name)}"'
                )


def unbound_role() -> str | None:
    """A sentence with the SQL that helps when row-level security does not bind our role; None when it does."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles"
            " WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
        )
        row = cursor.fetchone()
    if row is None:
        return None
    name, is_superuser, _bypasses = row
    what = "a superuser" if is_superuser else "exempt from row-level security"
    return (
        f"the PostgreSQL role {name} is {what}, so the wall between organisations would not hold. Use another role, "
        f'or run: ALTER ROLE "{name}" NOSUPERUSER NOBYPASSRLS;'
    )


def _unique(model: Any) -> str:
    table = model._meta.db_table
    return f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_tenant" UNIQUE (organization_id, id)'


def _foreign_keys(model: Any, only: Iterable[str] | None = None) -> list[str]:
    """One composite foreign key beside each of Django's own, for targets that are tenant tables too."""
    table = model._meta.db_table
    statements = []
    for field in model._meta.local_fields:
        target = field.related_model
        if target is None or field.name == "organization":
            continue
        if "organization" not in {f.name for f in target._meta.local_fields}:
            continue
        if only is not None and field.name not in only:
            continue
        name = _tie(model, field.name)
        statements.append(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (organization_id, "{field.column}")'
            f' REFERENCES "{target._meta.db_table}" (organization_id, id) DEFERRABLE INITIALLY DEFERRED'
        )
    return statements


def _tie(model: Any, field: str) -> str:
    """The name of the composite key of a field."""
    return f"{model._meta.db_table}_{model._meta.get_field(field).column}_tenant"[-63:]


def _row_security(model: Any) -> list[str]:
    table = model._meta.db_table
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'CREATE POLICY {POLICY} ON "{table}" USING {MINE} WITH CHECK {MINE}',
    ]
