import cairn.core.clock
import cairn.core.ids
import django.db.models.deletion
from django.db import migrations, models

from cairn.core.walls import RaiseWalls


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0002_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutOfOffice',
            fields=[
                ('id', models.UUIDField(default=cairn.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('created_at', models.DateTimeField(default=cairn.core.clock.now)),
                ('delegate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='absences_covered', to='organizations.member')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='organizations.member')),
                ('organization', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'member', 'last_day'], name='out_of_office_member'), models.Index(fields=['organization', 'last_day'], name='out_of_office_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='out_of_office_not_backwards')],
            },
        ),
        RaiseWalls("organizations", ["OutOfOffice"]),
    ]
