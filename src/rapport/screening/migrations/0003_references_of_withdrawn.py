"""Deletes the references of applications that were taken back before withdrawing did so itself."""

from typing import Any

from django.db import migrations


def delete_references_of_withdrawn(apps: Any, _schema_editor: Any) -> None:
    """Delete what was said about people who no longer apply; it can run again."""
    references = apps.get_model("screening", "Reference").objects
    references.filter(application__state="withdrawn").delete()


class Migration(migrations.Migration):
    dependencies = [("screening", "0002_references")]

    operations = [migrations.RunPython(delete_references_of_withdrawn, migrations.RunPython.noop)]
