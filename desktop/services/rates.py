"""What is paid a day, by date: typed by the office, with the paper that sets it (TT 40/2017/TT-BTC, TT 12/2025/TT-BTC)."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.names import normalise
from desktop.domain.payment import MOST_AMOUNT, Rate
from desktop.services import journal, versions
from desktop.store.tables import PayRate
from desktop.store.transaction import Transaction
from desktop.wording.formats import date_text


def list_rates(tx: Transaction) -> list[Rate]:
    """Every rate, the newest first."""
    return [_view(row) for row in tx.scalars(select(PayRate).order_by(PayRate.valid_from.desc()))]


def add_rate(tx: Transaction, *, valid_from: dt.date | None, amount: int | None, basis: str = "") -> Rate:
    """A rate from a day on. Raises InvalidInput beside the field; two rates can't begin on one day."""
    day, amount = _checked(tx, valid_from, amount)
    with journal.entry(tx, "rate.added", {Area.DOCUMENTS}, day=day, amount=amount):
        row = PayRate(valid_from=day, amount=amount, basis=normalise(basis))
        tx.add(row)
        tx.flush()
    return _view(row)


def edit_rate(
    tx: Transaction, rate_id: uuid.UUID, *, version: int, valid_from: dt.date | None, amount: int | None, basis: str
) -> Rate:
    """Change a rate: lists made from now on use it. Raises Conflict when another desk did so first."""
    row = _get(tx, rate_id)
    versions.check(tx, row, version, name=date_text(row.valid_from))
    day, amount = _checked(tx, valid_from, amount, but=rate_id)
    with journal.entry(tx, "rate.edited", {Area.DOCUMENTS}, day=day, amount=amount):
        row.valid_from, row.amount, row.basis = day, amount, normalise(basis)
        tx.flush()
    return _view(row)


def set_rate(tx: Transaction, *, valid_from: dt.date, amount: int, basis: str | None = None) -> Rate:
    """The rate of this day on, added or changed; `basis` None leaves what stands there."""
    row = tx.scalars(select(PayRate).where(PayRate.valid_from == valid_from)).first()
    if row is None:
        return add_rate(tx, valid_from=valid_from, amount=amount, basis=basis or "")
    words = row.basis if basis is None else basis
    return edit_rate(tx, row.id, version=row.version, valid_from=valid_from, amount=amount, basis=words)


def remove_rate(tx: Transaction, rate_id: uuid.UUID) -> None:
    """Remove a rate: the one before it holds on. Raises NotFound."""
    row = _get(tx, rate_id)
    with journal.entry(tx, "rate.removed", {Area.DOCUMENTS}, day=row.valid_from):
        tx.delete(row)
        tx.flush()


def _checked(
    tx: Transaction, day: dt.date | None, amount: int | None, *, but: uuid.UUID | None = None
) -> tuple[dt.date, int]:
    if day is None:
        raise InvalidInput("field.missing", field="valid_from")
    if amount is None:
        raise InvalidInput("field.missing", field="amount")
    if not 0 <= amount <= MOST_AMOUNT:
        raise InvalidInput("rate.amount", field="amount", value=amount, amount=MOST_AMOUNT)
    taken = tx.scalar(select(PayRate.id).where(PayRate.valid_from == day))
    if taken is not None and taken != but:
        raise InvalidInput("rate.exists", field="valid_from", value=day)
    return day, amount


def _get(tx: Transaction, rate_id: uuid.UUID) -> PayRate:
    row = tx.get(PayRate, rate_id, with_for_update=True)
    if row is None:
        raise NotFound("rate.not_found", what="pay_rate")
    return row


def _view(row: PayRate) -> Rate:
    return Rate(row.id, row.version, row.valid_from, row.amount, row.basis)
