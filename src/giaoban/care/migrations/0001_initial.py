import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from giaoban.kernel.new_tables import NewTables

# For the extract: no names, people under their random `ref`.
_CASE = 'c.ref AS "case", p.ref AS person, u.code AS unit'
_JOINS = """
    JOIN registry_case c ON c.id = e.case_id
    JOIN registry_person p ON p.id = e.person_id
    JOIN places_unit u ON u.id = e.unit_id
"""
EPISODES = f"""
CREATE VIEW extract_episodes AS
SELECT e.id AS episode, {_CASE}, e.day0, e.risk, e.assessed_at, e.opened_at AS known_from,
       e.closed_at AS known_to, e.closed_reason
FROM care_episode e {_JOINS}
"""
CHECKS = f"""
CREATE VIEW extract_checks AS
SELECT k.id AS "check", k.episode_id AS episode, {_CASE}, k.answered_by, k.channel, k.happened_at,
       k.spo2, k.temperature, k.rr, k.pulse, k.systolic, k.diastolic, k.rank, k.flags,
       k.second_of_id AS second_of, k.received_at AS known_from
FROM care_check k JOIN care_episode e ON e.id = k.episode_id {_JOINS}
"""
CONTACTS = f"""
CREATE VIEW extract_contacts AS
SELECT t.id AS contact, t.episode_id AS episode, {_CASE}, t.kind, t.reached, t.at AS happened_at,
       t.recorded_at AS known_from
FROM care_contact t JOIN care_episode e ON e.id = t.episode_id {_JOINS}
"""
ALARMS = """
CREATE VIEW extract_alarms AS
SELECT a.id AS alarm, a.episode_id AS episode, c.ref AS "case", u.code AS unit, a.kind, a.rank, a.rule,
       a.rings_at, a.step, a.owner_role, o.code AS owner_unit, a.answered_at, a.answer, a.count,
       a.raised_at AS known_from
FROM care_alarm a
JOIN places_unit u ON u.id = a.unit_id
JOIN places_unit o ON o.id = a.owner_unit_id
LEFT JOIN care_episode e ON e.id = a.episode_id
LEFT JOIN registry_case c ON c.id = e.case_id
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('places', '0001_initial'),
        ('registry', '0001_initial'),
        ('resources', '0001_initial'),
    ]

    operations = [
        NewTables(
            migrations.CreateModel(
                name='PassRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('seconds', models.FloatField()),
                    ('episodes', models.IntegerField()),
                    ('counts', models.JSONField(default=dict)),
                ],
            ),
            migrations.CreateModel(
                name='Episode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('opened_at', models.DateTimeField()),
                    ('day0', models.DateField()),
                    ('onset', models.DateField(null=True)),
                    ('birth', models.DateField(null=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('closed_reason', models.CharField(blank=True, max_length=12)),
                    ('risk', models.CharField(max_length=8)),
                    ('risk_reasons', models.CharField(blank=True, max_length=80)),
                    ('assessed_at', models.DateTimeField(null=True)),
                    ('last_check_at', models.DateTimeField(null=True)),
                    ('last_staff_at', models.DateTimeField(null=True)),
                    ('last_rank', models.CharField(blank=True, max_length=10)),
                    ('weight', models.FloatField(null=True)),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='episodes', to='registry.case')),
                    ('closed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.household')),
                    ('opened_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                    ('station', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['case'], name='episode_case'), models.Index(condition=models.Q(('closed_at', None)), fields=['unit'], name='episode_open_unit'), models.Index(fields=['person'], name='episode_person')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('case',), name='episode_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_reason', '')), models.Q(('closed_at__isnull', False), models.Q(('closed_reason', ''), _negated=True)), _connector='OR'), name='episode_closed_with_reason')],
                },
            ),
            migrations.CreateModel(
                name='Review',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=14)),
                    ('happened_on', models.DateField()),
                    ('opened_at', models.DateTimeField()),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.case')),
                    ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['happened_on'], name='review_day')],
                    'constraints': [models.UniqueConstraint(fields=('case', 'kind'), name='review_once')],
                },
            ),
            migrations.CreateModel(
                name='ShiftNote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('taken_at', models.DateTimeField(null=True)),
                    ('open_tickets', models.IntegerField()),
                    ('note', models.CharField(blank=True, max_length=500)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
            ),
            migrations.CreateModel(
                name='Contact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=8)),
                    ('reached', models.BooleanField()),
                    ('at', models.DateTimeField()),
                    ('advice', models.CharField(blank=True, max_length=240)),
                    ('recorded_at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('episode', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='care.episode')),
                ],
                options={
                    'indexes': [models.Index(fields=['episode', '-at'], name='contact_newest')],
                },
            ),
            migrations.CreateModel(
                name='Check',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('client_id', models.CharField(max_length=36)),
                    ('answered_by', models.CharField(max_length=8)),
                    ('channel', models.CharField(max_length=8)),
                    ('happened_at', models.DateTimeField()),
                    ('received_at', models.DateTimeField()),
                    ('asked', models.BooleanField(default=True)),
                    ('symptoms', models.CharField(blank=True, max_length=240)),
                    ('spo2', models.FloatField(null=True)),
                    ('temperature', models.FloatField(null=True)),
                    ('rr', models.FloatField(null=True)),
                    ('pulse', models.FloatField(null=True)),
                    ('systolic', models.FloatField(null=True)),
                    ('diastolic', models.FloatField(null=True)),
                    ('weight', models.FloatField(null=True)),
                    ('fever_hours', models.FloatField(null=True)),
                    ('flags', models.CharField(blank=True, max_length=120)),
                    ('rank', models.CharField(blank=True, max_length=10)),
                    ('signs', models.CharField(blank=True, max_length=240)),
                    ('rule', models.CharField(blank=True, max_length=60)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('second_of', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seconds', to='care.check')),
                    ('episode', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='care.episode')),
                ],
                options={
                    'indexes': [models.Index(fields=['episode', '-received_at'], name='check_newest')],
                    'constraints': [models.UniqueConstraint(fields=('episode', 'client_id'), name='check_once')],
                },
            ),
            migrations.CreateModel(
                name='Call',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('direction', models.CharField(max_length=3)),
                    ('phone_hash', models.BinaryField(db_index=True, max_length=16, null=True)),
                    ('at', models.DateTimeField()),
                    ('reached', models.BooleanField(default=True)),
                    ('summary', models.CharField(blank=True, max_length=240)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                    ('episode', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='care.episode')),
                ],
            ),
            migrations.CreateModel(
                name='Assessment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('risk', models.CharField(max_length=8)),
                    ('at', models.DateTimeField()),
                    ('note', models.CharField(blank=True, max_length=240)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='care.episode')),
                ],
            ),
            migrations.CreateModel(
                name='Link',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.BinaryField(max_length=16, unique=True)),
                    ('code_hash', models.BinaryField(max_length=16)),
                    ('issued_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('wrong_codes', models.SmallIntegerField(default=0)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('episode', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='care.episode')),
                    ('household', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.household')),
                    ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('household', None), ('episode', None), _connector='XOR'), name='link_of_one')],
                },
            ),
            migrations.CreateModel(
                name='Need',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=10)),
                    ('stated_at', models.DateTimeField()),
                    ('delivered_at', models.DateTimeField(null=True)),
                    ('delivered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='care.episode')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('delivered_at', None)), fields=['unit'], name='need_open_unit')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('delivered_at', None)), fields=('episode', 'kind'), name='need_one_open')],
                },
            ),
            migrations.CreateModel(
                name='Paper',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=10)),
                    ('role', models.CharField(max_length=12)),
                    ('rule', models.CharField(max_length=60)),
                    ('from_date', models.DateField()),
                    ('to_date', models.DateField(null=True)),
                    ('drafted_at', models.DateTimeField()),
                    ('signed_at', models.DateTimeField(null=True)),
                    ('number', models.CharField(blank=True, max_length=40)),
                    ('episode', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='care.episode')),
                    ('signed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('signed_at', None)), fields=['unit'], name='paper_open_unit')],
                    'constraints': [models.UniqueConstraint(fields=('episode', 'kind'), name='paper_once'), models.CheckConstraint(condition=models.Q(models.Q(('signed_at', None), ('signed_by', None)), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='paper_signed_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='Prescription',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.BigIntegerField(unique=True)),
                    ('item', models.CharField(choices=[('pack_a', 'Túi thuốc A'), ('pack_b', 'Túi thuốc B'), ('pack_c', 'Túi thuốc C'), ('molnupiravir', 'Molnupiravir (liều điều trị)'), ('favipiravir', 'Favipiravir (liều điều trị)'), ('oxygen', 'Bình ô xy'), ('test_kit', 'Bộ xét nghiệm nhanh')], max_length=16)),
                    ('days', models.SmallIntegerField(null=True)),
                    ('weight', models.FloatField(null=True)),
                    ('ordered_at', models.DateTimeField()),
                    ('consent_at', models.DateTimeField(null=True)),
                    ('rules', models.JSONField(default=list)),
                    ('status', models.CharField(max_length=16)),
                    ('asked', models.JSONField(default=dict)),
                    ('dispensed_at', models.DateTimeField(null=True)),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('reason', models.CharField(blank=True, max_length=160)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('dispensed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('episode', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='prescriptions', to='care.episode')),
                    ('facility', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('movement', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='prescription', to='resources.movement')),
                    ('prescriber', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.staff')),
                ],
                options={
                    'indexes': [models.Index(fields=['episode'], name='course_episode'), models.Index(condition=models.Q(('dispensed_at', None), ('withdrawn_at', None)), fields=['ordered_at'], name='course_waiting')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('episode', 'item'), name='course_once'), models.CheckConstraint(condition=models.Q(models.Q(('item__in', ('pack_b', 'pack_c', 'molnupiravir', 'favipiravir')), _negated=True), ('prescriber__isnull', False), _connector='OR'), name='course_by_a_named_prescriber'), models.CheckConstraint(condition=models.Q(models.Q(('item__in', ('pack_c', 'molnupiravir', 'favipiravir')), _negated=True), ('consent_at__isnull', False), _connector='OR'), name='antiviral_with_consent'), models.CheckConstraint(condition=models.Q(models.Q(('dispensed_at', None), ('movement', None)), models.Q(('dispensed_at__isnull', False), ('movement__isnull', False)), _connector='OR'), name='course_moves_the_ledger')],
                },
            ),
            migrations.CreateModel(
                name='Referral',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.BigIntegerField(unique=True)),
                    ('tier', models.CharField(choices=[('1', 'Tầng 1'), ('2', 'Tầng 2'), ('3', 'Tầng 3')], max_length=1)),
                    ('capability', models.CharField(choices=[('general', 'Thường'), ('oxygen', 'Ô xy'), ('hfnc', 'Ô xy dòng cao'), ('ventilator', 'Thở máy'), ('dialysis', 'Lọc máu'), ('obstetric', 'Sản'), ('paediatric', 'Nhi')], max_length=10)),
                    ('rank', models.CharField(choices=[('emergency', 'Cấp cứu'), ('urgent', 'Khẩn'), ('planned', 'Theo kế hoạch')], max_length=10)),
                    ('reason', models.CharField(choices=[('signs', 'có dấu hiệu nguy hiểm'), ('worse', 'diễn biến nặng lên'), ('risk', 'nguy cơ cao, không theo dõi được tại nhà'), ('birth', 'sản khoa'), ('step_down', 'chuyển xuống tầng thấp hơn')], max_length=10)),
                    ('sealed', models.BinaryField()),
                    ('state', models.CharField(choices=[('asked', 'Đã yêu cầu'), ('accepted', 'Đã nhận, giữ giường'), ('on_the_way', 'Đang trên đường'), ('arrived', 'Đã đến'), ('refused', 'Không nơi nào nhận'), ('cancelled', 'Đã hủy')], default='asked', max_length=10)),
                    ('asked_at', models.DateTimeField()),
                    ('answer_by', models.DateTimeField()),
                    ('rule', models.CharField(max_length=60)),
                    ('accepted_at', models.DateTimeField(null=True)),
                    ('leave_by', models.DateTimeField(null=True)),
                    ('departed_at', models.DateTimeField(null=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('asked_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('beds', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.bedgroup')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='registry.case')),
                    ('episode', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='care.episode')),
                    ('facility', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                    ('sender', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('trip', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referral', to='resources.trip')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['unit'], name='referral_open_unit'), models.Index(fields=['case'], name='referral_case')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('person',), name='referral_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('state__in', ('asked', 'accepted', 'on_the_way', 'refused'))), models.Q(('closed_at__isnull', False), ('state__in', ['arrived', 'cancelled'])), _connector='OR'), name='referral_open_until_arrived'), models.CheckConstraint(condition=models.Q(models.Q(('beds__isnull', False), ('state__in', ['accepted', 'on_the_way', 'arrived'])), models.Q(('beds', None), ('state__in', ['asked', 'refused', 'cancelled'])), _connector='OR'), name='referral_holds_its_bed')],
                },
            ),
            migrations.CreateModel(
                name='Responsibility',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since', models.DateTimeField()),
                    ('lent', models.BooleanField(default=False)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('episode', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='responsibilities', to='care.episode')),
                    ('station', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('episode', 'since'), name='responsibility_once')],
                },
            ),
            migrations.CreateModel(
                name='ReviewStatement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=10)),
                    ('avoidable', models.CharField(blank=True, max_length=12)),
                    ('body', models.CharField(blank=True, max_length=160)),
                    ('sealed', models.BinaryField()),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='care.review')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('avoidable', ''), ('kind', 'account')), models.Q(('kind', 'conclusion'), models.Q(('avoidable', ''), _negated=True)), _connector='OR'), name='statement_conclusion_says')],
                },
            ),
            migrations.CreateModel(
                name='Alarm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=12)),
                    ('rank', models.CharField(max_length=10)),
                    ('signs', models.CharField(blank=True, max_length=240)),
                    ('rule', models.CharField(max_length=60)),
                    ('raised_at', models.DateTimeField()),
                    ('rings_at', models.DateTimeField()),
                    ('step', models.SmallIntegerField(default=0)),
                    ('owner_role', models.CharField(max_length=12)),
                    ('count', models.IntegerField(default=1)),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('answer', models.CharField(blank=True, max_length=12)),
                    ('note', models.CharField(blank=True, max_length=240)),
                    ('answered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                    ('check_made', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='care.check')),
                    ('episode', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='care.episode')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('answered_at', None)), fields=['unit'], name='alarm_open_unit'), models.Index(fields=['raised_at'], name='alarm_raised')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('episode', 'kind', 'rank'), name='alarm_one_open'), models.UniqueConstraint(condition=models.Q(('answered_at', None), ('episode', None)), fields=('unit', 'kind'), name='alarm_one_open_place')],
                },
            ),
            migrations.CreateModel(
                name='ReferralAsk',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('asked_at', models.DateTimeField()),
                    ('answer', models.CharField(blank=True, max_length=10)),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('refusal', models.CharField(blank=True, choices=[('no_bed', 'hết giường'), ('no_staff', 'thiếu nhân lực'), ('no_means', 'không đủ phương tiện điều trị'), ('wrong_tier', 'không đúng tầng điều trị'), ('other', 'lý do khác')], max_length=10)),
                    ('note', models.CharField(blank=True, max_length=160)),
                    ('answered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('facility', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('referral', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='asks', to='care.referral')),
                ],
                options={
                    'indexes': [models.Index(fields=['referral'], name='ask_referral'), models.Index(fields=['facility', '-asked_at'], name='ask_facility')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('referral', 'facility'), name='ask_open_once'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'refused'), _negated=True), models.Q(('refusal', ''), _negated=True), _connector='OR'), name='ask_refused_with_reason')],
                },
            ),
            migrations.CreateModel(
                name='ReferralStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('act', models.CharField(max_length=12)),
                    ('at', models.DateTimeField()),
                    ('note', models.CharField(blank=True, max_length=160)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('facility', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('referral', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='care.referral')),
                ],
                options={
                    'indexes': [models.Index(fields=['referral', 'at'], name='step_referral')],
                },
            ),
            migrations.CreateModel(
                name='Stay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since', models.DateTimeField()),
                    ('until', models.DateTimeField(null=True)),
                    ('left', models.CharField(blank=True, max_length=10)),
                    ('beds', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.bedgroup')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='registry.case')),
                    ('facility', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                    ('referral', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stay', to='care.referral')),
                ],
                options={
                    'indexes': [models.Index(fields=['facility', 'until'], name='stay_facility')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('person',), name='stay_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('left', ''), ('until', None)), models.Q(('until__isnull', False), models.Q(('left', ''), _negated=True)), _connector='OR'), name='stay_left_somehow')],
                },
            ),
            migrations.CreateModel(
                name='Ticket',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=14)),
                    ('opened_at', models.DateTimeField()),
                    ('due_at', models.DateTimeField(null=True)),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('answer', models.CharField(blank=True, max_length=240)),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='care.call')),
                    ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('episode', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='care.episode')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['unit'], name='ticket_open_unit')],
                },
            ),
            migrations.CreateModel(
                name='AlarmStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('step', models.SmallIntegerField()),
                    ('role', models.CharField(max_length=12)),
                    ('at', models.DateTimeField()),
                    ('alarm', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='care.alarm')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                    ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('alarm', 'step'), name='alarm_step_once')],
                },
            ),
        ),
        *(migrations.RunSQL(sql, f"DROP VIEW {sql.split()[2]}") for sql in (EPISODES, CHECKS, CONTACTS, ALARMS)),
    ]
