"""The commands about people and units: the list of attendees, check-in, the directory."""

from __future__ import annotations

from desktop.domain.attendance import Status
from desktop.gui.command import DESKS, EVERYONE, ORGANIZERS, BesideDocument, Command, InMenu, OnPage
from desktop.gui.commands import openers
from desktop.gui.commands.openers import on_page, to_page
from desktop.i18n import _
from desktop.wording import attendance as words

ATTENDEES = (
    Command(
        "page.group", lambda: _("Set the role &group of the selection…"), "Ctrl+G", on_page("page.group"),
        where=(InMenu("attendees"), InMenu("list.attendees", 1)),
    ),
    Command(
        "page.unit", lambda: _("Set the &unit of the selection…"), "Ctrl+U", on_page("page.unit"),
        where=(InMenu("attendees"), InMenu("list.attendees", 1)),
    ),
    Command(
        "page.join", lambda: _("&Join two people…"), "Ctrl+J", on_page("page.join"),
        where=(InMenu("attendees"), InMenu("list.attendees", 1)),
    ),
    Command(
        "page.card", lambda: _("Person's car&d…"), "Ctrl+D", on_page("page.card"),
        where=(InMenu("attendees"), InMenu("list.attendees", 0, 1)),
    ),
    Command(
        "page.personal", lambda: _("Personal data…"), "", on_page("page.personal"),
        where=(InMenu("attendees"), InMenu("list.attendees", 0, 1)),
    ),
    Command(
        "page.papers", lambda: _("Make &papers for the selection…"), "", on_page("page.papers"),
        where=(InMenu("attendees"), InMenu("list.attendees", 2)),
    ),
    Command(
        "template", lambda: _("Registration &form for units…"), "", openers.registration_form,
        needs_conference=True, where=(InMenu("attendees", 1),),
    ),
    Command(
        "tidy", lambda: _("&Tidy the list…"), "", openers.tidy,
        needs_conference=True, when="open", where=(InMenu("attendees", 1),),
    ),
    Command(
        "imports", lambda: _("Past &imports…"), "", openers.past_imports,
        needs_conference=True, where=(InMenu("attendees", 1),),
    ),
    Command(
        "requests", lambda: _("Re&quests about personal data…"), "", openers.data_requests,
        where=(InMenu("attendees", 2),),
    ),
    Command(
        "page.cancel", lambda: _("Cancel the registration…"), "", on_page("page.cancel"),
        where=(InMenu("list.attendees", 3, if_can=True), OnPage("go.attendees")),
    ),
    Command(
        "page.reinstate", lambda: _("Comes after all"), "", on_page("page.reinstate"),
        where=(InMenu("list.attendees", 3, if_can=True), OnPage("go.attendees")),
    ),
    Command(
        "page.off_payroll", lambda: _("Draws no salary from the state"), "", on_page("page.off_payroll"),
        where=(InMenu("list.attendees", 3, if_can=True), OnPage("go.attendees")),
    ),
    Command(
        "page.on_payroll", lambda: _("Draws a salary from the state"), "", on_page("page.on_payroll"),
        where=(InMenu("list.attendees", 3, if_can=True), OnPage("go.attendees")),
    ),
    Command(
        "page.point", lambda: _("Set the point…"), "", on_page("page.point"),
        where=(InMenu("list.attendees", 3, if_can=True), OnPage("go.attendees")),
    ),
    Command(
        "page.fine", lambda: _("Nothing wrong with it"), "", on_page("page.fine"),
        where=(InMenu("list.attendees", if_can=True), OnPage("go.attendees")),
    ),
)  # fmt: skip

