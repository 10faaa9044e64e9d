
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('resources', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='movement',
            name='expires_on',
            field=models.DateField(null=True),
        ),
    ]
