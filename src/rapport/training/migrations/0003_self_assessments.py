import django.db.models.deletion
from django.db import migrations, models

import rapport.core.clock
import rapport.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0004_role_words_in_plural"),
        ("training", "0002_events"),
    ]

    operations = [
        migrations.AddField(
            model_name="lesson",
            name="competency",
            field=models.CharField(
                blank=True,
                choices=[
                    ("communication", "Keeping in touch"),
                    ("expectations", "Agreeing what to expect"),
                    ("understanding", "Seeing what is understood"),
                    ("differences", "Making room for differences"),
                    ("independence", "Fostering independence"),
                    ("development", "Opening doors"),
                ],
                max_length=14,
                verbose_name="helps with",
            ),
        ),
        migrations.AddField(
            model_name="trainingevent",
            name="competency",
            field=models.CharField(
                blank=True,
                choices=[
                    ("communication", "Keeping in touch"),
                    ("expectations", "Agreeing what to expect"),
                    ("understanding", "Seeing what is understood"),
                    ("differences", "Making room for differences"),
                    ("independence", "Fostering independence"),
                    ("development", "Opening doors"),
                ],
                max_length=14,
                verbose_name="helps with",
            ),
        ),
        migrations.CreateModel(
            name="PlanStep",
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
                    "competency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("communication", "Keeping in touch"),
                            ("expectations", "Agreeing what to expect"),
                            ("understanding", "Seeing what is understood"),
                            ("differences", "Making room for differences"),
                            ("independence", "Fostering independence"),
                            ("development", "Opening doors"),
                        ],
                        max_length=14,
                        verbose_name="what it is for",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="what I will do")),
                ("due_on", models.DateField(verbose_name="by when")),
                ("done_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_steps",
                        to="programmes.profile",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_steps",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SelfAssessment",
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
                ("ratings", models.JSONField(default=dict)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="self_assessments",
                        to="programmes.profile",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="self_assessments",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None)),
                        fields=("programme", "profile"),
                        name="self_assessment_open_once",
                    )
                ],
            },
        ),
    ]
