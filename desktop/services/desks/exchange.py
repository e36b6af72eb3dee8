"""Bundles as files: what a desk writes for the others, and what it believes of a file that somebody brings.

A file is one JSON document: {"format", "version", "made_at", "desk", "tables": {name: {"columns", "rows"}}}, sealed when
the data file it comes from is encrypted (`store.sealed_text`). Nothing in it is taken on trust: tables, columns, kinds and sizes must be right, or the file is refused in words.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, Integer, String, Uuid

from desktop.domain.attendance import MarkKind, Method
from desktop.domain.dates import YEARS
from desktop.domain.errors import UnreadableFile
from desktop.domain.joining import AS_STATE
from desktop.domain.names import hides_something, visible
from desktop.domain.people import AttendeeState, Origin
from desktop.services.desks.bundles import EXCHANGED, Bundle, Row, columns, table
from desktop.store import sealed_text
from desktop.store.columns import Moment, now

FORMAT = "tap-huan desk"
VERSION = 8
_SINCE: Mapping[int, Mapping[str, Mapping[str, Any]]] = {
    2: {"attendee": {"joined_into_id": None, "joined_at": None, **AS_STATE}},
    3: {"distinct_pair": {"holds": True, "said_at": None}},
    4: {"conference": {"binned_at": None, "contacts_months": None}},
    5: {},
    6: {"conference": {"programme": ""}, "training_session": {"hours": None}},
    7: {"conference": {"form": "", "funding": "", "reported": False}},
    8: {},
}
"""Columns that came with each version, and what stands in them of an older file; with 5 came the table of ranks, with 8
those of points, and marks read from pictures of signed sheets."""

MOST_BYTES = 128 * 1024 * 1024
_MOST_ROWS = 1_000_000
_MOST_JSON = 20_000
_LARGEST = 2**31 - 1

_ONE_OF: Mapping[tuple[str, str], frozenset[str]] = {
    ("attendance_mark", "kind"): frozenset(MarkKind),
    ("attendance_mark", "method"): frozenset(Method),
    ("attendee", "state"): frozenset(AttendeeState),
    ("attendee", "said_state"): frozenset({"", *AttendeeState}),
    ("attendee", "origin"): frozenset(Origin),
}


def to_bytes(bundle: Bundle, *, desk: str) -> bytes:
    """The bundle as a file's content."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": now().isoformat(),
        "desk": desk,
        "tables": plain_tables(bundle),
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def plain_tables(bundle: Bundle) -> dict[str, dict[str, list[Any]]]:
    """The bundle as JSON has it: for each table its "columns" and its "rows"."""
    tables: dict[str, dict[str, list[Any]]] = {}
    for name in EXCHANGED:
        rows = bundle.rows(name)
        names = list(rows[0]) if rows else list(columns(name))
        tables[name] = {"columns": names, "rows": [[_plain(row[column]) for column in names] for row in rows]}
    return tables