_ATTENDANCE = (
    Command(
        "attendance", lambda: _("&Check people in"), "", to_page("go.attendance"),
        roles=DESKS, needs_conference=True, where=(InMenu("attendance"),),
    ),
    Command(
        "walk_in", lambda: _("&Register a walk-in…"), "F4", openers.walk_in,
        roles=DESKS, needs_conference=True, where=(InMenu("attendance"),),
    ),
    Command(
        "substitute", lambda: _("&Name a substitute…"), "F6", openers.substitute,
        roles=DESKS, needs_conference=True, where=(InMenu("attendance"), InMenu("list.door", 2)),
    ),
    Command(
        "door.badge", lambda: _("&Print a badge…"), "Ctrl+Shift+B", openers.door_badge,
        roles=DESKS, needs_conference=True, where=(InMenu("attendance"), InMenu("list.door", 2)),
    ),
    Command(
        "door.list", lambda: _("Print the door &list…"), "", openers.door_list,
        roles=DESKS, needs_conference=True, where=(InMenu("attendance"), InMenu("more.door")),
    ),
    Command(
        "signed_sheet.enter", lambda: _("Enter a si&gned sheet…"), "Ctrl+Shift+P", openers.enter_signed_sheet,
        needs_conference=True, where=(InMenu("attendance", 1), BesideDocument(frozenset({"attendance-sheet"}))),
    ),
    Command(
        "signed_sheet.read", lambda: _("Read pict&ures of signed sheets…"), "", openers.read_signed_sheets,
        needs_conference=True, when="open", where=(InMenu("attendance", 1),),
    ),
    Command(
        "signatures", lambda: _("Check the signatures of a P&DF…"), "", openers.check_signatures,
        roles=EVERYONE, where=(InMenu("attendance", 1),),
    ),
    Command(
        "review", lambda: _("To revie&w…"), "F7", openers.review,
        roles=EVERYONE, needs_conference=True, where=(InMenu("attendance", 1), InMenu("attendees", 1, -1), InMenu("more.door", 1)),
    ),
    Command(
        "board", lambda: _("&Board on the whole screen"), "F11", openers.board,
        roles=EVERYONE, needs_conference=True, where=(InMenu("attendance", 2),),
    ),
    Command(
        "attendance.export", lambda: _("&Export attendance to Excel…"), "", openers.export_attendance,
        needs_conference=True, where=(InMenu("attendance", 3),),
    ),
    Command(
        "attendance.import", lambda: _("Bring &attendance back from Excel…"), "", openers.import_attendance,
        needs_conference=True, when="open", where=(InMenu("attendance", 3),),
    ),
    Command(
        "attendance.log", lambda: _("What was recorded…"), "", openers.attendance_log,
        roles=EVERYONE, needs_conference=True, where=(InMenu("list.door", 3), OnPage("go.attendance")),
    ),
)  # fmt: skip

_STATUSES = tuple(
    Command(
        f"page.{status}", lambda status=status: words.status(status), "", on_page(f"page.{status}"),  # type: ignore[misc]
        roles=DESKS, where=(InMenu("list.door"), OnPage("go.attendance")),
    )
    for status in (Status.PRESENT, Status.LATE, Status.EXCUSED, Status.ABSENT)
)  # fmt: skip
"""What can be said of a person at the door."""

_DOOR = tuple(
    Command(f"page.{name}", text, "", on_page(f"page.{name}"), roles=roles, where=(place, OnPage("go.attendance")))
    for name, text, roles, place in (
        ("unrecorded", lambda: _("Nothing recorded"), DESKS, InMenu("list.door")),
        ("leave", lambda: _("Leaves now"), DESKS, InMenu("list.door", 1)),
        ("remark", lambda: _("Remark…"), DESKS, InMenu("list.door", 1)),
        ("rest_present", lambda: _("Mark the rest present…"), ORGANIZERS, InMenu("more.door", 0, -1)),
        ("rest_absent", lambda: _("Mark the rest absent…"), ORGANIZERS, InMenu("more.door", 0, -1)),
        ("move_arrivals", lambda: _("Move arrivals to another session…"), DESKS, InMenu("more.door", 0, -1)),
        ("undo_arrival", lambda: _("Undo the last arrival"), DESKS, InMenu("more.door", 0, -1)),
        ("camera", lambda: _("Scan with the camera"), DESKS, InMenu("more.door", 2)),
        ("sound", lambda: _("Sound"), EVERYONE, InMenu("more.door", 2)),
    )
)
"""What else the page of check-in does: of one person, and of the session."""

DIRECTORY = (
    Command(
        "page.import_units", lambda: _("Import a list of units…"), "", on_page("page.import_units"),
        where=(OnPage("go.directory"),),
    ),
    *(
        Command(
            f"page.{name}", text, "", on_page(f"page.{name}"),
            where=(InMenu("list.units", if_can=name in ("listed", "stop", "use")), OnPage("go.directory")),
        )
        for name, text in (
            ("listed", lambda: _("Show its attendees")),
            ("merge", lambda: _("Merge with another unit…")),
            ("succeed", lambda: _("What followed it…")),
            ("history", lambda: _("Training over the years…")),
            ("stop", lambda: _("Stop using")),
            ("use", lambda: _("Use again")),
        )
    ),
)  # fmt: skip

ATTENDANCE = (*_ATTENDANCE, *_STATUSES, *_DOOR)
