import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('briefing', '0001_initial'),
        ('directives', '0002_notices'),
        ('places', '0001_initial'),
        ('situation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160)),
                ('starts_at', models.DateTimeField()),
                ('chair', models.CharField(max_length=120)),
                ('secretary', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(choices=[('planned', 'sắp họp'), ('held', 'đang họp'), ('concluded', 'đã kết thúc')], default='planned', max_length=10)),
                ('created_at', models.DateTimeField()),
                ('briefing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='briefing.briefing')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['place', 'starts_at'], name='meeting_place_starts')],
            },
        ),
        migrations.CreateModel(
            name='Obstacle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('raiser', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('obstacle', 'vướng mắc'), ('help', 'đề nghị hỗ trợ')], default='obstacle', max_length=8)),
                ('text', models.TextField()),
                ('raised_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('state', models.CharField(default='open', max_length=10)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('conclusion', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obstacles', to='directives.conclusion')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obstacles', to='directives.task')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'due_at'], name='obstacle_state_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('state', 'open')), models.Q(('answered_at__isnull', False), ('state', 'answered'), models.Q(('answer', ''), _negated=True)), models.Q(('answered_at__isnull', False), ('conclusion__isnull', False), ('state', 'concluded')), _connector='OR'), name='obstacle_state_has_answer')],
            },
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('name', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('department', 'sở, ban, ngành'), ('force', 'công an, quân đội, biên phòng'), ('front', 'Mặt trận, đoàn thể'), ('party', 'ban của cấp ủy'), ('other', 'cơ quan khác')], max_length=12)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('place', 'name', 'valid_from'), name='body_once')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.SmallIntegerField()),
                ('kind', models.CharField(choices=[('section', 'phần của báo cáo'), ('figures', 'số liệu chính'), ('levels', 'thay đổi cấp độ dịch'), ('checks', 'số liệu không khớp'), ('overdue', 'nhiệm vụ quá hạn'), ('obstacles', 'vướng mắc từ cơ sở'), ('free', 'nội dung khác')], max_length=10)),
                ('ref', models.CharField(blank=True, max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('content', models.JSONField(null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='directives.meeting')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='BodyPost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='directives.body')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Charge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('theme', models.CharField(blank=True, max_length=80)),
                ('part', models.CharField(choices=[('leads', 'lãnh đạo, chỉ đạo'), ('executes', 'tổ chức thực hiện'), ('shares', 'được phân công, liên đới chịu trách nhiệm')], max_length=8)),
                ('holder', models.CharField(max_length=120)),
                ('basis', models.CharField(blank=True, max_length=120)),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.body')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['place', 'valid_from'], name='charge_place_from')],
            },
        ),
        migrations.CreateModel(
            name='MeetingState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('planned', 'sắp họp'), ('held', 'đang họp'), ('concluded', 'đã kết thúc')], max_length=10)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='states', to='directives.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'state'), name='meeting_state_once')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('conclusion', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='directives.conclusion')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='directives.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160)),
                ('attendance', models.CharField(choices=[('invited', 'đã mời'), ('present', 'có mặt'), ('represented', 'cử người dự thay'), ('absent', 'vắng')], default='invited', max_length=12)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('marked_at', models.DateTimeField(null=True)),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.body')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sites', to='directives.meeting')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'unit'), name='site_unit_once'), models.UniqueConstraint(fields=('meeting', 'body'), name='site_body_once'), models.CheckConstraint(condition=models.Q(models.Q(('body', None), ('unit__isnull', False)), models.Q(('body__isnull', False), ('unit', None)), _connector='OR'), name='site_is_one'), models.CheckConstraint(condition=models.Q(models.Q(('attendance__in', ('represented', 'absent')), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='site_says_who_or_why')],
            },
        ),
        migrations.AddField(
            model_name='conclusion',
            name='answers',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='made_concrete', to='directives.task'),
        ),
        migrations.AlterField(
            model_name='task',
            name='role',
            field=models.CharField(choices=[('leader', 'Lãnh đạo tỉnh'), ('analyst', 'Chuyên viên CDC'), ('district', 'Cán bộ cấp huyện'), ('commune', 'Cán bộ cấp xã'), ('station', 'Trạm Y tế'), ('hospital', 'Bệnh viện'), ('office', 'Văn phòng'), ('agency', 'Sở, ban, ngành, đoàn thể'), ('partner', 'Cơ quan phối hợp'), ('admin', 'Quản trị')], max_length=12),
        ),
        migrations.AddField(
            model_name='task',
            name='agency',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='directives.body'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agency__isnull', False), ('role', 'agency')), models.Q(models.Q(('role', 'agency'), _negated=True), ('agency', None)), _connector='OR'), name='task_agency_is_a_body'),
        ),
        migrations.AddField(
            model_name='conclusion',
            name='meeting',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conclusions', to='directives.meeting'),
        ),
    ]
