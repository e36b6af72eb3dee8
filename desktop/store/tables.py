"""The tables of a data file; `HEAD` names the schema they form."""

# No postponed annotations here: SQLAlchemy would evaluate each string again, which every start would pay for.
import datetime as dt
import uuid
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, DateTime, Float, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.store.audit_tables import AuditLine, DataRequest, Erasure
from desktop.store.columns import Base, Key, Versioned, now
from desktop.store.office_tables import Office, Question, RankTable

if TYPE_CHECKING:
    from desktop.store.attendance_tables import Attendance, AttendanceMark
    from desktop.store.desk_tables import DeskConference, Outbox, RefusedEntry
    from desktop.store.document_tables import (
        Certificate,
        DocumentSettings,
        Invitation,
        PayRate,
        Picture,
        PrintedSheet,
        PrintMark,
        Quota,
        SeatPlan,
        SigningKey,
    )
    from desktop.store.import_tables import DistinctPair, ImportRow, LearnedHeading
    from desktop.store.report_tables import Correction, ReportedPeriod
    from desktop.store.task_tables import Conclusion, Reminder, Task, TaskExtension, TaskProgress

__all__ = [
    "Attendance",
    "AttendanceMark",
    "Attendee",
    "Audience",
    "AuditLine",
    "Certificate",
    "Change",
    "Conclusion",
    "Conference",
    "Correction",
    "DataRequest",
    "DeskConference",
    "DistinctPair",
    "DocumentSettings",
    "Erasure",
    "ImportBatch",
    "ImportRow",
    "Invitation",
    "JournalEntry",
    "LearnedHeading",
    "Office",
    "Outbox",
    "PayRate",
    "Person",
    "Picture",
    "PrintMark",
    "PrintedSheet",
    "Question",
    "Quota",
    "RankTable",
    "RefusedEntry",
    "Reminder",
    "ReportedPeriod",
    "RoleGroup",
    "SeatPlan",
    "SigningKey",
    "Task",
    "TaskExtension",
    "TaskProgress",
    "TrainingSession",
    "Unit",
    "UnitAlias",
    "UnitName",
    "UnitSuccession",
]

HEAD = "0021"
"""The schema these tables form; the newest migration bears the same name (tests compare them)."""

_SELDOM = {
    "attendance_tables": ("Attendance", "AttendanceMark"),
    "desk_tables": ("DeskConference", "Outbox", "RefusedEntry"),
    "document_tables": (
        "Certificate",
        "DocumentSettings",
        "Invitation",
        "PayRate",
        "Picture",
        "PrintMark",
        "PrintedSheet",
        "Quota",
        "SeatPlan",
        "SigningKey",
    ),
    "import_tables": ("DistinctPair", "ImportRow", "LearnedHeading"),
    "report_tables": ("Correction", "ReportedPeriod"),
    "task_tables": ("Conclusion", "Reminder", "Task", "TaskExtension", "TaskProgress"),
}
"""Tables that no start needs: they are known from when somebody asks for one, for mapping takes its time (all: `store.schema`)."""


def __getattr__(name: str) -> Any:
    for module, names in _SELDOM.items():
        if name in names:
            return getattr(import_module(f"desktop.store.{module}"), name)
    raise AttributeError(name)


ShortText = String(255)


