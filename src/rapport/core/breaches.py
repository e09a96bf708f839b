"""Puts rows that break what must always hold into sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model, Q, QuerySet


def breaches(rows: QuerySet[Any], sentence: str) -> Iterator[str]:
    """Yield the sentence about each row, oldest first."""
    for row in rows.order_by("pk"):
        yield f"{name_of(row)}: {sentence}"


def breaches_of(model: type[Model], rules: Mapping[str, Q]) -> Iterator[str]:
    """Yield a sentence about each row that fits the condition beside it."""
    for sentence, broken in rules.items():
        yield from breaches(model._default_manager.filter(broken), sentence)


def name_of(row: Model) -> str:
    """Return what a row is called in a sentence to the operator: its kind and its public id."""
    return f"{row._meta.verbose_name} {getattr(row, 'public_id', row.pk)}"
