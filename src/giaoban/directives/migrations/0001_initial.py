import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('briefing', '0001_initial'),
        ('intake', '0002_extract_views'),
        ('places', '0001_initial'),
        ('situation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Conclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('chair', models.CharField(blank=True, max_length=120)),
                ('theme', models.CharField(blank=True, max_length=80)),
                ('concluded_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('briefing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='briefing.briefing')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('leader', 'Lãnh đạo tỉnh'), ('analyst', 'Chuyên viên CDC'), ('district', 'Cán bộ cấp huyện'), ('commune', 'Cán bộ cấp xã'), ('station', 'Trạm Y tế'), ('hospital', 'Bệnh viện'), ('office', 'Văn phòng'), ('partner', 'Cơ quan phối hợp'), ('admin', 'Quản trị')], max_length=12)),
                ('body', models.CharField(max_length=160)),
                ('text', models.TextField()),
                ('due_at', models.DateTimeField()),
                ('due_text', models.CharField(blank=True, max_length=120)),
                ('due_rule', models.CharField(blank=True, max_length=200)),
                ('measure', models.CharField(blank=True, max_length=40)),
                ('direction', models.CharField(blank=True, max_length=4)),
                ('target', models.FloatField(null=True)),
                ('target_change', models.FloatField(null=True)),
                ('start_value', models.FloatField(null=True)),
                ('created_at', models.DateTimeField()),
                ('state', models.CharField(default='given', max_length=12)),
                ('n_moves', models.IntegerField(default=1)),
                ('conclusion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='directives.conclusion')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='directives.task')),
                ('start_evaluation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='situation.evaluation')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'state', 'due_at'], name='task_unit_state'), models.Index(fields=['giver', 'state', 'due_at'], name='task_giver_state'), models.Index(fields=['state', 'due_at'], name='task_state_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('direction', ''), ('measure', ''), ('target', None), ('target_change', None)), models.Q(models.Q(('target__isnull', False), ('target_change__isnull', False), _connector='OR'), models.Q(('measure', ''), _negated=True), ('direction__in', ('up', 'down'))), _connector='OR'), name='task_measure_has_target'), models.CheckConstraint(condition=models.Q(('state__in', ('given', 'received', 'progress', 'stuck', 'returned', 'done', 'accepted', 'withdrawn'))), name='task_state_known')],
            },
        ),
        migrations.CreateModel(
            name='TaskStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.IntegerField()),
                ('move', models.CharField(max_length=20)),
                ('state', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('note', models.TextField(blank=True)),
                ('value', models.FloatField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.batch')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statuses', to='directives.task')),
            ],
            options={
                'indexes': [models.Index(fields=['move', 'at'], name='task_status_move')],
                'constraints': [models.UniqueConstraint(fields=('task', 'seq'), name='task_status_once'), models.CheckConstraint(condition=models.Q(models.Q(('move', 'answer'), _negated=True), ('evidence__isnull', False), _connector='OR'), name='task_answer_has_evidence'), models.CheckConstraint(condition=models.Q(models.Q(('move__in', ('stuck', 'return')), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='task_status_says_why')],
            },
        ),
    ]