class Conference(Versioned, Base):
    """Hội nghị: one event with its groups, sessions and attendees."""

    __tablename__ = "conference"
    number: Mapped[int] = mapped_column(unique=True)
    """From 101 up; the first digits of its attendees' badge codes, and its code for people."""
    title: Mapped[str] = mapped_column(Text)
    starts_on: Mapped[dt.date | None] = mapped_column(Date)
    ends_on: Mapped[dt.date | None] = mapped_column(Date)
    venue: Mapped[str] = mapped_column(ShortText, default="")
    capacity: Mapped[int | None]
    # The official frame of its papers (NĐ 30/2020/NĐ-CP, annex I).
    superior_body: Mapped[str] = mapped_column(ShortText, default="")
    issuing_body: Mapped[str] = mapped_column(ShortText, default="")
    locality: Mapped[str] = mapped_column(ShortText, default="")
    preparer: Mapped[str] = mapped_column(ShortText, default="")
    signer_authority: Mapped[str] = mapped_column(ShortText, default="")
    signer_title: Mapped[str] = mapped_column(ShortText, default="")
    signer_name: Mapped[str] = mapped_column(ShortText, default="")
    symbol: Mapped[str] = mapped_column(String(60), default="", server_default="")
    accountant: Mapped[str] = mapped_column(ShortText, default="", server_default="")
    recipients: Mapped[str] = mapped_column(Text, default="", server_default="")
    programme: Mapped[str] = mapped_column(ShortText, default="", server_default="")
    """What kind of programme it belongs to, in the yearly figures (`domain.training_hours.PROGRAMMES`)."""
    form: Mapped[str] = mapped_column(ShortText, default="", server_default="")
    """How it is held (`domain.training_hours.FORMS`)."""
    funding: Mapped[str] = mapped_column(ShortText, default="", server_default="")
    """The fund that pays for it."""
    reported: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Its figures were reported: it is only read until a correction is opened (`services.training.periods`)."""
    note: Mapped[str] = mapped_column(Text, default="")
    closed: Mapped[bool] = mapped_column(default=False)
    binned_at: Mapped[dt.datetime | None]
    """When it was put into the bin, from which it is taken whole or erased (`services.binned`)."""
    contacts_months: Mapped[int | None]
    """Phones and e-mail addresses are to go this many months after the last day; None: no plan."""
    next_attendee: Mapped[int] = mapped_column(default=1)
    """The sequence number the next attendee's badge code takes."""
    created_at: Mapped[dt.datetime] = mapped_column(default=now)


class RoleGroup(Versioned, Base):
    """Nhóm đối tượng of one conference; `unit_kind` proposes it for attendees of such units."""

    __tablename__ = "role_group"
    __table_args__ = (UniqueConstraint("conference_id", "folded"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"), index=True)
    title: Mapped[str] = mapped_column(ShortText)
    folded: Mapped[str] = mapped_column(Key)
    unit_kind: Mapped[str] = mapped_column(String(40), default="")
    place: Mapped[int] = mapped_column(default=0)
    """Order among the conference's groups."""
    role_word: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """On the band of their badges: "KHÁCH MỜI"; "" follows the title (`domain.badge_roles`)."""


class Unit(Versioned, Base):
    """Đơn vị: an office, ward or school, for years; surrogate key because codes and names are reused."""

    __tablename__ = "unit"
    kind: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(40), default="")
    name: Mapped[str] = mapped_column(ShortText)
    short_name: Mapped[str] = mapped_column(ShortText, default="")
    key: Mapped[str] = mapped_column(Key, index=True)
    """`domain.units.unit_key` of the name."""
    sort_key: Mapped[str] = mapped_column(Key)
    place: Mapped[int] = mapped_column(default=0)
    """Order in the list it came from; 0 sorts by name."""
    active: Mapped[bool] = mapped_column(default=True)
    names: Mapped[list["UnitName"]] = relationship(back_populates="unit", cascade="all, delete-orphan")
    aliases: Mapped[list["UnitAlias"]] = relationship(back_populates="unit", cascade="all, delete-orphan")


class UnitName(Versioned, Base):
    """A name a unit bore for a time; the current one is repeated in `Unit.name`."""

    __tablename__ = "unit_name"
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(ShortText)
    key: Mapped[str] = mapped_column(Key, index=True)
    valid_from: Mapped[dt.date | None] = mapped_column(Date)
    valid_to: Mapped[dt.date | None] = mapped_column(Date)
    unit: Mapped["Unit"] = relationship(back_populates="names")


class UnitAlias(Versioned, Base):
    """A spelling the organizer confirmed as this unit."""

    __tablename__ = "unit_alias"
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), index=True)
    alias: Mapped[str] = mapped_column(ShortText)
    key: Mapped[str] = mapped_column(Key, unique=True)
    unit: Mapped["Unit"] = relationship(back_populates="aliases")


