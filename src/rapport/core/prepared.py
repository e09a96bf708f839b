"""Questions that every page asks: their SQL is written once, and only what differs is filled in.

Django writes the SQL of a queryset anew for each request, which costs more than asking most of them. A page opened all
day may prepare its questions instead:

    @Prepared
    def scores() -> QuerySet[Proposal, tuple[int]]:
        return Proposal.objects.filter(cohort=Slot("cohort")).values_list("score")

    scores.ask(cohort=cohort.pk)

The function runs once. It must not look at the clock or at who asks: what differs from time to time is a `Slot`.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Expression, Field, Func, QuerySet, Subquery
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


@dataclass(frozen=True)
class _Gap:
    """Where a value goes among the parameters, and how the database wants it."""

    name: str
    field: "Field[Any, Any]"

    def fill(self, values: dict[str, Any]) -> Any:
        return self.field.get_db_prep_value(values[self.name], connection, prepared=False)


class Slot(Expression):
    """Stands in a prepared question for a value given when it is asked; a whole number unless a field says otherwise."""

    def __init__(self, name: str, field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=field or BigIntegerField())
        self.name = name

    def as_sql(self, _compiler: SQLCompiler, _connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (_Gap(self.name, self.output_field),)


def one_value(
    rows: "QuerySet[Any]", function: str, of: str, field: "Field[Any, Any] | None" = None
) -> Subquery:
    """Return what a function such as COUNT makes of a column of related rows, as one value of the row outside."""
    value = rows.order_by().annotate(value=Func(of, function=function)).values("value")
    return Subquery(value, output_field=field or BigIntegerField())


class Prepared(Generic[Row]):
    """A queryset of which the SQL is kept, for each kind of database."""

    def __init__(self, build: "Callable[[], QuerySet[Any, Row]]") -> None:
        self._build = build
        self._written: dict[str, tuple[QuerySet[Any, Row], SQLCompiler, str, tuple[Any, ...]]] = {}

    def ask(self, **values: Any) -> list[Row]:
        """Return what the queryset would, with these values in its slots."""
        try:
            asked, written, sql, params = self._written.get(connection.vendor) or self._write()
        except EmptyResultSet:  # nothing can fit it, whatever the values
            return []
        compiler = copy(written)
        compiler.connection = connection
        filled = tuple(each.fill(values) if isinstance(each, _Gap) else each for each in params)
        compiler.as_sql = lambda *_args, **_kwargs: (sql, filled)  # type: ignore[method-assign]
        asking = asked._chain()  # type: ignore[attr-defined]  # noqa: SLF001 - a copy without rows
        asking.query.get_compiler = lambda *_args, **_kwargs: compiler
        return list(asking)

    def ask_one(self, **values: Any) -> Row | None:
        """Return the first row, if there is one."""
        return next(iter(self.ask(**values)), None)

    def _write(self) -> "tuple[QuerySet[Any, Row], SQLCompiler, str, tuple[Any, ...]]":
        asked = self._build()
        compiler = asked.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        compiler.connection = None  # each asking has its own
        written = self._written[connection.vendor] = (asked, compiler, sql, tuple(params))
        return written
