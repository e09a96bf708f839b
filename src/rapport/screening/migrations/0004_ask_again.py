"""Lets whoever has declined to speak for somebody be asked again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("screening", "0003_references_of_withdrawn")]

    operations = [
        migrations.RemoveConstraint(model_name="reference", name="reference_once_a_referee"),
        migrations.AddConstraint(
            model_name="reference",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("asked", "given"))),
                fields=("application", "email"),
                name="reference_once_a_referee",
            ),
        ),
    ]