class UnitSuccession(Versioned, Base):
    """One unit followed another, wholly or in part (merge, split, rename); many to many."""

    __tablename__ = "unit_succession"
    __table_args__ = (UniqueConstraint("predecessor_id", "successor_id"),)
    predecessor_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    successor_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), index=True)
    on: Mapped[dt.date | None] = mapped_column("on_date", Date)
    kind: Mapped[str] = mapped_column(String(20))
    whole: Mapped[bool] = mapped_column(default=True)


class Person(Versioned, Base):
    """A person in the directory, for years."""

    __tablename__ = "person"
    full_name: Mapped[str] = mapped_column(ShortText)
    honorific: Mapped[str] = mapped_column(String(60), default="")
    gender: Mapped[str] = mapped_column(String(10), default="")
    birth: Mapped[str] = mapped_column(String(10), default="")
    """1975-05-23, 1975-05 or 1975."""
    phone: Mapped[str] = mapped_column(String(60), default="", index=True)
    email: Mapped[str] = mapped_column(ShortText, default="")
    name_key: Mapped[str] = mapped_column(Key, index=True)
    """`domain.names.fold` of the name."""
    sort_key: Mapped[str] = mapped_column(Key)


class Attendee(Versioned, Base):
    """A person registered in one conference; name, unit, position and group as they were then."""

    __tablename__ = "attendee"
    __table_args__ = (
        UniqueConstraint("conference_id", "code"),
        # The order and the text of a search, nothing else: one narrow walk along it finds the first hits by name.
        Index("ix_attendee_sort_key_search", "sort_key", "search"),
    )
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    code: Mapped[str] = mapped_column(String(20))
    """Badge code: digits, the last a check digit."""
    full_name: Mapped[str] = mapped_column(ShortText)
    honorific: Mapped[str] = mapped_column(String(60), default="")
    name_key: Mapped[str] = mapped_column(Key)
    sort_key: Mapped[str] = mapped_column(Key)
    unit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    unit_name: Mapped[str] = mapped_column(ShortText, default="")
    unit_kind: Mapped[str] = mapped_column(String(40), default="")
    position: Mapped[str] = mapped_column(ShortText, default="")
    role_group_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("role_group.id"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    attention: Mapped[str] = mapped_column(Text, default="")
    """What a desk should know of this person ("Cần lưu ý")."""
    state: Mapped[str] = mapped_column(String(20), default="registered")
    """registered, cancelled or removed (`domain.people.AttendeeState`)."""
    state_at: Mapped[dt.datetime | None]
    """When `state` changed last: of two desks that were apart the later word counts. None: as registered."""
    state_reason: Mapped[str] = mapped_column(ShortText, default="", server_default="")
    seat: Mapped[str] = mapped_column(String(20), default="", server_default="")
    origin: Mapped[str] = mapped_column(String(20), default="", server_default="")
    """How they came onto the list at the door: walk_in, substitute, or "" (`domain.people.Origin`)."""
    search: Mapped[str] = mapped_column(Text, default="")
    """Folded name, unit, code and phone tail: what the search field looks through."""
    extra: Mapped[dict[str, Any]] = mapped_column(default=dict, deferred=True)
    """Sensitive fields, only on the organizer's word; read only where they are asked for (a desk may not)."""
    off_payroll: Mapped[bool] = mapped_column(default=False, server_default=false(), deferred=True)
    """Draws no salary from the state: the food subsidy is for them (TT 40/2017/TT-BTC, Điều 12). Read where it is asked for."""
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}", deferred=True)
    """Answers to the conference's questions, by the hex id of each (`domain.questions`). Read where they are asked for."""
    review: Mapped[str] = mapped_column(String(40), default="")
    """The fields that an import or a desk left to be reviewed ("birth unit"): reviewed while they stand as it left them."""
    substitute_for_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("attendee.id"), index=True)
    substitute_sessions: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    """Hex ids of the sessions at which they stand in; [] for all."""
    joined_into_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("attendee.id"), index=True)
    """Who they turned out to be, and who stands for both: these here are off the list (`services.joined`)."""
    joined_at: Mapped[dt.datetime | None]
    """When that was said, or taken back, or somebody joined with them: of desks apart the later word counts."""
    said_state: Mapped[str] = mapped_column(String(20), default="", server_default="")
    """What was said of this row itself, where `state` follows from the words about all who are one; "" where it is both."""
    said_at: Mapped[dt.datetime | None]
    said_reason: Mapped[str] = mapped_column(ShortText, default="", server_default="")
    import_batch_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("import_batch.id"), index=True)
    created_at: Mapped[dt.datetime] = mapped_column(default=now)