def _plain(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return value.hex
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


class _Wrong(Exception):
    """Something in the file is not as it should be."""


def from_bytes(content: bytes, *, file: str) -> Bundle:
    """The bundle that a file holds. Raises UnreadableFile: not such a file, a newer one, a damaged one."""
    try:
        document = json.loads(content, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("desk.not_ours", file=file) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UnreadableFile("desk.not_ours", file=file)
    if sealed_text.is_sealed(document):
        try:
            document = json.loads(sealed_text.opened(document), parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            raise UnreadableFile("desk.damaged", file=file) from error
        if not isinstance(document, dict):
            raise UnreadableFile("desk.damaged", file=file)
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise UnreadableFile("desk.newer", file=file)
    if not isinstance(version, int) or version < 1 or not isinstance(document.get("tables"), dict):
        raise UnreadableFile("desk.damaged", file=file)
    return from_tables(document["tables"], file=file, version=version)


def from_tables(tables: Mapping[str, object], *, file: str, version: int = VERSION) -> Bundle:
    """The bundle that plain tables hold. Raises UnreadableFile when something in them is not as it should be."""
    try:
        return Bundle({name: _table(name, given, version) for name, given in tables.items()})
    except (_Wrong, ValueError, OverflowError, RecursionError) as error:
        raise UnreadableFile("desk.damaged", file=file) from error


def _refuse(_constant: str) -> None:
    raise ValueError  # NaN and its like are no JSON, and PostgreSQL stores none


def _table(name: str, given: object, version: int) -> list[Row]:
    if name not in EXCHANGED or not isinstance(given, dict):
        raise _Wrong
    names, rows = given.get("columns"), given.get("rows")
    if not isinstance(names, list) or not all(isinstance(each, str) for each in names) or not isinstance(rows, list):
        raise _Wrong
    asked, most = set(names), set(columns(name, sensitive=True))
    since: dict[str, Any] = {}
    for added, of_tables in _SINCE.items():
        since |= of_tables.get(name, {}) if version < added else {}
    if len(asked) != len(names) or not set(columns(name)) - since.keys() <= asked <= most or len(rows) > _MOST_ROWS:
        raise _Wrong
    readers = [_reader(name, table(name).c[column]) for column in names]
    found = [{**since, **_row(names, readers, row)} for row in rows]
    if len({row["id"] for row in found}) != len(found):
        raise _Wrong
    return found


_Reader = Callable[[Any], Any]


def _row(names: Sequence[str], readers: Sequence[_Reader], row: object) -> Row:
    if not isinstance(row, list) or len(row) != len(names):
        raise _Wrong
    return {name: reader(value) for name, reader, value in zip(names, readers, row, strict=True)}


def _reader(name: str, column: Column[Any]) -> _Reader:
    """What turns a JSON value into the column's kind, or refuses it."""
    kind = column.type
    one_of = _ONE_OF.get((name, column.name))
    if one_of is not None:
        read: _Reader = lambda value: _known(value, one_of)  # noqa: E731
    elif isinstance(kind, Uuid):
        read = _uuid
    elif isinstance(kind, Moment):
        read = _moment
    elif isinstance(kind, DateTime):
        read = _local_time
    elif isinstance(kind, Date):
        read = _date
    elif isinstance(kind, Boolean):
        read = _boolean
    elif isinstance(kind, Integer):
        read = _integer
    elif isinstance(kind, Float):
        read = _amount
    elif isinstance(kind, String):
        longest = kind.length or _MOST_JSON
        read = lambda value: _text(value, longest)  # noqa: E731
    elif isinstance(kind, JSON):
        read = _mapping if column.name in ("extra", "answers") else _words
    else:
        raise TypeError(f"{name}.{column.name}")
    if column.nullable:
        return lambda value: None if value is None else read(value)
    return read


def _text(value: object, longest: int) -> str:
    # PostgreSQL stores no NUL, and nobody stores half a surrogate pair (encoding it raises ValueError).
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        raise _Wrong
    value.encode()
    return visible(value) if hides_something(value) else value


def _known(value: object, one_of: frozenset[str]) -> str:
    if not isinstance(value, str) or value not in one_of:
        raise _Wrong
    return value


def _uuid(value: object) -> uuid.UUID:
    return uuid.UUID(hex=_text(value, 36))


def _moment(value: object) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_text(value, 40))
    if moment.tzinfo is None or moment.year not in YEARS:
        raise _Wrong
    return moment.astimezone(dt.UTC)


def _local_time(value: object) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_text(value, 40))
    if moment.tzinfo is not None or moment.year not in YEARS:
        raise _Wrong
    return moment


def _date(value: object) -> dt.date:
    return dt.date.fromisoformat(_text(value, 10))


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Wrong
    return value


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LARGEST:
        raise _Wrong
    return value


def _amount(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) <= _LARGEST:
        raise _Wrong
    return float(value)


def _words(value: object) -> list[str]:
    if not isinstance(value, list) or len(value) > 1000:
        raise _Wrong
    return [_text(each, 255) for each in value]


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _Wrong
    _text(json.dumps(value, ensure_ascii=False).replace("\\u0000", "\0"), _MOST_JSON)
    return value


def read_file(path: Path) -> Bundle:
    """The bundle in an exchange file. Raises UnreadableFile."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile("desk.too_large", file=path.name)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile("file.missing", file=path.name) from error
    except IsADirectoryError as error:
        raise UnreadableFile("desk.not_ours", file=path.name) from error
    except PermissionError as error:
        raise UnreadableFile("file.permission", file=path.name) from error
    except OSError as error:
        raise UnreadableFile("file.unreachable", file=path.name, cause=error.strerror or "") from error
    return from_bytes(content, file=path.name)
