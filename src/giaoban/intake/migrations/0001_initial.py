import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from giaoban.kernel.new_tables import NewTables

# For the extract: no names, people under their random `ref`.
RETURNS = """
CREATE VIEW extract_returns AS
SELECT r.id, u.code AS unit, p.code AS publisher, r.established, r.place_text, r.from_date,
       r.to_date, r.indicator, r.value, r.source, r.recorded_at AS known_from,
       r.superseded_at AS known_to
FROM intake_return r JOIN places_unit u ON u.id = r.unit_id JOIN places_unit p ON p.id = r.publisher_id
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('places', '0001_initial'),
    ]

    operations = [
        NewTables(
            migrations.CreateModel(
                name='Batch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=16)),
                    ('filename', models.CharField(max_length=200)),
                    ('sha256', models.CharField(db_index=True, max_length=64)),
                    ('source', models.CharField(max_length=80)),
                    ('received_at', models.DateTimeField()),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('rows', models.IntegerField(default=0)),
                    ('accepted', models.IntegerField(default=0)),
                    ('unchanged', models.IntegerField(default=0)),
                    ('corrected', models.IntegerField(default=0)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
            ),
            migrations.CreateModel(
                name='OutboxMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('channel', models.CharField(default='sms', max_length=8)),
                    ('to', models.BinaryField()),
                    ('text', models.CharField(max_length=640)),
                    ('about', models.CharField(max_length=80)),
                    ('once', models.BinaryField(max_length=16, unique=True)),
                    ('state', models.CharField(default='waiting', max_length=8)),
                    ('tries', models.SmallIntegerField(default=0)),
                    ('failure', models.CharField(blank=True, max_length=120)),
                    ('queued_at', models.DateTimeField()),
                    ('send_after', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['send_after'], name='outbox_waiting')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sent', 'failed'])), name='outbox_state')],
                },
            ),
            migrations.CreateModel(
                name='Upload',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=16)),
                    ('filename', models.CharField(max_length=200)),
                    ('sha256', models.CharField(max_length=64)),
                    ('headings', models.JSONField()),
                    ('mapping', models.JSONField(default=dict)),
                    ('received_at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='WrongLook',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('origin_hash', models.BinaryField(max_length=16)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'indexes': [models.Index(fields=['origin_hash', 'at'], name='wrong_look_origin')],
                },
            ),
            migrations.CreateModel(
                name='Declaration',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.BigIntegerField(unique=True)),
                    ('once', models.BinaryField(max_length=16, unique=True)),
                    ('station', models.CharField(blank=True, max_length=24)),
                    ('channel', models.CharField(max_length=10)),
                    ('persons', models.SmallIntegerField()),
                    ('sealed', models.BinaryField()),
                    ('phone_hash', models.BinaryField(max_length=16)),
                    ('origin_hash', models.BinaryField(max_length=16, null=True)),
                    ('crowded', models.BooleanField(default=False)),
                    ('call_by', models.DateTimeField()),
                    ('received_at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['unit', 'received_at'], name='declaration_unit'), models.Index(fields=['phone_hash', 'received_at'], name='declaration_phone'), models.Index(fields=['origin_hash', 'received_at'], name='declaration_origin')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('channel__in', ['page', 'sms', 'hotline', 'forwarded'])), name='declaration_channel')],
                },
            ),
            migrations.CreateModel(
                name='SavedMapping',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=16)),
                    ('name', models.CharField(max_length=80)),
                    ('signature', models.CharField(max_length=64)),
                    ('mapping', models.JSONField()),
                    ('saved_at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['kind', 'signature'], name='saved_mapping_headings')],
                    'constraints': [models.UniqueConstraint(fields=('unit', 'kind', 'name'), name='saved_mapping_once')],
                },
            ),
            migrations.CreateModel(
                name='Return',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('established', models.BooleanField(default=True)),
                    ('place_text', models.CharField(blank=True, max_length=200)),
                    ('from_date', models.DateField()),
                    ('to_date', models.DateField()),
                    ('indicator', models.CharField(max_length=40)),
                    ('value', models.FloatField()),
                    ('source', models.CharField(max_length=80)),
                    ('key', models.BinaryField(max_length=16)),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.batch')),
                    ('publisher', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                    ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['unit', 'indicator', 'from_date'], name='return_unit')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('to_date__gte', models.F('from_date'))), name='return_dates_in_order'), models.UniqueConstraint(condition=models.Q(('superseded_at', None)), fields=('key',), name='return_current_once')],
                },
            ),
            migrations.CreateModel(
                name='RowIssue',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('row', models.IntegerField()),
                    ('outcome', models.CharField(max_length=8)),
                    ('column', models.CharField(blank=True, max_length=80)),
                    ('code', models.CharField(max_length=40)),
                    ('reason', models.CharField(max_length=300)),
                    ('next_step', models.CharField(blank=True, max_length=300)),
                    ('suggestions', models.JSONField(default=list)),
                    ('sealed', models.BinaryField()),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='intake.batch')),
                ],
                options={
                    'indexes': [models.Index(fields=['batch', 'row'], name='row_issue_batch')],
                },
            ),
        ),
        *(migrations.RunSQL(sql, f"DROP VIEW {sql.split()[2]}") for sql in (RETURNS,)),
    ]