class TrainingSession(Versioned, Base):
    """Buổi, chuyên đề: times are the office's local time, as printed."""

    __tablename__ = "training_session"
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"), index=True)
    title: Mapped[str] = mapped_column(ShortText)
    starts_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=False))
    ends_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=False))
    room: Mapped[str] = mapped_column(ShortText, default="")
    speakers: Mapped[list[Any]] = mapped_column(default=list)
    late_after: Mapped[int] = mapped_column(default=15)
    """An arrival more than these minutes after the start is late."""
    hours: Mapped[float | None] = mapped_column(Float)
    """Lessons (tiết) that it counts; None: its half-days do (`domain.training_hours`)."""
    note: Mapped[str] = mapped_column(Text, default="")
    audience: Mapped[list["Audience"]] = relationship(cascade="all, delete-orphan")


class Audience(Versioned, Base):
    """A role group expected at a session; a session without any expects everyone."""

    __tablename__ = "audience"
    __table_args__ = (UniqueConstraint("training_session_id", "role_group_id"),)
    training_session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("training_session.id", ondelete="CASCADE"))
    role_group_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("role_group.id", ondelete="CASCADE"), index=True)


class ImportBatch(Versioned, Base):
    """One confirmed import; its journal entry's changes are what it did."""

    __tablename__ = "import_batch"
    __table_args__ = (UniqueConstraint("conference_id", "number"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"))
    number: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(default=now)
    desk: Mapped[str] = mapped_column(ShortText, default="")
    files: Mapped[list[Any]] = mapped_column(default=list)
    """[{"file", "sha256", "rows"}]"""
    totals: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undone_at: Mapped[dt.datetime | None]


class JournalEntry(Base):
    """One change, said once: the audit line, the areas to refresh, the notice to other desks."""

    __tablename__ = "journal_entry"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    token: Mapped[uuid.UUID] = mapped_column(unique=True, default=uuid.uuid4)
    at: Mapped[dt.datetime] = mapped_column(default=now)
    desk: Mapped[str] = mapped_column(ShortText, default="")
    action: Mapped[str] = mapped_column(String(60))
    conference_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    areas: Mapped[str] = mapped_column(String(200), default="")
    """Space-separated names of what changed ("attendees units")."""
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undone_by: Mapped[int | None]
    """The entry that undid this one."""


class Change(Base):
    """One row that a journal entry added, changed or deleted: what undo needs."""

    __tablename__ = "change"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    journal_entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id", ondelete="CASCADE"), index=True)
    entity: Mapped[str] = mapped_column(String(40))
    """The table's name."""
    entity_id: Mapped[uuid.UUID] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(10))
    """added, changed or deleted."""
    before: Mapped[dict[str, Any] | None]
    """The columns that changed, as they were; the whole row of a deleted one; None for an added one."""
