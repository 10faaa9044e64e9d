import django.db.models.deletion
from django.db import migrations, models

from giaoban.kernel.new_tables import NewTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        NewTables(
            migrations.CreateModel(
                name='Snapshot',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('known_at', models.DateTimeField()),
                    ('tree_date', models.DateField()),
                    ('policy', models.CharField(max_length=64)),
                    ('code', models.CharField(max_length=64)),
                    ('sql', models.CharField(max_length=64)),
                    ('manifest', models.JSONField()),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('known_at', 'tree_date', 'policy', 'code'), name='snapshot_once')],
                },
            ),
            migrations.CreateModel(
                name='Touched',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=6)),
                    ('ref', models.BigIntegerField()),
                ],
                options={
                    'indexes': [models.Index(fields=['kind', 'ref'], name='touched_ref')],
                },
            ),
            migrations.CreateModel(
                name='Base',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(default='', max_length=32)),
                    ('version', models.BigIntegerField(default=0)),
                    ('snapshot', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='situation.snapshot')),
                ],
            ),
            migrations.CreateModel(
                name='Evaluation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('start', models.DateField()),
                    ('end', models.DateField()),
                    ('count', models.CharField(max_length=10)),
                    ('counts', models.CharField(max_length=64)),
                    ('params', models.JSONField()),
                    ('levels', models.JSONField()),
                    ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='situation.snapshot')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('snapshot', 'start', 'end', 'count'), name='evaluation_once')],
                },
            ),
        ),
    ]
