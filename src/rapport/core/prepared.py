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
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BigIntegerField,
    Expression,
    Field,
    Func,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.query import ModelIterable, ValuesListIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
PLAIN = re.compile("[a-z_]+")


@dataclass(frozen=True)
class _Gap:
    """Where a value goes among the parameters, and how the database wants it: whole numbers as they are."""

    name: str
    field: "Field[Any, Any] | None"

    def fill(self, values: dict[str, Any], database: BaseDatabaseWrapper) -> Any:
        value = values[self.name]
        return self.field.get_db_prep_value(value, database, prepared=False) if self.field else value


class Slot(Expression):
    """Stands in a prepared question for a value given when it is asked; a whole number unless a field says otherwise."""

    def __init__(self, name: str, field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=field or BigIntegerField())
        self.gap = _Gap(name, field)

    def as_sql(self, _compiler: SQLCompiler, _connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self.gap,)


def slots(name: str, most: int, field: "Field[Any, Any] | None" = None) -> list[Any]:
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
    """A queryset of objects or of tuples, of which the SQL is kept, for each kind of database."""

    def __init__(self, build: "Callable[[], QuerySet[Any, Row]]") -> None:
        self._build = build
        self._written: dict[str, _Written[Row] | None] = {}

    def ask(self, **values: Any) -> list[Row]:
        """Return what the queryset would, with these values in its slots."""
        database = connections[DEFAULT_DB_ALIAS]  # once, as `connection` looks for it at every touch
        if database.vendor not in self._written:
            self._written[database.vendor] = self._write(database)
        written = self._written[database.vendor]
        return written.ask(values, database) if written else []

    def ask_one(self, **values: Any) -> Row | None:
        """Return the first row, if there is one."""
        return next(iter(self.ask(**values)), None)

    def _write(self, database: BaseDatabaseWrapper) -> "_Written[Row] | None":
        """Write the SQL, if there is anything to ask: nothing fits a part of no length, whatever the values."""
        asked = self._build()
        compiler = asked.query.get_compiler(connection=database)
        try:
            sql, params = with_constants(*compiler.as_sql())
        except EmptyResultSet:
            return None
        converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
        return _Written(
            sql,
            params,
            tuple(converters.items()),
            _maker(asked, compiler),
            vars(asked)["_prefetch_related_lookups"],
        )


@dataclass(frozen=True)
class _Written(Generic[Row]):
    """A question as one kind of database takes it, with what makes its rows."""

    sql: str
    params: tuple[Any, ...]
    converters: tuple[Any, ...]
    make: Callable[[Sequence[Any]], Row]
    prefetches: tuple[Any, ...]

    def ask(self, values: dict[str, Any], database: BaseDatabaseWrapper) -> list[Row]:
        filled = tuple(
            each.fill(values, database) if isinstance(each, _Gap) else each for each in self.params
        )
        with database.cursor() as cursor:
            cursor.execute(self.sql, filled)
            rows: list[Any] = cursor.fetchall()
        if self.converters:
            rows = [self._converted(list(row), database) for row in rows]
        made = [self.make(row) for row in rows]
        if self.prefetches:
            prefetch_related_objects(cast("Any", made), *self.prefetches)
        return made

    def _converted(self, row: list[Any], database: BaseDatabaseWrapper) -> list[Any]:
        for place, (steps, expression) in self.converters:
            for step in steps:
                row[place] = step(row[place], expression, database)
        return row


def _maker(asked: "QuerySet[Any, Row]", compiler: SQLCompiler) -> Callable[[Sequence[Any]], Row]:
    """Return what makes an object of a row as Django's own iterables do, which find out how anew for each asking."""
    kind = vars(asked)["_iterable_class"]
    if kind is ValuesListIterable:
        return lambda row: cast("Row", tuple(row[: compiler.col_count]))
    if kind is not ModelIterable:
        raise TypeError(kind)
    described: Any = compiler.klass_info
    model, columns = described["model"], described["select_fields"]
    own = slice(columns[0], columns[-1] + 1)
    names = [column.target.attname for column, *_ in compiler.select[own]]
    related = get_related_populators(described, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
    annotated = tuple((compiler.annotation_col_map or {}).items())

    def make(row: Sequence[Any]) -> Row:
        made = model.from_db(DEFAULT_DB_ALIAS, names, row[own])
        for each in related:
            each.populate(row, made)
        for name, place in annotated:
            setattr(made, name, row[place])
        return cast("Row", made)

    return make


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
