import django.db.models.deletion
from django.db import migrations, models

import rapport.core.clock
import rapport.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0003_self_assessments"),
    ]

    operations = [
        migrations.CreateModel(
            name="LessonFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=rapport.core.ids.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(default=rapport.core.clock.now, editable=False)),
                ("title", models.CharField(max_length=120, verbose_name="what people call it")),
                ("name", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="training.lesson",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
    ]
