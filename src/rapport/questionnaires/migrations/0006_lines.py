from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("questionnaires", "0005_opened_answers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="question",
            name="kind",
            field=models.CharField(
                choices=[
                    ("single", "One of a list"),
                    ("multiple", "Several of a list"),
                    ("scale", "A step on a scale"),
                    ("line", "A line of text"),
                    ("text", "Free text"),
                    ("number", "A number"),
                    ("date", "A day"),
                    ("agreement", "Something to agree to"),
                    ("file", "A file"),
                ],
                max_length=12,
            ),
        ),
    ]
