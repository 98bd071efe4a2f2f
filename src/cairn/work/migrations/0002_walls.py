from django.db import migrations

from cairn.core.walls import RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("work", "0001_initial"), ("goals", "0003_parts_tags_and_approval"), ("organizations", "0002_walls")]

    operations = [RaiseWalls("work", ["Task", "Milestone"])]
