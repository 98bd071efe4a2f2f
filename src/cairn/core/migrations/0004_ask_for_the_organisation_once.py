from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from cairn.core.walls import MINE, POLICY


def ask_once(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Policies that stand already read the setting once for a statement and not for every row."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_policies WHERE policyname = %s AND schemaname = current_schema()", [POLICY]
        )
        tables = [table for (table,) in cursor.fetchall()]
    for table in tables:
        schema_editor.execute(f'ALTER POLICY {POLICY} ON "{table}" USING {MINE} WITH CHECK {MINE}')


class Migration(migrations.Migration):
    dependencies = [("core", "0003_walls")]

    operations = [migrations.RunPython(ask_once, migrations.RunPython.noop, elidable=True)]
