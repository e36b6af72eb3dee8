"""The database's tables for what follows a conference: conclusions, tasks of units, progress, extensions, reminders."""

# No postponed annotations here: SQLAlchemy would evaluate each string again, which every start would pay for.
import datetime as dt
import uuid
from typing import Any

from sqlalchemy import Date, Float, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.columns import Base, Versioned, now

_Line = String(255)


class Conclusion(Versioned, Base):
    """Kết luận: the paper that tasks come from."""

    __tablename__ = "conclusion"
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"), index=True)
    number: Mapped[str] = mapped_column(String(60), default="")
    """As the paper bears it: "15/TB-UBND"."""
    signed_on: Mapped[dt.date | None] = mapped_column(Date)
    concluded_by: Mapped[str] = mapped_column(_Line, default="")


class Task(Versioned, Base):
    """Nhiệm vụ: what one unit is to do by a day. How it stands is worked out (`domain.tasks`), never kept."""

    __tablename__ = "task"
    __table_args__ = (UniqueConstraint("conference_id", "number"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"))
    number: Mapped[int]
    """Counts the conference's tasks."""
    conclusion_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("conclusion.id"), index=True)
    content: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(60), default="")
    """In the office's words."""
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    """Who answers for it: after a merger the unit that stays."""
    unit_name: Mapped[str] = mapped_column(_Line)
    """The unit it was given to, as it was called then."""
    co_units: Mapped[list[Any]] = mapped_column(default=list)
    """Names of those that are to help."""
    target: Mapped[str] = mapped_column(Text, default="")
    indicator: Mapped[str] = mapped_column(_Line, default="")
    measure: Mapped[str] = mapped_column(String(60), default="")
    start: Mapped[float | None] = mapped_column(Float)
    goal: Mapped[float | None] = mapped_column(Float)
    due: Mapped[dt.date] = mapped_column(Date)
    responsible: Mapped[str] = mapped_column(_Line, default="")
    """"" for the head of the unit."""
    staff: Mapped[str] = mapped_column(_Line, default="")
    committed_at: Mapped[dt.datetime | None]
    """When the unit gave its word."""
    created_at: Mapped[dt.datetime] = mapped_column(default=now)


class TaskProgress(Versioned, Base):
    """How far a task is on a day, as somebody said; only ever added; a version, so that undo knows the row."""

    __tablename__ = "task_progress"
    task_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("task.id"), index=True)
    on: Mapped[dt.date] = mapped_column("on_date", Date)
    value: Mapped[float | None] = mapped_column(Float)
    percent: Mapped[float | None] = mapped_column(Float)
    text: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(_Line, default="")
    """The name of a file."""
    said_by: Mapped[str] = mapped_column(_Line, default="")
    recorded_at: Mapped[dt.datetime] = mapped_column(default=now)
    desk: Mapped[str] = mapped_column(_Line, default="")


class TaskExtension(Versioned, Base):
    """A later due day that was granted; only ever added."""

    __tablename__ = "task_extension"
    task_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("task.id"), index=True)
    asked_on: Mapped[dt.date | None] = mapped_column(Date)
    granted_on: Mapped[dt.date | None] = mapped_column(Date)
    """None: not told, so it counts whatever day is asked about."""
    to: Mapped[dt.date] = mapped_column("to_date", Date)
    reason: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[dt.datetime] = mapped_column(default=now)
    desk: Mapped[str] = mapped_column(_Line, default="")


class Reminder(Versioned, Base):
    """That a unit was reminded; only ever added."""

    __tablename__ = "reminder"
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"), index=True)
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    about: Mapped[str] = mapped_column(String(20))
    """`domain.reminders.About`."""
    channel: Mapped[str] = mapped_column(String(20))
    """`domain.reminders.Channel`."""
    at: Mapped[dt.datetime] = mapped_column(default=now)
    desk: Mapped[str] = mapped_column(_Line, default="")
