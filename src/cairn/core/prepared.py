"""Reads whose SQL is written once: building and compiling a QuerySet costs more than most queries take to run.

    @prepared
    def _children(ids: list[UUID], me: Eyes) -> QuerySet[Goal]:
        return Goal.objects.filter(...)

    _children([...], eyes)      # a list, run with the values of this call

The function stays an ordinary QuerySet, and the one definition of what it reads. It is compiled once for every shape
of its arguments, with marks in place of the values, and the marks are found again in the parameters. Values are
UUIDs, dates, datetimes and collections of UUIDs, alone or in a frozen dataclass, and the present organisation's id;
whatever else is given (None, a bool, a kind, a column) belongs to the shape. SQLite has a place for each value of a
collection. PostgreSQL takes a collection as one array, and the values beside the statement: it, too, then does once
what would take it longer than the reading, which is to plan a statement. What is no value stands in the SQL, so that
its plan knows it.

A shape is compiled twice with different marks; were anything worked out from a value before it reaches the database,
the two would differ where no mark stands, and that is an error (decision 8).
"""

from __future__ import annotations

import copy
import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from typing import Any, ParamSpec
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.models import QuerySet

from cairn.core import tenancy

P = ParamSpec("P")
LARGEST = 1024  # longer lists are not worth a shape of their own
MOST_SHAPES = 200
_MARK = 0xCA12_0000_0000_0000_0000_0000_0000_0000


class NotPrepared(RuntimeError):
    """A value reaches the SQL of a prepared read in another form than it was given, or one read exceeds its scope."""


def prepared(build: Callable[P, QuerySet[Any]]) -> Callable[P, list[Any]]:
    """Makes a function that builds a QuerySet into one that answers its rows in the present organisation."""
    return _prepared(build, within=True)


def prepared_across(build: Callable[P, QuerySet[Any]]) -> Callable[P, list[Any]]:
    """The same for a question that comes before any organisation, and reads across all."""
    return _prepared(build, within=False)


def _prepared(build: Callable[P, QuerySet[Any]], *, within: bool) -> Callable[P, list[Any]]:
    known: dict[tuple[Any, ...], _Statement] = {}

    def read(*args: P.args, **kwargs: P.kwargs) -> list[Any]:
        assert not kwargs, "a prepared read takes its arguments by place"
        if not within and tenancy.marker() != tenancy.EVERYWHERE:
            raise NotPrepared(
                f"{build.__module__}.{build.__qualname__} reads across all organisations; say so first."
            )
        values: list[Any] = [tenancy.current_id()] if within else []
        shape = tuple(_shape(arg, values) for arg in args)
        if _UNFIT in shape:
            return list(build(*args, **kwargs))
        statement = known.get(shape)
        if statement is None:
            if len(known) >= MOST_SHAPES:
                known.clear()
            statement = known[shape] = _Statement(build, args, within)
        return statement.rows(values)

    return read


_UNFIT = object()


def _shape(arg: Any, values: list[Any]) -> Any:
    """What of an argument decides how the SQL looks; its values are put into `values`, in order."""
    kind = type(arg)
    if kind is UUID or kind is date or kind is datetime:
        values.append(arg)
        return kind
    if kind in {list, tuple, set, frozenset}:
        ids = list(arg)
        if not ids:
            return "none"
        if _has_arrays():
            values.append(ids)
            return "many"
        if len(ids) > LARGEST:
            return _UNFIT
        size = 1 << (len(ids) - 1).bit_length()  # as many places as the next power of two; the last value fills them
        values.extend(ids)
        values.extend(ids[-1:] * (size - len(ids)))
        return ("many", size)
    if dataclasses.is_dataclass(arg):
        parts = tuple(_shape(getattr(arg, field.name), values) for field in dataclasses.fields(arg))
        return _UNFIT if _UNFIT in parts else (kind, parts)
    return (kind, arg)


def _has_arrays() -> bool:
    return connection.vendor == "postgresql"


