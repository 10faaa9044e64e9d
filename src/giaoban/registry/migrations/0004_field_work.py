import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('intake', '0004_declarations'),
        ('places', '0001_initial'),
        ('registry', '0003_duplicates_transfers'),
    ]

    operations = [
        migrations.CreateModel(
            name='SettledDeclaration',
            fields=[
                ('declaration', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='settled', serialize=False, to='intake.declaration')),
                ('settled_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='CallbackSample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week_from', models.DateField()),
                ('seed', models.CharField(max_length=32)),
                ('reported', models.IntegerField()),
                ('size', models.IntegerField()),
                ('drawn_at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'week_from'), name='callback_sample_once')],
            },
        ),
        migrations.CreateModel(
            name='DeclarationDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('index', models.SmallIntegerField()),
                ('act', models.CharField(max_length=10)),
                ('reason', models.CharField(blank=True, max_length=16)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('corrected', models.BinaryField(null=True)),
                ('changed', models.JSONField(default=list)),
                ('new_person', models.BooleanField(default=False)),
                ('new_case', models.BooleanField(default=False)),
                ('decided_at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='declared', to='registry.case')),
                ('declaration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='intake.declaration')),
                ('onward', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.declaration')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('declaration', 'index'), name='declared_person_decided_once'), models.CheckConstraint(condition=models.Q(models.Q(('act', 'confirmed'), ('case__isnull', False), ('person__isnull', False)), models.Q(('act', 'rejected'), ('case', None), models.Q(('reason', ''), _negated=True)), models.Q(('act', 'forwarded'), ('case', None), ('onward__isnull', False)), _connector='OR'), name='declaration_decision_whole')],
            },
        ),
        migrations.CreateModel(
            name='SweepRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hamlet', models.CharField(blank=True, max_length=80)),
                ('opened_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'hamlet', 'opened_on'), name='sweep_round_once')],
            },
        ),
        migrations.CreateModel(
            name='SweepEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('presence', models.CharField(max_length=8)),
                ('test', models.CharField(blank=True, max_length=8)),
                ('doses', models.SmallIntegerField(null=True)),
                ('missing', models.SmallIntegerField(default=0)),
                ('reason', models.CharField(blank=True, max_length=16)),
                ('source', models.CharField(max_length=8)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(null=True)),
                ('batch', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.batch')),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='registry.sweepround')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at', None)), fields=('round', 'person'), name='sweep_entry_current'), models.CheckConstraint(condition=models.Q(('presence__in', ['met', 'absent', 'moved'])), name='sweep_entry_presence'), models.CheckConstraint(condition=models.Q(('presence', 'met'), ('test', ''), _connector='OR'), name='sweep_only_the_met_are_tested')],
            },
        ),
        migrations.CreateModel(
            name='CallbackItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('subject', models.BigIntegerField()),
                ('outcome', models.CharField(blank=True, max_length=12)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('answered_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('sample', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='registry.callbacksample')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('sample', 'kind', 'subject'), name='callback_item_once'), models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'agrees', 'differs', 'unreachable', 'declined'])), name='callback_outcome')],
            },
        ),
        migrations.CreateModel(
            name='SweepFinding',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='finding', serialize=False, to='registry.sweepentry')),
                ('new_case', models.BooleanField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='swept', to='registry.case')),
            ],
        ),
    ]
