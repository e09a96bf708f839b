from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_refusal_link")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="calendar",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        )
    ]
