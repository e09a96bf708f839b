"""Notes when everybody who was matched already was so first."""

from typing import Any

from django.db import migrations
from django.db.models import Min, OuterRef, Subquery


def note_first_matches(apps: Any, _schema_editor: Any) -> None:
    parties = apps.get_model("mentorships", "MentorshipParty").objects.filter(participation=OuterRef("pk"))
    first = parties.order_by().values("participation").annotate(at=Min("mentorship__created_at")).values("at")
    apps.get_model("programmes", "Participation").objects.update(matched_at=Subquery(first))


class Migration(migrations.Migration):
    dependencies = [
        ("mentorships", "0001_first"),
        ("programmes", "0006_matched_at"),
    ]

    operations = [migrations.RunPython(note_first_matches, migrations.RunPython.noop)]
