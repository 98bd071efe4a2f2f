from django.db import migrations

from cairn.core.walls import ExtendWalls, RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("notifications", "0004_following")]

    operations = [
        RaiseWalls("notifications", ["Follow", "SharedSummary"]),
        ExtendWalls("notifications", "Notification", ["child"]),
    ]
