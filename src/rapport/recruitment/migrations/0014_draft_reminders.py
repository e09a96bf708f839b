from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0013_unmatched_first")]

    operations = [
        migrations.AddField(
            model_name="application",
            name="reminded_at",
            field=models.DateTimeField(null=True),
        ),
    ]
