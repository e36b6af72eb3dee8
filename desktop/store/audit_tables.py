"""The tables that outlive what they speak of: the audit, who was erased, and what people asked about their data."""

# No postponed annotations here: SQLAlchemy would evaluate each string again, which every start would pay for.
import datetime as dt
import uuid
from typing import Any

from sqlalchemy import Date, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.columns import Base, Keyed, Versioned, now


class AuditLine(Base):
    """One line of a desk's chain: an entry of the journal, or people's data that left (`services.auditing.chain`).

    Only ever added to. Of a line whose person was erased the salt goes, and with it every way to guess what it said.
    """

    __tablename__ = "audit_line"
    chain: Mapped[str] = mapped_column(String(255), primary_key=True)
    """The desk."""
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 1 up, without gaps."""
    at: Mapped[dt.datetime] = mapped_column(default=now)
    action: Mapped[str] = mapped_column(String(60))
    token: Mapped[uuid.UUID | None]
    """The entry of the journal whose content this line vouches for; None: its own details."""
    login: Mapped[str] = mapped_column(String(255), default="")
    """Whose account it was: the server's, or the computer's."""
    conference_id: Mapped[uuid.UUID | None]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    salt: Mapped[str | None] = mapped_column(String(32))
    sealed: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the salt and the content."""
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the digest before it, the number and `sealed`."""


class Erasure(Keyed, Base):
    """A person or an attendee who was erased or anonymised: their id, so that no other desk's file brings them back."""

    __tablename__ = "erasure"
    entity: Mapped[str] = mapped_column(String(40))
    """person or attendee."""
    anonymised: Mapped[bool]
    """The row stays, without what tells who it was; else it is gone."""
    at: Mapped[dt.datetime] = mapped_column(default=now)


class DataRequest(Versioned, Base):
    """Somebody asked to see, get, correct or erase what is kept about them; answered in time (`domain.data_requests`)."""

    __tablename__ = "data_request"
    who: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(20))
    """`domain.data_requests.RequestKind`."""
    received_on: Mapped[dt.date] = mapped_column(Date)
    done_on: Mapped[dt.date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, default="")
