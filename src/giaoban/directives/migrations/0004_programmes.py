import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('directives', '0003_meetings'),
        ('places', '0001_initial'),
        ('situation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pilot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160)),
                ('hypothesis', models.TextField()),
                ('measure', models.CharField(max_length=40)),
                ('direction', models.CharField(max_length=4)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('rule', models.CharField(max_length=80)),
                ('begun_at', models.DateTimeField()),
                ('decision', models.CharField(blank=True, max_length=8)),
                ('lesson', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='situation.evaluation')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('conclusion', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pilots', to='directives.conclusion')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('direction__in', ('up', 'down')), ('last_day__gte', models.F('first_day'))), name='pilot_days_in_order'), models.CheckConstraint(condition=models.Q(('decision', ''), models.Q(('decided_at__isnull', False), ('decision__in', ('stop', 'continue', 'scale')), models.Q(('lesson', ''), _negated=True)), _connector='OR'), name='pilot_decision_has_lesson')],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=240)),
                ('each', models.BooleanField(default=False)),
                ('measure', models.CharField(max_length=40)),
                ('direction', models.CharField(max_length=4)),
                ('target', models.FloatField(null=True)),
                ('target_change', models.FloatField(null=True)),
                ('path', models.CharField(default='linear', max_length=10)),
                ('due_on', models.DateField()),
                ('set_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_why', models.TextField(blank=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('start_evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='situation.evaluation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('target__isnull', False), ('target_change__isnull', False), _connector='XOR'), name='target_one_goal'), models.CheckConstraint(condition=models.Q(('direction__in', ('up', 'down')), ('path__in', ('linear', 'milestones'))), name='target_words'), models.CheckConstraint(condition=models.Q(('withdrawn_at', None), models.Q(('withdrawn_why', ''), _negated=True), _connector='OR'), name='target_withdrawn_why')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('team', models.CharField(max_length=200)),
                ('theme', models.CharField(max_length=160)),
                ('state', models.CharField(default='planned', max_length=10)),
                ('summary', models.TextField(blank=True)),
                ('planned_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('conclusion', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='directives.conclusion')),
                ('facility', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'on'], name='visit_unit_on')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('planned', 'closed', 'cancelled'))), name='visit_state_known'), models.CheckConstraint(condition=models.Q(('state', 'planned'), models.Q(('closed_at__isnull', False), models.Q(('summary', ''), _negated=True)), _connector='OR'), name='visit_closed_says_what')],
            },
        ),
        migrations.CreateModel(
            name='WatchPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('reasons', models.JSONField()),
                ('made_at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('conclusion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='watch_plan', to='directives.conclusion')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='situation.evaluation')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'place', 'since'), name='watch_plan_once')],
            },
        ),
        migrations.CreateModel(
            name='PilotPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('arm', models.CharField(max_length=10)),
                ('why', models.CharField(blank=True, max_length=200)),
                ('like', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('pilot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='directives.pilot')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('pilot', 'unit'), name='pilot_place_once'), models.CheckConstraint(condition=models.Q(('arm__in', ('pilot', 'comparison'))), name='pilot_place_arm')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('value', models.FloatField()),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='directives.target')),
            ],
            options={
                'ordering': ['on'],
                'constraints': [models.UniqueConstraint(fields=('target', 'on'), name='target_milestone_once')],
            },
        ),
        migrations.CreateModel(
            name='TargetPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start_value', models.FloatField(null=True)),
                ('goal', models.FloatField(null=True)),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='directives.target')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('target', 'unit'), name='target_place_once')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.IntegerField()),
                ('text', models.TextField()),
                ('severity', models.CharField(max_length=8)),
                ('found_at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='finding', to='directives.task')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='directives.visit')),
            ],
            options={
                'ordering': ['seq'],
                'constraints': [models.UniqueConstraint(fields=('visit', 'seq'), name='finding_once'), models.CheckConstraint(condition=models.Q(('severity__in', ('grave', 'serious', 'minor'))), name='finding_severity')],
            },
        ),
    ]
