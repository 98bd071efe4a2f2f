from django.db import migrations

from cairn.core import tenancy
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
    """A migration of its own: behind the walls PostgreSQL cannot check the rows of a table while it builds it."""

    dependencies = [("goals", "0009_words_of_titles")]

    operations = [migrations.RunPython(note_words, migrations.RunPython.noop, elidable=True)]
