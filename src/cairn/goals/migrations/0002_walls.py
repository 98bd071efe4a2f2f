from django.db import migrations

from cairn.core.walls import RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("goals", "0001_initial"), ("planning", "0002_walls"), ("organizations", "0002_walls")]

    operations = [RaiseWalls("goals", ["Goal", "GoalOwner", "GoalTeam", "GoalViewer", "GoalEditor", "Alignment", "CheckIn", "GoalVersion", "AlignmentVersion", "ProgressPoint", "GoalSettings", "Tag", "GoalTag", "ExternalRef"])]
