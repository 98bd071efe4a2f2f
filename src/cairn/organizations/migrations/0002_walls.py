from django.db import migrations

from cairn.core.walls import RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial")]

    operations = [RaiseWalls("organizations", ["Member", "Team", "TeamMember", "Invitation", "JoinRequest"])]
