"""Django's SQLite backend whose writers take the file lock before they begin."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base, features
from django.db.utils import OperationalError

from rapport.core.search import fold
from rapport.core.sqlite.lock import WriteLock, WriteLockTimeout

DEFAULT_TIMEOUT = 5.0
READING = ("SELECT", "PRAGMA", "EXPLAIN", "VALUES", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")


class DatabaseFeatures(features.DatabaseFeatures):
    """Says that rows can be looked up by tuples.

    Django 5.2 prefetches by a tuple of one column, and writes `id = 1 OR id = 2 …` where the feature is off: past a
    thousand rows SQLite refuses the expression as too deep. `(id) IN ((1), (2) …)` is the same to SQLite as a plain
    list. Tuples of several columns, which it would not take, are used nowhere here.
    """

    supports_tuple_lookups = True


class DatabaseWrapper(base.DatabaseWrapper):
    """Holds the lock from BEGIN to COMMIT or ROLLBACK, and around each single write outside a transaction."""

    features_class = DatabaseFeatures

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lock: WriteLock | None = None

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        timeout = float(params.get("timeout", DEFAULT_TIMEOUT))
        self._lock = None if self.is_in_memory_db() else WriteLock(_lock_path(params["database"]), timeout)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.create_function("rapport_fold", 1, _folded, deterministic=True)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002 - Django's signature
        return self.connection.cursor(factory=partial(QueueingCursor, self))

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()

    @contextmanager
    def turn_to_write(self, query: str) -> Iterator[None]:
        """Queue a statement that writes on its own; in a transaction, and for reading, there is no need."""
        if self.in_atomic_block or self._lock is None or self._lock.is_held or _is_reading(query):
            yield
            return
        self._take_turn()
        try:
            yield
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        if self._lock is None:
            return
        try:
            self._lock.acquire()
        except WriteLockTimeout as error:
            raise OperationalError(f"database is locked: {error}") from error

    def _end_turn(self) -> None:
        if self._lock is not None:
            self._lock.release()


class QueueingCursor(base.SQLiteCursorWrapper):
    """A cursor whose writes outside a transaction wait for their turn too."""

    def __init__(self, wrapper: DatabaseWrapper, *args: Any) -> None:
        super().__init__(*args)
        self.wrapper = wrapper

    def execute(self, query: str, params: Any = None) -> Any:
        with self.wrapper.turn_to_write(query):
            return super().execute(query, params)

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        """Spell the places of values as SQLite wants them; once for each text, as the same ones are asked all day."""
        return (
            _as_marks(query) if param_names is None else super().convert_query(query, param_names=param_names)
        )

    def executemany(self, query: str, param_list: Any) -> Any:
        with self.wrapper.turn_to_write(query):
            return super().executemany(query, param_list)


@lru_cache(maxsize=1000)
def _as_marks(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


def _folded(text: str | None) -> str | None:
    return None if text is None else fold(text)


def _is_reading(query: str) -> bool:
    return query.lstrip(" \n\t(").upper().startswith(READING)


def _lock_path(database: Any) -> Path:
    path = Path(str(database).removeprefix("file:").split("?")[0])
    return path.with_name(f"{path.name}.lock")
