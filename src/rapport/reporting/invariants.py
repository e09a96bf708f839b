"""What must hold of all tables at once: nothing crosses from one organisation to another, and states are known words."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, ForeignKey, Model, OuterRef

from rapport.accounts.models import Person
from rapport.core.breaches import breaches, name_of
from rapport.letters.models import Letter
from rapport.programmes.models import Cohort, Organisation, Profile
from rapport.recruitment.models import Application

NOBODY_YET: frozenset[tuple[type[Model], str]] = frozenset({(Profile, "person"), (Application, "person")})
Reference = ForeignKey[Any, Any]


def rows_across_organisations() -> Iterator[str]:
    """Walk every foreign key between tables that belong to organisations: both ends belong to the same one."""
    paths = organisation_paths()
    for model, path in paths.items():
        for field in _references(model):
            there = _joined(field, paths[field.related_model]) if field.related_model in paths else path
            if there != path:
                rows = model._default_manager.exclude(**{field.name: None}).exclude(**{path: F(there)})
                yield from breaches(rows, f"its {field.verbose_name} belongs to another organisation")


def people_without_profile() -> Iterator[str]:
    """Whoever acted in an organisation is somebody there; whoever applies is not, until they are accepted."""
    for model, path in organisation_paths().items():
        for field in _references(model):
            if field.related_model is Person and (model, field.name) not in NOBODY_YET:
                known = Profile.objects.filter(person=OuterRef(field.name), organisation=OuterRef(path))
                rows = model._default_manager.exclude(**{field.name: None}).exclude(Exists(known))
                yield from breaches(rows, f"its {field.verbose_name} is nobody in the organisation")


def organisation_paths() -> dict[type[Model], str]:
    """Return for each table whose rows belong to an organisation the path from a row to it, the shortest there is."""
    paths: dict[type[Model], str] = {Organisation: "pk"}
    known = 0
    while known < len(paths):
        known = len(paths)
        paths |= {
            model: _joined(field, paths[field.related_model])
            for model in apps.get_models()
            if model not in paths
            for field in reversed(_references(model))
            if not field.null and field.related_model in paths
        }
    return paths


def _references(model: type[Model]) -> list[Reference]:
    return [field for field in model._meta.get_fields() if isinstance(field, ForeignKey)]


def _joined(field: Reference, path: str) -> str:
    return field.attname if path == "pk" else f"{field.name}__{path}"


def unknown_words() -> Iterator[str]:
    """Find values that are none of the words a column may hold: no rule speaks of them, and no act leads on."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields if model.__module__.startswith("rapport.") else ():
            if field.choices:
                words = [value for value, _ in field.flatchoices] + ([""] if field.blank else [])
                for row in model._default_manager.exclude(**{f"{field.name}__in": words}).order_by("pk"):
                    yield f"{name_of(row)}: its {field.verbose_name} is “{getattr(row, field.name)}”"


def letters_astray() -> Iterator[str]:
    """A letter names its organisation and its cohort by their ids alone, so no foreign key holds them together."""
    organisation_of = dict(Cohort.objects.values_list("public_id", "programme__organisation__public_id"))
    known = set(Organisation.objects.values_list("public_id", flat=True))
    for letter in Letter.objects.exclude(chain="", scope="").only("public_id", "chain", "scope").iterator():
        if letter.chain not in known or letter.chain != organisation_of.get(letter.scope, letter.chain):
            yield f"{name_of(letter)}: its organisation is not the one of its cohort"


INVARIANTS = {
    "nothing crosses from one organisation to another": rows_across_organisations,
    "whoever acts in an organisation is somebody there": people_without_profile,
    "every state and kind is a word that Rapport knows": unknown_words,
    "every letter belongs to one organisation": letters_astray,
}
