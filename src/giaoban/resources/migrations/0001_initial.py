import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from giaoban.kernel.new_tables import NewTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('places', '0001_initial'),
    ]

    operations = [
        NewTables(
            migrations.CreateModel(
                name='Account',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=10)),
                    ('facility', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='places.facility')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('facility', None), _negated=True), fields=('facility', 'kind'), name='account_of_site_once'), models.UniqueConstraint(condition=models.Q(('facility', None)), fields=('kind',), name='account_of_kind_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['site', 'road']), models.Q(('facility', None), _negated=True)), models.Q(models.Q(('kind__in', ['site', 'road']), _negated=True), ('facility', None)), _connector='OR'), name='account_has_its_site')],
                },
            ),
            migrations.CreateModel(
                name='BedGroup',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('tier', models.CharField(choices=[('1', 'Tầng 1'), ('2', 'Tầng 2'), ('3', 'Tầng 3')], max_length=1)),
                    ('capability', models.CharField(choices=[('general', 'Thường'), ('oxygen', 'Ô xy'), ('hfnc', 'Ô xy dòng cao'), ('ventilator', 'Thở máy'), ('dialysis', 'Lọc máu'), ('obstetric', 'Sản'), ('paediatric', 'Nhi')], max_length=10)),
                    ('planned', models.IntegerField(default=0)),
                    ('set_up', models.IntegerField(default=0)),
                    ('staffed', models.IntegerField(default=0)),
                    ('oxygen', models.IntegerField(default=0)),
                    ('free', models.IntegerField(default=0)),
                    ('held', models.IntegerField(default=0)),
                    ('stated_at', models.DateTimeField(null=True)),
                    ('facility', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='beds', to='places.facility')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('facility', 'tier', 'capability'), name='bed_group_once'), models.CheckConstraint(condition=models.Q(('held__gte', 0)), name='beds_held_not_negative'), models.CheckConstraint(condition=models.Q(('held__lte', models.F('free'))), name='beds_held_are_free'), models.CheckConstraint(condition=models.Q(('free__lte', models.F('staffed'))), name='beds_free_are_staffed')],
                },
            ),
            migrations.CreateModel(
                name='BedQuota',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('tier', models.CharField(choices=[('1', 'Tầng 1'), ('2', 'Tầng 2'), ('3', 'Tầng 3')], max_length=1)),
                    ('beds', models.IntegerField()),
                    ('reserve', models.IntegerField(default=0)),
                    ('document', models.CharField(max_length=80)),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('unit', 'tier', 'valid_from'), name='bed_quota_once')],
                },
            ),
            migrations.CreateModel(
                name='Proposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=6)),
                    ('item', models.CharField(blank=True, choices=[('pack_a', 'Túi thuốc A'), ('pack_b', 'Túi thuốc B'), ('pack_c', 'Túi thuốc C'), ('molnupiravir', 'Molnupiravir (liều điều trị)'), ('favipiravir', 'Favipiravir (liều điều trị)'), ('oxygen', 'Bình ô xy'), ('test_kit', 'Bộ xét nghiệm nhanh')], max_length=16)),
                    ('made_at', models.DateTimeField()),
                    ('facts', models.JSONField(default=dict)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
            ),
            migrations.CreateModel(
                name='Staff',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.BigIntegerField(unique=True)),
                    ('profession', models.CharField(choices=[('doctor', 'Bác sĩ'), ('assistant', 'Y sĩ'), ('nurse', 'Điều dưỡng'), ('midwife', 'Hộ sinh'), ('pharmacist', 'Dược sĩ'), ('technician', 'Kỹ thuật viên'), ('student', 'Sinh viên y'), ('volunteer', 'Tình nguyện viên'), ('driver', 'Lái xe')], max_length=12)),
                    ('origin', models.CharField(choices=[('public', 'biên chế'), ('retired', 'nghỉ hưu'), ('private', 'y tế tư nhân'), ('student', 'sinh viên'), ('military', 'quân y'), ('volunteer', 'tình nguyện')], max_length=10)),
                    ('prescribes', models.BooleanField(default=False)),
                    ('sealed', models.BinaryField()),
                    ('recorded_at', models.DateTimeField()),
                    ('user', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staff', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='StationArea',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('hamlet', models.CharField(blank=True, max_length=80)),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('facility', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='places.facility')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('facility', 'unit', 'hamlet'), name='station_area_once')],
                },
            ),
            migrations.CreateModel(
                name='Transfer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('item', models.CharField(choices=[('pack_a', 'Túi thuốc A'), ('pack_b', 'Túi thuốc B'), ('pack_c', 'Túi thuốc C'), ('molnupiravir', 'Molnupiravir (liều điều trị)'), ('favipiravir', 'Favipiravir (liều điều trị)'), ('oxygen', 'Bình ô xy'), ('test_kit', 'Bộ xét nghiệm nhanh')], max_length=16)),
                    ('quantity', models.IntegerField()),
                    ('sent_at', models.DateTimeField()),
                    ('received_at', models.DateTimeField(null=True)),
                    ('arrived', models.IntegerField(null=True)),
                    ('reason', models.CharField(blank=True, max_length=160)),
                    ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='received', to='places.facility')),
                    ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent', to='places.facility')),
                    ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='transfer_of_something'), models.CheckConstraint(condition=models.Q(('arrived', None), ('arrived__lte', models.F('quantity')), _connector='OR'), name='transfer_arrives_not_more')],
                },
            ),
            migrations.CreateModel(
                name='Vehicle',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('call_sign', models.CharField(max_length=24, unique=True)),
                    ('kind', models.CharField(choices=[('ambulance', 'Xe cứu thương'), ('ambulance_oxygen', 'Xe cứu thương có ô xy'), ('transport', 'Xe chuyển người nhẹ')], max_length=20)),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('base', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vehicles', to='places.facility')),
                ],
            ),
            migrations.CreateModel(
                name='BedCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('cause', models.CharField(max_length=8)),
                    ('planned', models.IntegerField()),
                    ('set_up', models.IntegerField()),
                    ('staffed', models.IntegerField()),
                    ('oxygen', models.IntegerField()),
                    ('free', models.IntegerField()),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='resources.bedgroup')),
                ],
                options={
                    'indexes': [models.Index(fields=['group', 'at'], name='bed_count_group')],
                },
            ),
            migrations.CreateModel(
                name='Shift',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('rank', models.SmallIntegerField(default=1)),
                    ('cancelled_at', models.DateTimeField(null=True)),
                    ('facility', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to='places.facility')),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to='resources.staff')),
                ],
                options={
                    'indexes': [models.Index(fields=['facility', 'starts_at'], name='shift_facility')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='shift_times_in_order')],
                },
            ),
            migrations.CreateModel(
                name='StaffPosting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField()),
                    ('valid_to', models.DateField(null=True)),
                    ('reason', models.CharField(blank=True, max_length=160)),
                    ('facility', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff_postings', to='places.facility')),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='resources.staff')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('staff',), name='staff_open_posting_once'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='staff_posting_dates')],
                },
            ),
            migrations.CreateModel(
                name='ProposalLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('quantity', models.IntegerField()),
                    ('giver_said', models.CharField(blank=True, max_length=8)),
                    ('giver_at', models.DateTimeField(null=True)),
                    ('taker_said', models.CharField(blank=True, max_length=8)),
                    ('taker_at', models.DateTimeField(null=True)),
                    ('reason', models.CharField(blank=True, max_length=160)),
                    ('staff', models.JSONField(default=list)),
                    ('done_at', models.DateTimeField(null=True)),
                    ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('giver_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='resources.proposal')),
                    ('taker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('taker_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('transfer', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='line', to='resources.transfer')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='proposal_of_something'), models.CheckConstraint(condition=models.Q(('done_at', None), models.Q(('giver_said', 'agreed'), ('taker_said', 'agreed')), _connector='OR'), name='nothing_moves_before_both_agree')],
                },
            ),
            migrations.CreateModel(
                name='Movement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('item', models.CharField(choices=[('pack_a', 'Túi thuốc A'), ('pack_b', 'Túi thuốc B'), ('pack_c', 'Túi thuốc C'), ('molnupiravir', 'Molnupiravir (liều điều trị)'), ('favipiravir', 'Favipiravir (liều điều trị)'), ('oxygen', 'Bình ô xy'), ('test_kit', 'Bộ xét nghiệm nhanh')], max_length=16)),
                    ('quantity', models.IntegerField()),
                    ('cause', models.CharField(max_length=10)),
                    ('at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField()),
                    ('reason', models.CharField(blank=True, max_length=160)),
                    ('key', models.CharField(max_length=60, null=True, unique=True)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.account')),
                    ('target', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='resources.account')),
                    ('transfer', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='resources.transfer')),
                ],
                options={
                    'indexes': [models.Index(fields=['source', 'item'], name='movement_source'), models.Index(fields=['target', 'item'], name='movement_target')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='movement_of_something'), models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='movement_goes_somewhere')],
                },
            ),
            migrations.CreateModel(
                name='Trip',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('called_at', models.DateTimeField()),
                    ('departed_at', models.DateTimeField(null=True)),
                    ('arrived_at', models.DateTimeField(null=True)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('called_off', models.BooleanField(default=False)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('goal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('start', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                    ('vehicle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trips', to='resources.vehicle')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('vehicle',), name='trip_one_at_a_time'), models.CheckConstraint(condition=models.Q(('departed_at', None), ('departed_at__gte', models.F('called_at')), _connector='OR'), name='trip_departs_after_call'), models.CheckConstraint(condition=models.Q(('arrived_at', None), ('arrived_at__gte', models.F('departed_at')), _connector='OR'), name='trip_arrives_after_departure')],
                },
            ),
        ),
    ]
