"""The database's tables for attendance: the marks, and the state that is folded from them."""

# No postponed annotations here: SQLAlchemy would evaluate each string again, which every start would pay for.
import datetime as dt
import uuid

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.columns import Base, Keyed, Versioned, now

Line = String(255)


class Attendance(Versioned, Base):
    """The state now of one attendee at one session: `domain.attendance.fold` of the marks, kept so that lists are quick.

    Written by `services.attendance.marking` alone, in the transaction that writes the marks; never deleted.
    """

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("training_session_id", "attendee_id"),)
    training_session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("training_session.id", ondelete="CASCADE"))
    attendee_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attendee.id"), index=True)
    status: Mapped[str] = mapped_column(String(20))
    arrived_at: Mapped[dt.datetime | None]
    left_at: Mapped[dt.datetime | None]
    desk: Mapped[str] = mapped_column(Line, default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    doubt: Mapped[str] = mapped_column(String(20), default="", server_default="")
    """Why it should be looked at (`domain.attendance.Doubt`)."""


class AttendanceMark(Keyed, Base):
    """One thing said about an attendance; append-only, annulled by another mark, never deleted.

    `annuls_id` has no foreign key: a desk's file may bring the word that takes back before the word itself.
    """

    __tablename__ = "attendance_mark"
    __table_args__ = (Index("ix_attendance_mark_pair", "training_session_id", "attendee_id"),)
    training_session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("training_session.id"))
    attendee_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attendee.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[dt.datetime]
    recorded_at: Mapped[dt.datetime] = mapped_column(default=now)
    desk: Mapped[str] = mapped_column(Line, default="")
    method: Mapped[str] = mapped_column(String(20))
    token: Mapped[uuid.UUID] = mapped_column(unique=True)
    """Chosen by the desk, so that a mark sent twice counts once."""
    annuls_id: Mapped[uuid.UUID | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    received_at: Mapped[dt.datetime | None]
    """When a server took it in, by the server's clock; None in a desk's own file, and of earlier versions."""
    login: Mapped[str] = mapped_column(Line, server_default="")
    """The server's login that brought it, which a desk can't choose; "" where no server took it in."""
