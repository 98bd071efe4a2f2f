import django.db.models.deletion
from django.db import migrations, models

import cairn.core.ids
from cairn.core.walls import RaiseWalls

class Migration(migrations.Migration):

    dependencies = [
        ("goals", "0008_private_under_public"),
        ("organizations", "0004_team_makers"),
        ("planning", "0003_direction_and_steps"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(fields=["organization", "period", "id"], name="goal_period"),
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.UUIDField(default=cairn.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("text", models.CharField(max_length=40)),
                ("organization", models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organizations.organization")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("organization", "text"), name="word_once")]},
        ),
        migrations.CreateModel(
            name="TitleWord",
            fields=[
                ("id", models.UUIDField(default=cairn.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("goal", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="title_words", to="goals.goal")),
                ("organization", models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organizations.organization")),
                ("word", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="goals.word")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("organization", "word", "goal"), name="title_word_once")]},
        ),
        RaiseWalls("goals", ["Word", "TitleWord"]),
    ]
