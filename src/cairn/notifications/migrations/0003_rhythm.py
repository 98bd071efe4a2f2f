import cairn.core.clock
import cairn.core.ids
import django.db.models.deletion
from django.db import migrations, models

from cairn.core.walls import RaiseWalls


class Migration(migrations.Migration):

    dependencies = [
        ('goals', '0003_parts_tags_and_approval'),
        ('notifications', '0002_walls'),
        ('organizations', '0003_out_of_office'),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckInRhythm',
            fields=[
                ('id', models.UUIDField(default=cairn.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('every', models.CharField(choices=[('week', 'Every week'), ('two_weeks', 'Every two weeks'), ('three_weeks', 'Every three weeks'), ('month', 'Once a month')], max_length=12)),
                ('weekdays', models.JSONField()),
                ('at', models.TimeField()),
                ('week', models.PositiveSmallIntegerField(choices=[(1, 'In the first week'), (2, 'In the second week'), (3, 'In the third week'), (4, 'In the fourth week'), (5, 'In the last week')], default=1)),
                ('begins', models.DateField()),
                ('skip_days', models.PositiveSmallIntegerField(default=0)),
                ('teams_may_change', models.BooleanField(default=True)),
                ('organization', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.organization')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'team'), name='check_in_rhythm_of_team'), models.UniqueConstraint(condition=models.Q(('team', None)), fields=('organization',), name='check_in_rhythm_of_organization')],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.UUIDField(default=cairn.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField(verbose_name='day')),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='name')),
                ('organization', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.organization')),
            ],
            options={
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(fields=('organization', 'day'), name='holiday_once')],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.UUIDField(default=cairn.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('at', models.TimeField()),
                ('zone', models.CharField(max_length=60)),
                ('instant', models.DateTimeField()),
                ('cursor', models.UUIDField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('organization', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.organization')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at', None)), fields=['organization', 'instant'], name='turn_undone')],
                'constraints': [models.UniqueConstraint(fields=('organization', 'day', 'at', 'zone'), name='turn_once')],
            },
        ),
        migrations.CreateModel(
            name='UsedLink',
            fields=[
                ('id', models.UUIDField(default=cairn.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('mark', models.UUIDField()),
                ('at', models.DateTimeField(default=cairn.core.clock.now)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='goals.goal')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.member')),
                ('organization', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'mark'), name='used_link_once')],
            },
        ),
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.UUIDField(default=cairn.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('seen_until', models.DateTimeField()),
                ('organization', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization',), name='watch_once')],
            },
        ),
        RaiseWalls("notifications", ["CheckInRhythm", "Holiday", "Watch", "Turn", "UsedLink"]),
    ]
