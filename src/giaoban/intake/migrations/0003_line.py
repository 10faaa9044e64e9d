from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0002_noticed'),
    ]

    operations = [
        migrations.AlterField(
            model_name='upload',
            name='headings',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='upload',
            name='state',
            field=models.CharField(choices=[('telling', 'Telling'), ('waiting', 'Waiting'), ('reading', 'Reading'), ('done', 'Done'), ('failed', 'Failed'), ('cut', 'Cut')], default='telling', max_length=8),
        ),
        migrations.AddField(
            model_name='upload',
            name='since',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='upload',
            name='review',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='upload',
            name='rows',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='upload',
            name='trouble',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='upload',
            name='batch',
            field=models.ForeignKey(null=True, on_delete=models.PROTECT, related_name='+', to='intake.batch'),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(fields=['state', 'since'], name='upload_line'),
        ),
        migrations.AddField(
            model_name='rowissue',
            name='params',
            field=models.JSONField(default=dict),
        ),
    ]
