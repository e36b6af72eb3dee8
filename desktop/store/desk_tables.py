"""Which conferences a desk was given, what it keeps for its server, and what the server keeps of what it could not take."""

# No postponed annotations here: SQLAlchemy would evaluate each string again, which every start would pay for.
import datetime as dt
import uuid

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.columns import Base, Versioned, now

_Line = String(255)


class DeskConference(Base):
    """A conference that a server's login was given; a login without a row was given all of them."""

    __tablename__ = "desk_conference"
    login: Mapped[str] = mapped_column(String(63), primary_key=True)
    conference_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    """No foreign key: a conference that goes must not open the others to the login."""


class Outbox(Base):
    """What this desk recorded while the server was away, until the server has it; only in a desk's own file."""

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    entity: Mapped[str] = mapped_column(String(40))
    """attendance_mark or attendee."""
    entity_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    conference_id: Mapped[uuid.UUID] = mapped_column(index=True)
    at: Mapped[dt.datetime] = mapped_column(default=now)
    sent_at: Mapped[dt.datetime | None]
    code: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """Why the server would not take it; "" while it only waits."""


class RefusedEntry(Versioned, Base):
    """Something that a desk recorded and its server could not take, until somebody settles it; only at the server.

    It names nobody: whom it is about follows from the attendee, if they are still there.
    """

    __tablename__ = "refused_entry"
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    entity: Mapped[str] = mapped_column(String(40))
    """attendance_mark or attendee."""
    attendee_id: Mapped[uuid.UUID | None]
    session: Mapped[str] = mapped_column(Text, default="")
    """The title of the session it was of, as the desk knew it."""
    kind: Mapped[str] = mapped_column(String(20), default="")
    """What the mark says."""
    at: Mapped[dt.datetime]
    method: Mapped[str] = mapped_column(String(20), default="")
    desk: Mapped[str] = mapped_column(_Line, default="")
    code: Mapped[str] = mapped_column(String(60))
    """Why it was not taken."""
    settled: Mapped[str] = mapped_column(String(20), default="")
    """How it was settled: moved, noted or dropped; "" while it is to be."""
