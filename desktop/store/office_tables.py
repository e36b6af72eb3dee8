"""The database's tables for what an office says of itself and asks: its frame, its order of positions, its questions."""

# No postponed annotations here: SQLAlchemy would evaluate each string again, which every start would pay for.
import uuid
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.columns import Base, Key, Versioned

_Line = String(255)


class Office(Versioned, Base):
    """The office's own frame, one row: what a conference leaves empty is taken from here."""

    __tablename__ = "office"
    superior_body: Mapped[str] = mapped_column(_Line, default="")
    issuing_body: Mapped[str] = mapped_column(_Line, default="")
    locality: Mapped[str] = mapped_column(_Line, default="")
    symbol: Mapped[str] = mapped_column(String(60), default="")
    preparer: Mapped[str] = mapped_column(_Line, default="")
    accountant: Mapped[str] = mapped_column(_Line, default="")
    signer_authority: Mapped[str] = mapped_column(_Line, default="")
    signer_title: Mapped[str] = mapped_column(_Line, default="")
    signer_name: Mapped[str] = mapped_column(_Line, default="")
    recipients: Mapped[str] = mapped_column(Text, default="")
    holidays: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    """ISO days beside weekends on which the office does not work."""


class RankTable(Versioned, Base):
    """The office's order of positions, one row; without it the standard is in force (`domain.ranks`)."""

    __tablename__ = "rank_table"
    lines: Mapped[str] = mapped_column(Text)
    """A line for each rank, the highest first; "" for the standard."""


class Question(Versioned, Base):
    """What a conference asks of its attendees beside the fields that all have; the answers stand in `Attendee.answers`."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("conference_id", "folded"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"), index=True)
    title: Mapped[str] = mapped_column(_Line)
    folded: Mapped[str] = mapped_column(Key)
    kind: Mapped[str] = mapped_column(String(20))
    """`domain.questions.QuestionKind`."""
    choices: Mapped[list[Any]] = mapped_column(default=list)
    place: Mapped[int] = mapped_column(default=0)
    """Order among the conference's questions."""
