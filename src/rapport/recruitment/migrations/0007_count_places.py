"""Puts those who wait already in line, and counts the places that are given already."""

from collections import Counter
from typing import Any

from django.db import migrations
from django.db.models import Q


def put_in_line(apps: Any, _schema_editor: Any) -> None:
    """Give a place in line to whoever has none, in the order of being put on the list; it can run again."""
    rows = apps.get_model("recruitment", "Application").objects
    last: Counter[tuple[int, str]] = Counter()
    waiting = rows.filter(state="waitlisted").order_by("decided_at", "pk")
    for pk, cohort, role, place in waiting.values_list("pk", "cohort", "role", "waiting_place"):
        last[cohort, role] = place or last[cohort, role] + 1
        if place is None:
            rows.filter(pk=pk).update(waiting_place=last[cohort, role])


def count_places(apps: Any, _schema_editor: Any) -> None:
    """Count the accepted who have not left."""
    rows = apps.get_model("recruitment", "Application").objects
    quotas = apps.get_model("recruitment", "Quota").objects
    accepted = rows.filter(~Q(participation__state="left"), state="accepted")
    counted = Counter(accepted.values_list("cohort", "role"))
    for (cohort, role), taken in counted.items():
        quotas.update_or_create(cohort_id=cohort, role=role, defaults={"taken": taken})


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0006_places")]

    operations = [
        migrations.RunPython(put_in_line, migrations.RunPython.noop),
        migrations.RunPython(count_places, migrations.RunPython.noop),
    ]
