from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="posting",
            name="role",
            field=models.CharField(
                choices=[
                    ("leader", "Lãnh đạo tỉnh"),
                    ("analyst", "Chuyên viên CDC"),
                    ("district", "Cán bộ cấp huyện"),
                    ("commune", "Cán bộ cấp xã"),
                    ("station", "Trạm Y tế"),
                    ("hospital", "Bệnh viện"),
                    ("office", "Văn phòng"),
                    ("agency", "Sở, ban, ngành, đoàn thể"),
                    ("partner", "Cơ quan phối hợp"),
                    ("admin", "Quản trị"),
                ],
                max_length=12,
            ),
        ),
    ]
