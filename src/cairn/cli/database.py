"""The database before a command may use it: who we are there, and whether the tables are made and up to date."""

from __future__ import annotations

from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from cairn.core import walls
from cairn.core.errors import Refused


def have_tables() -> None:
    """Makes the tables in an empty database. Raises Refused when they are there but of another version of Cairn."""
    try:
        if is_empty():
            migrate()
        elif pending():
            raise Refused("the database is of an older version of Cairn; run `cairn manage migrate` first.")
    except OperationalError as error:
        raise Refused(f"the database cannot be reached: {str(error).strip()}") from error


def migrate() -> None:
    """Brings the tables up to date. Raises Refused as a role that row-level security does not bind."""
    if sentence := walls.unbound_role():
        raise Refused(sentence)
    call_command("migrate", interactive=False, verbosity=0)


def is_empty() -> bool:
    """True when no table of ours is there."""
    return not connection.introspection.table_names()


def pending() -> list[str]:
    """Names of migrations that were not applied yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