class _Statement:
    """The compiled form of one shape, and where in its parameters the values go."""

    def __init__(self, build: Callable[..., QuerySet[Any]], args: tuple[Any, ...], within: bool) -> None:
        try:
            self.rows_of, self.compiler, self.sql, params = _compiled(build, args, within, 0)
        except EmptyResultSet:  # one of nothing can be no row
            self.finds_nothing = True
            return
        self.finds_nothing = False
        _, _, other_sql, others = _compiled(build, args, within, 1)
        marks = _adapted(connections[self.rows_of.db], _marks_like(args, within, 0))
        places = {_hashable(mark): n for n, mark in enumerate(marks)}
        self.params = params
        self.places = {at: places[_hashable(value)] for at, value in enumerate(params) if _hashable(value) in places}
        differing = {at for at, (one, two) in enumerate(zip(params, others, strict=True)) if repr(one) != repr(two)}
        if other_sql != self.sql or differing - self.places.keys():
            raise NotPrepared(f"{build.__module__}.{build.__qualname__} works something out of a value in Python.")
        self.is_planned_once = _has_arrays()
        if self.is_planned_once:
            self.sql = _with_names(self.sql, params, self.places, connections[self.rows_of.db])

    def rows(self, values: list[Any]) -> list[Any]:
        """Runs it with these values, first the organisation's id where there is one."""
        if self.finds_nothing:
            return []
        connection: Any = connections[self.rows_of.db]
        with connection.planning_once() if self.is_planned_once else nullcontext():
            return list(self._queryset(connection, self._given(_adapted(connection, values))))

    def _given(self, values: list[Any]) -> dict[str, Any] | tuple[Any, ...]:
        if self.is_planned_once:
            return {_name(place): values[place] for place in self.places.values()}
        params = self.params.copy()
        for at, place in self.places.items():
            params[at] = values[place]
        return tuple(params)

    def _queryset(self, connection: Any, params: dict[str, Any] | tuple[Any, ...]) -> QuerySet[Any]:
        compiler = copy.copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_options: (self.sql, params)
        query = copy.copy(self.rows_of.query)
        query.get_compiler = lambda *_args, **_options: compiler  # type: ignore[method-assign]
        found = type(self.rows_of)(model=self.rows_of.model, query=query, using=self.rows_of.db)
        found._iterable_class, found._fields = self.rows_of._iterable_class, self.rows_of._fields  # type: ignore[attr-defined]
        return found


def _compiled(
    build: Callable[..., QuerySet[Any]], args: tuple[Any, ...], within: bool, salt: int
) -> tuple[QuerySet[Any], Any, str, list[Any]]:
    marks = _marks_like(args, within, salt)
    left = iter(marks)
    with tenancy.enter(next(left)) if within else nullcontext():
        rows = build(*(_with_marks(arg, left) for arg in args))
        compiler: Any = rows.query.get_compiler(rows.db)
        sql, params = compiler.as_sql()
    arrays = [mark for mark in marks if isinstance(mark, list)]
    return rows, compiler, *_with_arrays(sql, list(params), arrays)


_LIST = re.compile(r"IN \(%s, %s\)")


def _with_arrays(sql: str, params: list[Any], arrays: list[list[UUID]]) -> tuple[str, list[Any]]:
    """Puts one array where the two marks of a collection are listed."""
    told, read, written = [], 0, 0
    kept: list[Any] = []
    for found in _LIST.finditer(sql):
        at = read + sql.count("%s", written, found.start())
        kept += params[read:at]
        read, pair = at + 2, params[at : at + 2]
        is_array = pair in arrays
        told += [sql[written : found.start()], "= ANY(%s)" if is_array else found[0]]
        kept += [pair] if is_array else pair
        written = found.end()
    return "".join([*told, sql[written:]]), [*kept, *params[read:]]


def _name(place: int) -> str:
    return f"value_{place}"


def _with_names(sql: str, params: list[Any], places: dict[int, int], connection: Any) -> str:
    """Names each value where it stands, and writes out what is always the same."""
    told = sql.split("%s")
    for at, value in enumerate(params):
        place = places.get(at)
        written = _written(value, connection) if place is None else f"%({_name(place)})s"
        told[at] += written
    return "".join(told)


def _written(value: Any, connection: Any) -> str:
    return mogrify("%s", [value], connection).replace("%", "%%")


def _marks_like(args: tuple[Any, ...], within: bool, salt: int) -> list[Any]:
    values: list[Any] = [UUID(int=0)] if within else []
    for arg in args:
        _shape(arg, values)
    return [_mark(value, n, salt) for n, value in enumerate(values)]


def _mark(value: Any, number: int, salt: int) -> Any:
    """A value of the same type that stands nowhere else; two for a collection."""
    if isinstance(value, list):
        return [UUID(int=_MARK + (salt << 32) + (number << 8) + place) for place in (0xFE, 0xFF)]
    if isinstance(value, datetime):
        return datetime(1901 + salt, 1, 1, tzinfo=UTC) + timedelta(hours=number)
    if isinstance(value, date):
        return date(1801 + salt, 1, 1) + timedelta(days=number)
    return UUID(int=_MARK + (salt << 32) + number)


def _with_marks(arg: Any, marks: Iterator[Any]) -> Any:
    kind = type(arg)
    if kind is UUID or kind is date or kind is datetime:
        return next(marks)
    if kind in {list, tuple, set, frozenset}:
        if not arg:
            return arg
        return next(marks) if _has_arrays() else [next(marks) for _ in range(1 << (len(arg) - 1).bit_length())]
    if dataclasses.is_dataclass(arg):
        fields = {field.name: _with_marks(getattr(arg, field.name), marks) for field in dataclasses.fields(arg)}
        return dataclasses.replace(arg, **fields)  # type: ignore[type-var]
    return arg


def _adapted(connection: Any, values: Iterable[Any]) -> list[Any]:
    """Values as the database takes them."""
    if connection.vendor == "postgresql":
        return list(values)
    ops = connection.ops
    return [
        value.hex
        if isinstance(value, UUID)
        else ops.adapt_datetimefield_value(value)
        if isinstance(value, datetime)
        else ops.adapt_datefield_value(value)
        for value in values
    ]


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value if isinstance(value, UUID | date | str) else None
