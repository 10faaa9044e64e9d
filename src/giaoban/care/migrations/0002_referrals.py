import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('care', '0001_initial'),
        ('places', '0001_initial'),
        ('registry', '0002_extract_views'),
        ('resources', '0001_initial'),
    ]

    operations = [
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
    ]
