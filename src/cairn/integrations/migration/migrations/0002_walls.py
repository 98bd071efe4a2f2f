from django.db import migrations

from cairn.core.walls import RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("migration", "0001_initial"), ("core", "0003_walls")]

    operations = [RaiseWalls("migration", ["ImportLine", "ImportMemory"])]
