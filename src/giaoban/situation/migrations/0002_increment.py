import django.db.models.deletion
from django.db import migrations, models

ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("situation", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Base",
            fields=[
                ("id", ID.clone()),
                ("code", models.CharField(default="", max_length=32)),
                ("version", models.BigIntegerField(default=0)),
                (
                    "snapshot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="situation.snapshot",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Touched",
            fields=[
                ("id", ID.clone()),
                ("kind", models.CharField(max_length=6)),
                ("ref", models.BigIntegerField()),
            ],
            options={"indexes": [models.Index(fields=["kind", "ref"], name="touched_ref")]},
        ),
    ]
