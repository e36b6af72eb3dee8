"""The database's tables for what goes onto paper: pictures, wording kept, quotas, rates, seats, certificates, what was printed."""

# No postponed annotations here: SQLAlchemy would evaluate each string again, which every start would pay for.
import datetime as dt
import uuid
from typing import Any

from sqlalchemy import BigInteger, Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.columns import Base, Keyed, Versioned, now

_Line = String(255)


class Picture(Versioned, Base):
    """A picture of an office's own for its papers: the emblem, the background of badges."""

    __tablename__ = "picture"
    __table_args__ = (UniqueConstraint("conference_id", "kind"),)
    conference_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("conference.id"))
    """None: the office's, for every conference that has none of its own."""
    kind: Mapped[str] = mapped_column(String(20))
    """`domain.pictures.PictureKind`."""
    name: Mapped[str] = mapped_column(_Line)
    """Of the file it came from."""
    data: Mapped[str] = mapped_column(Text, deferred=True)
    """A PNG of bounded size (`services.pictures`), base64."""


class SheetPicture(Versioned, Base):
    """A photographed page of a signed sheet, straightened, that the organizer wanted to keep."""

    __tablename__ = "sheet_picture"
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"), index=True)
    number: Mapped[int]
    """The sheet's, which may be gone by now."""
    column: Mapped[int | None]
    """The one signature column of the page's list, from 0; None: it has several."""
    page: Mapped[int]
    file: Mapped[str] = mapped_column(_Line)
    """Of the name it was read from."""
    at: Mapped[dt.datetime] = mapped_column(default=now)
    desk: Mapped[str] = mapped_column(_Line, default="")
    data: Mapped[str] = mapped_column(Text, deferred=True)
    """JPEG, base64."""


class SigningKey(Keyed, Base):
    """The office's key pair for the codes of certificates, one row; made once, never changed, and so without a version."""

    __tablename__ = "signing_key"
    private_key: Mapped[str] = mapped_column(Text)
    """PKCS 8, PEM."""
    public_key: Mapped[str] = mapped_column(Text)
    """SubjectPublicKeyInfo, PEM."""
    created_at: Mapped[dt.datetime] = mapped_column(default=now)


class DocumentSettings(Versioned, Base):
    """Options of one kind of document as they were last used for a conference."""

    __tablename__ = "document_settings"
    __table_args__ = (UniqueConstraint("conference_id", "name"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"))
    name: Mapped[str] = mapped_column(String(40))
    """The document's (`papers.documents.find`)."""
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Quota(Versioned, Base):
    """How many people of which kind a unit may send; a unit may have several lines."""

    __tablename__ = "quota"
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"), index=True)
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    count: Mapped[int]
    who: Mapped[str] = mapped_column(_Line, default="")
    """Thành phần: "lãnh đạo phụ trách và công chức làm công tác cải cách hành chính"."""
    note: Mapped[str] = mapped_column(_Line, default="")
    place: Mapped[int] = mapped_column(default=0)


class Invitation(Versioned, Base):
    """What went out to a unit and what it answered in words; how its reply stands is worked out (`domain.replies`)."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("conference_id", "unit_id"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"))
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    sent_on: Mapped[dt.date | None] = mapped_column(Date)
    sent_by: Mapped[str] = mapped_column(_Line, default="")
    """In the office's words: "công văn 15/UBND-VP", "Zalo"."""
    due: Mapped[dt.date | None] = mapped_column(Date)
    """The last day to reply."""
    contact_name: Mapped[str] = mapped_column(_Line, default="")
    contact_phone: Mapped[str] = mapped_column(String(60), default="")
    declined_at: Mapped[dt.datetime | None]
    """When it said that nobody will come; whoever is registered later says otherwise."""
    declined_reason: Mapped[str] = mapped_column(_Line, default="")


class PayRate(Versioned, Base):
    """What is paid a day from a date on; the newest that has begun counts."""

    __tablename__ = "pay_rate"
    __table_args__ = (UniqueConstraint("valid_from"),)
    valid_from: Mapped[dt.date] = mapped_column(Date)
    amount: Mapped[int] = mapped_column(BigInteger)
    """Đồng for one day."""
    basis: Mapped[str] = mapped_column(_Line, default="")
    """The paper that sets it."""


class SeatPlan(Versioned, Base):
    """The room of a conference: rows from the front, columns from the left as one faces the front."""

    __tablename__ = "seat_plan"
    __table_args__ = (UniqueConstraint("conference_id"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"))
    room: Mapped[str] = mapped_column(_Line, default="")
    rows: Mapped[int]
    columns: Mapped[int]
    layout: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Aisles, seats that are kept free, how seats are named (`domain.seating`)."""


class Certificate(Versioned, Base):
    """A line of the register of certificates (sổ cấp): what the paper said, as it was then. Revoked, never deleted."""

    __tablename__ = "certificate"
    __table_args__ = (UniqueConstraint("conference_id", "number"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"))
    attendee_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attendee.id"), index=True)
    number: Mapped[int]
    issued_on: Mapped[dt.date] = mapped_column(Date)
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Every text on it: number with its symbol, decision, name, birth date, unit, course, dates, signer."""
    revoked_at: Mapped[dt.datetime | None]
    revoked_reason: Mapped[str] = mapped_column(_Line, default="")


class PrintMark(Versioned, Base):
    """What somebody's badge (or tent) said when it was printed last: who needs a new one."""

    __tablename__ = "print_mark"
    __table_args__ = (UniqueConstraint("attendee_id", "name"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"), index=True)
    attendee_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("attendee.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(40))
    fingerprint: Mapped[str] = mapped_column(String(64))
    """Of every text on it."""
    at: Mapped[dt.datetime] = mapped_column(default=now)
    desk: Mapped[str] = mapped_column(_Line, default="")


class PrintedSheet(Versioned, Base):
    """What an attendance sheet held when it was made: rows in order and columns, to match the paper again."""

    __tablename__ = "printed_sheet"
    __table_args__ = (UniqueConstraint("conference_id", "number"),)
    conference_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("conference.id"))
    number: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(default=now)
    desk: Mapped[str] = mapped_column(_Line, default="")
    kind: Mapped[str] = mapped_column(String(40))
    content: Mapped[dict[str, Any]]
    """{"sessions": [id …], "rows": [attendee id …], "blank_lines": n, "options": {…}}"""
    entered: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """What was typed from the signed paper, by the column's place: {"0": {"at", "desk", "statuses": {"5": "absent"}}}"""
    token: Mapped[str] = mapped_column(String(12), default="", server_default="")
    """What its pages' codes bear (`domain.sheet_code`); "" for a sheet of an earlier version."""
    places: Mapped[list[Any]] = mapped_column(default=list, server_default="[]", deferred=True)
    """Where things stand on its pages (`domain.sheet_places`), for each way in which it was laid out, the newest last."""


class PrintedPage(Versioned, Base):
    """A page of a printed sheet that was entered from a picture; undoing that takes it away."""

    __tablename__ = "printed_page"
    __table_args__ = (UniqueConstraint("printed_sheet_id", "of_column", "page"),)
    printed_sheet_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("printed_sheet.id", ondelete="CASCADE"))
    of_column: Mapped[int]
    """As the page's code says it: the one column it is of, from 1; 0: its list holds several."""
    page: Mapped[int]
    entered_at: Mapped[dt.datetime]
