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
                name='Unit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=8)),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('level', models.CharField(max_length=12)),
                    ('kind', models.CharField(max_length=24)),
                    ('name', models.CharField(max_length=80)),
                    ('full_name', models.CharField(max_length=100)),
                    ('path', models.CharField(db_index=True, max_length=60)),
                    ('lat', models.FloatField(null=True)),
                    ('lon', models.FloatField(null=True)),
                    ('centre_estimated', models.BooleanField(default=False)),
                    ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='places.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('code', 'valid_from'), name='unit_code_from'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='unit_dates_in_order')],
                },
            ),
            migrations.CreateModel(
                name='Succession',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('weight', models.FloatField()),
                    ('estimated', models.BooleanField()),
                    ('source', models.CharField(max_length=120)),
                    ('new', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='predecessions', to='places.unit')),
                    ('old', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='places.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('old', 'new'), name='succession_once')],
                },
            ),
            migrations.CreateModel(
                name='Population',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.SmallIntegerField()),
                    ('age_from', models.SmallIntegerField(default=0)),
                    ('age_to', models.SmallIntegerField(default=200)),
                    ('persons', models.FloatField()),
                    ('estimated', models.BooleanField(default=False)),
                    ('source', models.CharField(max_length=120)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='populations', to='places.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('unit', 'year', 'age_from', 'age_to', 'source'), name='population_once')],
                },
            ),
            migrations.CreateModel(
                name='Facility',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=24, unique=True)),
                    ('name', models.CharField(max_length=160)),
                    ('kind', models.CharField(max_length=24)),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('phone', models.CharField(blank=True, max_length=20)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facilities', to='places.unit')),
                ],
            ),
            migrations.CreateModel(
                name='AnnouncedLevel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('level', models.SmallIntegerField()),
                    ('number', models.CharField(max_length=60)),
                    ('issuer', models.CharField(max_length=120)),
                    ('effective_at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='announced_levels', to='places.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('unit', 'effective_at'), name='announced_level_once'), models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 4)), name='announced_level_1_to_4')],
                },
            ),
        ),
    ]
