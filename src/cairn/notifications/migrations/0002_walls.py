from django.db import migrations

from cairn.core.walls import RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial"), ("goals", "0002_walls"), ("organizations", "0002_walls")]

    operations = [RaiseWalls("notifications", ["Notification", "Delivery", "Preference", "Reachability"])]
