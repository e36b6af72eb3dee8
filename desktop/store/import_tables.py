"""The database's tables for what imports read and remember: rows, headings, and who was said to be two."""

# No postponed annotations here: SQLAlchemy would evaluate each string again, which every start would pay for.
import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.columns import Base, Key, Versioned

_Line = String(255)


class ImportRow(Base):
    """A row as it stood in its file: the raw cells and every problem told, kept with the import."""

    __tablename__ = "import_row"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    import_batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("import_batch.id", ondelete="CASCADE"), index=True)
    attendee_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    file: Mapped[str] = mapped_column(_Line)
    sheet: Mapped[str] = mapped_column(_Line)
    row: Mapped[int]
    action: Mapped[str] = mapped_column(String(10))
    raw: Mapped[list[Any]]
    problems: Mapped[list[Any]]
    """[[field, code, severity, details]]"""


class LearnedHeading(Versioned, Base):
    """A column heading the organizer once corrected: folded heading -> field."""

    __tablename__ = "learned_heading"
    heading: Mapped[str] = mapped_column(Key, unique=True)
    field: Mapped[str] = mapped_column(String(40))


class DistinctPair(Versioned, Base):
    """Somebody's word that two attendees who look alike are two people; `first_id` is the smaller id."""

    __tablename__ = "distinct_pair"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"), index=True)
    first_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"))
    second_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"), index=True)
    holds: Mapped[bool] = mapped_column(default=True, server_default=true())
    """False once it was taken back: other desks may have heard it."""
    said_at: Mapped[dt.datetime | None]
    """When that was said, or taken back: of desks apart the later word counts."""
