import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('directives', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('read', 'đọc vào'), ('written', 'soạn ra')], max_length=8)),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('form', models.CharField(blank=True, max_length=8)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('date', models.DateField(null=True)),
                ('body', models.CharField(blank=True, max_length=200)),
                ('chair', models.CharField(blank=True, max_length=120)),
                ('filename', models.CharField(blank=True, max_length=200)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('text_sealed', models.BinaryField(blank=True)),
                ('text_sha256', models.CharField(blank=True, max_length=64)),
                ('created_at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('conclusions', models.ManyToManyField(related_name='notices', to='directives.conclusion')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('origin', 'read')), fields=('place', 'text_sha256'), name='notice_read_once'), models.CheckConstraint(condition=models.Q(('origin', 'read'), models.Q(('form', ''), _negated=True), _connector='OR'), name='notice_written_has_form')],
            },
        ),
        migrations.CreateModel(
            name='NoticeLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.IntegerField()),
                ('start', models.IntegerField()),
                ('end', models.IntegerField()),
                ('section', models.CharField(blank=True, max_length=40)),
                ('assignee', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField()),
                ('due_text', models.CharField(blank=True, max_length=120)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='directives.notice')),
                ('tasks', models.ManyToManyField(related_name='notice_lines', to='directives.task')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('notice', 'seq'), name='notice_line_once'), models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='notice_line_span')],
            },
        ),
    ]
