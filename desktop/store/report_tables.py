"""The database's tables for figures that were reported: the periods, and what was corrected after that."""

# No postponed annotations here: SQLAlchemy would evaluate each string again, which every start would pay for.
import datetime as dt
import uuid
from typing import Any

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.columns import Base, Versioned, now

_Line = String(255)


class ReportedPeriod(Versioned, Base):
    """A span of days whose figures were reported: its conferences are only read until a correction is opened."""

    __tablename__ = "reported_period"
    __table_args__ = (UniqueConstraint("first", "last"),)
    first: Mapped[dt.date] = mapped_column(Date)
    last: Mapped[dt.date] = mapped_column(Date)
    paper: Mapped[str] = mapped_column(_Line, default="")
    """The report they stand in: "15/BC-UBND"."""
    reported_at: Mapped[dt.datetime] = mapped_column(default=now)
    desk: Mapped[str] = mapped_column(_Line, default="")
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """As they were reported: {"people", "turns", "hours", "paid"}."""


class Correction(Versioned, Base):
    """A conference of a reported period was opened again, for a reason; `before` and `after` are its own figures."""

    __tablename__ = "correction"
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[dt.datetime] = mapped_column(default=now)
    finished_at: Mapped[dt.datetime | None]
    """None while it is being corrected."""
    desk: Mapped[str] = mapped_column(_Line, default="")
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
