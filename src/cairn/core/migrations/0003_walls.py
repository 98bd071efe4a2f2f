from django.db import migrations

from cairn.core.walls import RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("core", "0002_initial"), ("organizations", "0002_walls")]

    operations = [RaiseWalls("core", ["Event", "PendingEvent", "EventReceipt", "EventSeal", "Run", "IdempotencyKey"])]
