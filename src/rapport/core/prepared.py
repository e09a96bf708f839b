"""Questions that every page asks: their SQL is written once, and only what differs is filled in.

Django writes the SQL of a queryset anew for each request, which costs more than asking most of them. A page opened all
day may prepare its questions instead:

    @Prepared
    def scores() -> QuerySet[Proposal, tuple[int]]:
        return Proposal.objects.filter(cohort=Slot("cohort")).values_list("score")

    scores.ask(cohort=cohort.pk)

The function runs once. It must not look at the clock or at who asks: what differs from time to time is a `Slot`.
"""

import re
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Expression, Field, Func, QuerySet, Subquery
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
PLAIN = re.compile("[a-z_]+")


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


def slots(name: str, most: int, field: "Field[Any, Any] | None" = None) -> list[Slot]:
    """Return slots for a list of up to so many values, to look for with `__in`; `filling` fills them."""
    return [Slot(f"{name}_{place}", field) for place in range(most)]


def filling(name: str, most: int, values: Sequence[Any]) -> dict[str, Any]:
    """Return what goes into `slots`; NULL, which is equal to nothing, where there is no value."""
    if len(values) > most:
        raise ValueError(values)
    return {f"{name}_{place}": values[place] if place < len(values) else None for place in range(most)}


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
        self._written: dict[str, _Written[Row]] = {}

    def ask(self, **values: Any) -> list[Row]:
        """Return what the queryset would, with these values in its slots."""
        try:
            written = self._written.get(connection.vendor) or self._write()
        except EmptyResultSet:  # nothing can fit it, whatever the values
            return []
        return written.ask(values)

    def ask_one(self, **values: Any) -> Row | None:
        """Return the first row, if there is one."""
        return next(iter(self.ask(**values)), None)

    def _write(self) -> "_Written[Row]":
        asked = self._build()
        compiler = asked.query.get_compiler(connection=connection)
        sql, params = with_constants(*compiler.as_sql())
        converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
        compiler.connection = None  # each asking has its own
        written = self._written[connection.vendor] = _Written(asked, compiler, sql, params, converters)
        return written


@dataclass(frozen=True)
class _Written(Generic[Row]):
    """A question as one kind of database takes it, with what makes its rows."""

    queryset: "QuerySet[Any, Row]"
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    converters: Any

    def ask(self, values: dict[str, Any]) -> list[Row]:
        compiler = copy(self.compiler)
        compiler.connection = connection
        filled = tuple(each.fill(values) if isinstance(each, _Gap) else each for each in self.params)
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, filled)  # type: ignore[method-assign]
        compiler.get_converters = lambda *_args: self.converters  # type: ignore[method-assign]
        asking = object.__new__(type(self.queryset))  # one of its own, as rows are kept in it
        vars(asking).update(vars(self.queryset), _query=_Asked(self.queryset.query, compiler))
        return list(asking)


class _Asked:
    """A query whose SQL is there already."""

    def __init__(self, query: Any, compiler: SQLCompiler) -> None:
        self._query = query
        self._compiler = compiler

    def get_compiler(self, *_args: Any, **_kwargs: Any) -> SQLCompiler:
        return self._compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)


def with_constants(sql: str, params: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """Write what never differs into the SQL.

    Where a partial index might fit a value that is still to be told, SQLite plans the statement anew each time.
    """
    waiting = iter(params)
    left: list[Any] = []

    def spelled(mark: "re.Match[str]") -> str:
        if mark[0] == "%%":
            return mark[0]
        value = next(waiting)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(int(value))
        if isinstance(value, str) and PLAIN.fullmatch(value):
            return f"'{value}'"
        left.append(value)
        return mark[0]

    return re.sub("%%|%s", spelled, sql), tuple(left)
