import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('intake', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hamlet', models.CharField(blank=True, max_length=80)),
                ('key', models.BinaryField(max_length=16, unique=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.BigIntegerField(unique=True)),
                ('resident', models.BooleanField(default=False)),
                ('birth', models.DateField(null=True)),
                ('birth_precision', models.CharField(default='day', max_length=5)),
                ('sex', models.CharField(blank=True, max_length=1)),
                ('occupation', models.CharField(blank=True, max_length=10)),
                ('underlying', models.BooleanField(default=False)),
                ('pregnant', models.BooleanField(default=False)),
                ('poor', models.BooleanField(default=False)),
                ('minority', models.BooleanField(default=False)),
                ('unvaccinable', models.BooleanField(default=False)),
                ('recorded_at', models.DateTimeField()),
                ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.household')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'resident'], name='person_unit')],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hamlet', models.CharField(blank=True, max_length=80)),
                ('onset', models.DateField(null=True)),
                ('sampled', models.DateField(null=True)),
                ('result', models.DateField(null=True)),
                ('announced', models.DateField()),
                ('ministry_announced', models.DateField(null=True)),
                ('test', models.CharField(blank=True, max_length=8)),
                ('found', models.CharField(blank=True, max_length=12)),
                ('age', models.SmallIntegerField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=10)),
                ('outcome_date', models.DateField(null=True)),
                ('row', models.IntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('ref', models.BigIntegerField(unique=True)),
                ('disease', models.CharField(default='covid-19', max_length=20)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('source', models.CharField(max_length=80)),
                ('key', models.BinaryField(max_length=16, unique=True)),
                ('alias', models.BinaryField(db_index=True, max_length=16, null=True)),
                ('fingerprint', models.BinaryField(max_length=16)),
                ('severity', models.CharField(blank=True, max_length=12)),
                ('care', models.CharField(blank=True, max_length=10)),
                ('tier', models.CharField(blank=True, max_length=1)),
                ('support', models.CharField(blank=True, max_length=8)),
                ('first_recorded_at', models.DateTimeField()),
                ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.batch')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('unit_detected', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('unit_residence', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='registry.person')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', '-announced', '-id'], name='case_unit_announced'), models.Index(fields=['-announced', '-id'], name='case_announced'), models.Index(fields=['person'], name='case_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('outcome_date', None)), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('outcome_date', None), _negated=True)), _connector='OR'), name='case_outcome_paired')],
            },
        ),
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='registry.person')),
                ('sealed', models.BinaryField()),
                ('name_hash', models.BinaryField(db_index=True, max_length=16)),
                ('cid_hash', models.BinaryField(db_index=True, max_length=16, null=True)),
                ('phone_hash', models.BinaryField(db_index=True, max_length=16, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Dose',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.SmallIntegerField()),
                ('kind', models.CharField(max_length=10)),
                ('vaccine', models.CharField(max_length=30)),
                ('date', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='doses', to='registry.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'number'), name='dose_once')],
            },
        ),
        migrations.CreateModel(
            name='CaseRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hamlet', models.CharField(blank=True, max_length=80)),
                ('onset', models.DateField(null=True)),
                ('sampled', models.DateField(null=True)),
                ('result', models.DateField(null=True)),
                ('announced', models.DateField()),
                ('ministry_announced', models.DateField(null=True)),
                ('test', models.CharField(blank=True, max_length=8)),
                ('found', models.CharField(blank=True, max_length=12)),
                ('age', models.SmallIntegerField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=10)),
                ('outcome_date', models.DateField(null=True)),
                ('row', models.IntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField()),
                ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.batch')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='registry.case')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('unit_detected', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('unit_residence', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('value', models.CharField(max_length=12)),
                ('happened_on', models.DateField()),
                ('reported_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='states', to='registry.case')),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'kind', 'happened_on'], name='state_case')],
            },
        ),
    ]
