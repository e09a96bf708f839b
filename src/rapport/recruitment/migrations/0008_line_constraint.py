from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0007_count_places")]

    operations = [
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "waitlisted"), ("waiting_place__isnull", False)),
                    models.Q(models.Q(("state", "waitlisted"), _negated=True), ("waiting_place", None)),
                    _connector="OR",
                ),
                name="application_waits_in_line",
            ),
        ),
    ]
