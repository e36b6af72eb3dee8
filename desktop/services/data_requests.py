"""Requests about personal data: written down when they come, answered in time, and the days that do not count."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.data_requests import DataRequestView, RequestKind, due_on
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.names import normalise, visible
from desktop.services import journal, letterhead, versions
from desktop.store.tables import DataRequest, Office
from desktop.store.transaction import Transaction

_AREAS = {Area.CONFERENCES}


def list_requests(tx: Transaction) -> list[DataRequestView]:
    """Those not answered first, by the day they are due; then the others, the newest first."""
    _version, days = holidays(tx)
    views = [_view(row, days) for row in tx.scalars(select(DataRequest))]
    waiting = sorted((each for each in views if each.done_on is None), key=lambda each: (each.due_on, each.who))
    done = sorted((each for each in views if each.done_on is not None), key=lambda each: each.received_on, reverse=True)
    return waiting + done


def waiting(tx: Transaction) -> list[DataRequestView]:
    """Requests not answered yet, by the day they are due."""
    return [each for each in list_requests(tx) if each.done_on is None]


def add_request(
    tx: Transaction, *, who: str, kind: str, received_on: dt.date, done_on: dt.date | None = None, note: str = ""
) -> uuid.UUID:
    """Write a request down. Raises InvalidInput naming the field."""
    row = DataRequest(id=uuid.uuid4())
    _fill(row, who, kind, received_on, done_on, note)
    with journal.entry(tx, "request.added", _AREAS):
        tx.add(row)
        tx.flush()
    return row.id


def edit_request(
    tx: Transaction,
    request_id: uuid.UUID,
    *,
    version: int,
    who: str,
    kind: str,
    received_on: dt.date,
    done_on: dt.date | None,
    note: str,
) -> None:
    """Change it, or say that it was answered. Raises Conflict when another desk changed it first."""
    row = _get(tx, request_id)
    versions.check(tx, row, version, name=row.who)
    with journal.entry(tx, "request.edited", _AREAS):
        _fill(row, who, kind, received_on, done_on, note)
        tx.flush()


def remove_request(tx: Transaction, request_id: uuid.UUID) -> None:
    """Take it off the list."""
    row = _get(tx, request_id)
    with journal.entry(tx, "request.removed", _AREAS):
        tx.delete(row)
        tx.flush()


def holidays(tx: Transaction) -> tuple[int, frozenset[dt.date]]:
    """The days beside weekends that do not count, with the version to change them by."""
    row = tx.scalars(select(Office)).first()
    if row is None:
        return 0, frozenset()
    return row.version, frozenset(map(dt.date.fromisoformat, row.holidays))


def set_holidays(tx: Transaction, days: Collection[dt.date], *, version: int) -> None:
    """Say which days do not count. Raises Conflict when another desk changed the office first."""
    with journal.entry(tx, "office.holidays", _AREAS):
        row = letterhead.office_row(tx, version=version)
        row.holidays = sorted(day.isoformat() for day in days)
        tx.flush()


def _fill(row: DataRequest, who: str, kind: str, received_on: dt.date, done_on: dt.date | None, note: str) -> None:
    row.who, row.kind, row.note = normalise(who), RequestKind(kind), visible(note)
    row.received_on, row.done_on = received_on, done_on
    if not row.who:
        raise InvalidInput("field.missing", field="who")
    if done_on is not None and done_on < received_on:
        raise InvalidInput("request.done_before", field="done_on", value=done_on)


def _get(tx: Transaction, request_id: uuid.UUID) -> DataRequest:
    row = tx.get(DataRequest, request_id, with_for_update=True)
    if row is None:
        raise NotFound("request.not_found", what="request")
    return row


def _view(row: DataRequest, days: Collection[dt.date]) -> DataRequestView:
    due = due_on(row.received_on, days)
    return DataRequestView(row.id, row.version, row.who, row.kind, row.received_on, due, row.done_on, row.note)
