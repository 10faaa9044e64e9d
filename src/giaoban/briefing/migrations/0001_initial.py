import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from giaoban.kernel.new_tables import NewTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('places', '0001_initial'),
        ('situation', '0001_initial'),
    ]

    operations = [
        NewTables(
            migrations.CreateModel(
                name='Briefing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.CharField(max_length=60, unique=True)),
                    ('figures', models.JSONField()),
                    ('levels', models.JSONField()),
                    ('checks', models.JSONField()),
                    ('tables', models.JSONField()),
                    ('created_at', models.DateTimeField()),
                    ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='briefings', to='situation.evaluation')),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('evaluation', 'place'), name='briefing_once')],
                },
            ),
            migrations.CreateModel(
                name='BriefingState',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(max_length=10)),
                    ('at', models.DateTimeField()),
                    ('reason', models.TextField(blank=True)),
                    ('briefing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='states', to='briefing.briefing')),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('briefing', 'state'), name='briefing_state_once')],
                },
            ),
            migrations.CreateModel(
                name='Section',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=40)),
                    ('title', models.CharField(max_length=160)),
                    ('position', models.SmallIntegerField()),
                    ('content', models.JSONField()),
                    ('added_at', models.DateTimeField()),
                    ('briefing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='briefing.briefing')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('briefing', 'key'), name='section_once')],
                },
            ),
        ),
    ]
