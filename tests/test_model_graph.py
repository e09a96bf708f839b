"""Foreign keys and what they open backwards follow the order of the layers; import-linter sees neither."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "rapport"


def heights() -> dict[str, int]:
    """Return how high each app stands, read from the contract itself; apps on one line stand equally high."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["name"].startswith("One way"))
    return {name.strip(): -place for place, line in enumerate(layers) for name in line.split("|")}


def room_of(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def ours(found: Iterable[type[models.Model]]) -> list[type[models.Model]]:
    return [model for model in found if model.__module__.split(".")[0] in ("rapport", "tests")]


def wrong_ways(found: Iterable[type[models.Model]], order: dict[str, int]) -> Iterator[str]:
    """Yield every relation that leads up, or sideways into another room."""
    for model in ours(found):
        for field in model._meta.get_fields():
            if (
                field.is_relation
                and not field.auto_created
                and field.related_model in ours([field.related_model])
            ):
                here, there = room_of(model), room_of(field.related_model)
                if here != there and order[here] <= order[there]:
                    yield f"{model.__name__}.{field.name} leads from {here} to {there}"


def test_relations_lead_down_only():
    assert list(wrong_ways(apps.get_models(), heights())) == []


def test_every_app_with_tables_has_its_place_in_the_order():
    assert {room_of(model) for model in ours(apps.get_models())} - set(heights()) == set()


def test_no_relation_without_a_fixed_table():
    """A generic foreign key leads anywhere, so it has no place in an order."""
    generic = [
        f"{model.__name__}.{field.name}"
        for model in ours(apps.get_models())
        for field in model._meta.get_fields()
        if field.name in ("content_type", "object_id") or type(field).__name__ == "GenericForeignKey"
    ]

    assert generic == []


@pytest.mark.parametrize(
    ("room", "target", "sentence"),
    [
        ("programmes", "matching.MatchRun", "Planted.run leads from programmes to matching"),
        ("letters", "audit.AuditEvent", "Planted.run leads from letters to audit"),
        ("core", settings.AUTH_USER_MODEL, "Planted.run leads from core to accounts"),
    ],
)
def test_planted_key_that_leads_up_is_found(room, target, sentence):
    with isolate_apps("rapport.core"):

        class Planted(models.Model):
            run = models.ForeignKey(apps.get_model(target), on_delete=models.CASCADE, related_name="+")
            __module__ = f"rapport.{room}.models"

            class Meta:
                app_label = "core"

    assert list(wrong_ways([Planted], heights())) == [sentence]


def test_accessors_do_not_lead_up_in_code():
    """What a foreign key opens backwards is read by the app that owns the key, not by the one it points at."""
    assert list(reverse_uses(SOURCE, heights())) == []


def test_planted_use_of_an_accessor_from_below_is_found(tmp_path):
    planted = tmp_path / "programmes" / "selectors.py"
    planted.parent.mkdir()
    planted.write_text("def runs(cohort):\n    return cohort.match_runs.all()\n")

    assert list(reverse_uses(tmp_path, heights())) == [
        "selectors.py in programmes uses match_runs, which belongs to matching"
    ]


def reverse_uses(source: Path, order: dict[str, int]) -> Iterator[str]:
    """Yield where an app's code names an accessor that a higher app's foreign key has opened."""
    opened = accessors()
    for path in source.rglob("*.py"):
        room = path.relative_to(source).parts[0]
        if "migrations" not in path.parts and room in order:
            text = path.read_text()
            for accessor, owner in opened.items():
                if order[owner] > order[room] and is_used(accessor, text):
                    yield f"{path.name} in {room} uses {accessor}, which belongs to {owner}"


def accessors() -> dict[str, str]:
    """Return which app owns each accessor; names that also mean a field or an app of ours say nothing."""
    models_ = ours(apps.get_models())
    fields = {field.name for model in models_ for field in model._meta.fields} | set(heights())
    return {
        relation.get_accessor_name(): room_of(relation.related_model)
        for model in models_
        for relation in model._meta.related_objects
        if relation.related_model in models_ and relation.get_accessor_name() not in fields
    }


def is_used(accessor: str, text: str) -> bool:
    """Notice attributes and lookups: `cohort.match_runs.all()`, `filter(match_runs__state=…)`."""
    return re.search(rf"\.{accessor}\b|\b{accessor}__|[\"']{accessor}[\"']", text) is not None
