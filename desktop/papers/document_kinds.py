"""Every document the program makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from desktop.domain import payment, seating
from desktop.domain.documents.selection import By
from desktop.domain.errors import InvalidInput
from desktop.papers.attendance_record import options as record
from desktop.papers.attendance_sheet import options as sheets
from desktop.papers.badges import options as badges
from desktop.papers.certificates import options as certificates
from desktop.papers.door_list import options as door_list
from desktop.papers.invitation import options as letters
from desktop.papers.lists import options as lists
from desktop.papers.report import options as report

Format = Literal["pdf", "png", "xlsx", "docx"]
FORMATS: tuple[str, ...] = get_args(Format)
Moment = Literal["before", "day", "after"]


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document; its name is also its template's (`resources/documents/<name>.typ`)."""

    name: str
    room: str
    """The module of this name in `services.documents`, `wording.documents` and `documents` makes it."""
    options: type
    """A dataclass of `fields`."""
    selects: frozenset[By]
    """By what people can be chosen for it."""
    moment: Moment
    """When an office needs it: before the conference, on the day, after it."""
    formats: tuple[Format, ...] = ("pdf", "png")
    per_unit: bool = True
    """Whether one file for each unit makes sense."""
    numbered: bool = False
    """Whether making it takes a number, or marks something as done; a preview never does."""


_PEOPLE: frozenset[By] = frozenset({"groups", "units", "people"})
_ALL: frozenset[By] = _PEOPLE | {"sessions"}

KINDS: tuple[DocumentKind, ...] = (
    # sheets
    DocumentKind(
        "attendance-sheet",
        "attendance_sheet",
        sheets.AttendanceSheetOptions,
        _ALL,
        "day",
        formats=("pdf", "png", "xlsx"),
        numbered=True,
    ),
    DocumentKind("attendance-record", "attendance_record", record.AttendanceRecordOptions, _ALL, "after"),
    DocumentKind("door-list", "door_list", door_list.DoorListOptions, _ALL, "day"),
    # lists
    DocumentKind("registered-list", "lists", lists.RegisteredListOptions, _ALL, "before"),
    DocumentKind("quota-annex", "lists", lists.QuotaAnnexOptions, frozenset({"units"}), "before", per_unit=False),
    DocumentKind("documents-received", "lists", lists.ReceivedOptions, _ALL, "day"),
    # payment
    DocumentKind("payment", "payment", payment.PaymentOptions, _ALL, "after"),
    # badges
    DocumentKind("badges", "badges", badges.BadgeOptions, _ALL, "before", numbered=True),
    DocumentKind("tents", "badges", badges.TentOptions, _ALL, "before", numbered=True),
    # seating
    DocumentKind("seat-plan", "seat_plan", seating.SeatPlanOptions, _PEOPLE, "before", numbered=True),
    # certificates
    DocumentKind("certificates", "certificates", certificates.CertificateOptions, _PEOPLE, "after", numbered=True),
    DocumentKind("certificate-register", "certificates", certificates.CertificateRegisterOptions, _PEOPLE, "after"),
    # letters
    DocumentKind(
        "invitation",
        "invitation",
        letters.InvitationOptions,
        frozenset({"units", "sessions"}),
        "before",
        formats=("pdf", "png", "docx"),
    ),
    # report
    DocumentKind(
        "report",
        "report",
        report.ReportOptions,
        frozenset({"groups", "units", "sessions"}),
        "after",
        formats=("pdf", "png", "docx"),
        per_unit=False,
    ),
)
"""In the order of the page and of `documents list`."""


def kind(name: str) -> DocumentKind:
    """The kind of this name. Raises InvalidInput("document.unknown") naming those there are."""
    for each in KINDS:
        if each.name == name:
            return each
    raise InvalidInput("document.unknown", value=name, known=tuple(each.name for each in KINDS))
