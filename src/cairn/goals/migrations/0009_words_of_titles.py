import django.db.models.deletion
from django.db import migrations, models

import cairn.core.ids
from cairn.core import tenancy
from cairn.core.walls import RaiseWalls
from cairn.goals.words import words_of

AT_ONCE = 5_000


def note_words(apps, schema_editor):
    """Notes the words of the titles that are there."""
    goals, words, title_words = (apps.get_model("goals", name) for name in ("Goal", "Word", "TitleWord"))
    known, waiting = {}, []

    def write():
        title_words.objects.bulk_create(waiting)
        waiting.clear()

    with tenancy.across_organizations("noting the words of all titles"):
        for goal, organization, title in goals.objects.values_list("pk", "organization", "title").iterator(AT_ONCE):
            for text in words_of(title):
                if (organization, text) not in known:
                    known[organization, text] = words.objects.create(organization_id=organization, text=text).pk
                word = known[organization, text]
                waiting.append(title_words(organization_id=organization, word_id=word, goal_id=goal))
            if len(waiting) >= AT_ONCE:
                write()
        write()


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
        migrations.RunPython(note_words, migrations.RunPython.noop, elidable=True),
        RaiseWalls("goals", ["Word", "TitleWord"]),
    ]
