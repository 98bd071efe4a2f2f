from django.db import migrations

from cairn.core.walls import RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial"), ("organizations", "0002_walls")]

    operations = [RaiseWalls("api", ["ApiToken"])]
