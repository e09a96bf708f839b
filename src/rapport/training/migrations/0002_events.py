import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import rapport.core.clock
import rapport.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0001_first"),
        ("training", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="TrainingEvent",
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
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[("mentor", "Mentor"), ("mentee", "Mentee")],
                        max_length=8,
                        verbose_name="for whom",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("about", models.TextField(blank=True, verbose_name="what it is about")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                (
                    "link",
                    models.URLField(
                        blank=True,
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                        verbose_name="link to join online",
                    ),
                ),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="places",
                    ),
                ),
                ("places_taken", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("cancelled_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="training_events",
                        to="training.course",
                        verbose_name="counts as the course",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="training_events",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="EventPlace",
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("taken", "signed up"),
                            ("given-up", "signed off"),
                            ("attended", "was there"),
                            ("missed", "was not there"),
                        ],
                        default="given-up",
                        max_length=8,
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="event_places",
                        to="programmes.profile",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places_given",
                        to="training.trainingevent",
                    ),
                ),
            ],
            options={
                "ordering": ["profile__name", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="trainingevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="event_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("places_taken__lte", models.F("capacity"))), name="event_within_capacity"
            ),
        ),
        migrations.AddConstraint(
            model_name="eventplace",
            constraint=models.UniqueConstraint(fields=("event", "profile"), name="event_place_once_a_person"),
        ),
    ]
