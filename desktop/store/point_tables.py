"""The database's tables for the points of a conference: what each is like, whose units sit there, who sits elsewhere."""

# No postponed annotations here: SQLAlchemy would evaluate each string again, which every start would pay for.
import datetime as dt
import uuid

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.columns import Base, Key, Versioned

_Line = String(255)


class VenuePoint(Versioned, Base):
    """Điểm cầu: a place other than the main hall at which a conference is followed. The main hall has no row."""

    __tablename__ = "venue_point"
    __table_args__ = (UniqueConstraint("conference_id", "number"), UniqueConstraint("conference_id", "folded"))
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"))
    number: Mapped[int]
    """Counts the conference's points; their order."""
    name: Mapped[str] = mapped_column(_Line)
    folded: Mapped[str] = mapped_column(Key)
    """Its name with tones, for communes are told apart by them (`domain.names.same_key`)."""
    address: Mapped[str] = mapped_column(_Line, default="")
    contact_name: Mapped[str] = mapped_column(_Line, default="")
    """Whom to call about the line and the sheets."""
    contact_phone: Mapped[str] = mapped_column(String(60), default="")
    responsible: Mapped[str] = mapped_column(_Line, default="")
    """Who answers for the point, with their position."""
    capacity: Mapped[int | None]
    link: Mapped[str] = mapped_column(_Line, default="")
    """Of the meeting that it joins."""
    tested_on: Mapped[dt.date | None] = mapped_column(Date)
    """When the line was tried and held; None: not yet."""
    reported_at: Mapped[dt.datetime | None]
    """When its signed pages came in, in somebody's word; None: as they were entered (`domain.points.reported_late`)."""
    note: Mapped[str] = mapped_column(Text, default="")


class PointUnit(Versioned, Base):
    """A unit whose people sit at a point."""

    __tablename__ = "point_unit"
    __table_args__ = (UniqueConstraint("conference_id", "unit_id"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"))
    venue_point_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("venue_point.id", ondelete="CASCADE"), index=True)
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), index=True)


class PointAttendee(Versioned, Base):
    """Somebody's word where an attendee sits, whatever their unit; without a row they sit where their unit does."""

    __tablename__ = "point_attendee"
    __table_args__ = (UniqueConstraint("attendee_id"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"), index=True)
    attendee_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"))
    venue_point_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("venue_point.id", ondelete="CASCADE"), index=True
    )
    """None: in the main hall."""
    holds: Mapped[bool] = mapped_column(default=True)
    """False once it was taken back: other desks may have heard it."""
    said_at: Mapped[dt.datetime]
    """Of desks that were apart the later word counts."""


class SessionPoint(Versioned, Base):
    """A point that takes part in a session; a session without any is followed at all points and in the main hall."""

    __tablename__ = "session_point"
    __table_args__ = (UniqueConstraint("training_session_id", "venue_point_id"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"), index=True)
    training_session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("training_session.id", ondelete="CASCADE"))
    venue_point_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("venue_point.id", ondelete="CASCADE"), index=True
    )
    """None: the main hall."""
