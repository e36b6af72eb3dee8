"""Every command by name. The order of rows is the order in menus, in the rail and in the palette."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.gui.command import DESKS, EVERYONE, BesideDocument, Command, InMenu, InRail, Words
from desktop.gui.commands import after_openers, desk_openers, help_openers, openers, reply_openers, task_openers
from desktop.gui.commands.openers import on_page, to_page
from desktop.i18n import _

MENUS: Mapping[str, Words] = {
    "file": lambda: _("&File"),
    "edit": lambda: _("&Edit"),
    "attendees": lambda: _("&Attendees"),
    "attendance": lambda: _("Atten&dance"),
    "conference": lambda: _("&Conference"),
    "desks": lambda: _("Des&ks"),
    "view": lambda: _("&View"),
    "help": lambda: _("&Help"),
}
"""The menus of the bar. Others ("list.attendees", "switcher") open where something is clicked."""

_FILE = (
    Command(
        "conference.new", lambda: _("&New conference…"), "Ctrl+Shift+N", openers.new_conference,
        where=(InMenu("file"), InMenu("switcher")),
    ),
    Command(
        "import", lambda: _("&Import from Excel…"), "Ctrl+I", openers.import_workbooks,
        needs_conference=True, when="open", where=(InMenu("file"),),
    ),
    Command(
        "export", lambda: _("&Export to Excel…"), "Ctrl+E", openers.export_attendees,
        needs_conference=True, where=(InMenu("file"),),
    ),
    Command(
        "print", lambda: _("&Print attendance sheets…"), "Ctrl+P", openers.print_document,
        needs_conference=True, where=(InMenu("file"),),
    ),
    Command(
        "data_source", lambda: _("&Data source…"), "", openers.data_source,
        roles=EVERYONE, where=(InMenu("file", 1),),
    ),
    Command(
        "data.new", lambda: _("New data file…"), "", openers.new_data,
        roles=EVERYONE, where=(InMenu("file", 1),),
    ),
    Command(
        "data.open", lambda: _("&Open data file…"), "Ctrl+O", openers.open_data,
        roles=EVERYONE, where=(InMenu("file", 1),),
    ),
    # In the menu it opens the list of them; asked for in the palette, the dialog that has the list.
    Command(
        "data.recent", lambda: _("Recent data sources"), "", openers.data_source,
        roles=EVERYONE, where=(InMenu("file", 1),),
    ),
    Command("sample", lambda: _("Open the sample"), "", openers.sample, roles=EVERYONE, where=(InMenu("file", 1),)),
    Command(
        "backup", lambda: _("Save a copy of the data…"), "", openers.save_copy,
        source="file", where=(InMenu("file", 1),),
    ),
    Command("backup.now", lambda: _("Back up now"), "", openers.back_up, where=(InMenu("file", 1),)),
    Command("backup.restore", lambda: _("&Restore a backup…"), "", openers.restore, where=(InMenu("file", 1),)),
    Command(
        "data.encrypt", lambda: _("Encr&ypt the data…"), "", openers.encrypt_data,
        source="file", where=(InMenu("file", 2),),
    ),
    Command(
        "data.change_key", lambda: _("Change the passphrase…"), "", openers.change_passphrase,
        source="file", where=(InMenu("file", 2),),
    ),
    Command(
        "data.decrypt", lambda: _("Remove the encryption…"), "", openers.decrypt_data,
        source="file", where=(InMenu("file", 2),),
    ),
    Command("quit", lambda: _("&Quit"), "Ctrl+Q", openers.leave, roles=EVERYONE, where=(InMenu("file", 3),)),
)  # fmt: skip

_EDIT = (
    Command("undo", lambda: _("&Undo"), "Ctrl+Z", openers.undo, roles=DESKS, where=(InMenu("edit"),)),
    Command("redo", lambda: _("&Redo"), "Ctrl+Shift+Z", openers.redo, roles=DESKS, where=(InMenu("edit"),)),
    Command(
        "page.new", lambda: _("&Add…"), "Ctrl+N", on_page("page.new"),
        roles=DESKS, where=(InMenu("edit", 1), InMenu("list.agenda")),
    ),
    Command(
        "page.edit", lambda: _("&Edit…"), "F2", on_page("page.edit"), roles=EVERYONE,
        where=(InMenu("edit", 1), InMenu("list.attendees"), InMenu("list.agenda"), InMenu("list.units")),
    ),
    Command(
        "page.again", lambda: _("Copy the sess&ion…"), "Ctrl+Shift+D", on_page("page.again"),
        where=(InMenu("edit", 1), InMenu("list.agenda")),
    ),
    Command(
        "page.remove", lambda: _("Re&move"), "Del", on_page("page.remove"),
        where=(
            InMenu("edit", 1), InMenu("list.attendees", 3, 1), InMenu("list.agenda", 0, 1), InMenu("list.units", 0, 1),
        ),
    ),
    Command(
        "page.copy", lambda: _("&Copy as a table"), "Ctrl+C", on_page("page.copy"),
        where=(InMenu("edit", 2), InMenu("list.attendees", 3), InMenu("list.agenda"), InMenu("list.units")),
    ),
    Command(
        "import.clipboard", lambda: _("&Paste a table…"), "Ctrl+V", openers.import_clipboard,
        needs_conference=True, when="open", where=(InMenu("edit", 2),),
    ),
    Command(
        "page.find", lambda: _("&Find"), "Ctrl+F", on_page("page.find"),
        roles=EVERYONE, where=(InMenu("edit", 3),),
    ),
    Command(
        "preferences", lambda: _("Prefere&nces…"), "Ctrl+,", openers.preferences, roles=EVERYONE,
        where=(InMenu("edit", 3), InRail("cog-outline", lower=True, last=True, title=lambda: _("Settings"))),
    ),
)  # fmt: skip

_ATTENDEES = (
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
        where=(InMenu("attendees"), InMenu("list.attendees")),
    ),
    Command(
        "page.personal", lambda: _("Personal data…"), "", on_page("page.personal"),
        where=(InMenu("attendees"), InMenu("list.attendees")),
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
        roles=DESKS, needs_conference=True, where=(InMenu("attendance"),),
    ),
    Command(
        "door.badge", lambda: _("&Print a badge…"), "Ctrl+Shift+B", openers.door_badge,
        roles=DESKS, needs_conference=True, where=(InMenu("attendance"),),
    ),
    Command(
        "door.list", lambda: _("Print the door &list…"), "", openers.door_list,
        roles=DESKS, needs_conference=True, where=(InMenu("attendance"),),
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
        roles=EVERYONE, needs_conference=True, where=(InMenu("attendance", 1), InMenu("attendees", 1, -1)),
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
    Command("attendance.log", lambda: _("What was recorded…"), "", openers.attendance_log, roles=EVERYONE),
)  # fmt: skip

_CONFERENCE = (
    Command(
        "conference.edit", lambda: _("Conference &details…"), "", openers.edit_conference,
        needs_conference=True, when="open", where=(InMenu("conference"), InMenu("switcher")),
    ),
    Command(
        "conference.frame", lambda: _("&Letterhead and signer…"), "", openers.letterhead,
        where=(InMenu("conference"), BesideDocument()),
    ),
    Command(
        "pictures", lambda: _("Emblem and &pictures…"), "", openers.pictures,
        where=(InMenu("conference"), BesideDocument(frozenset({"badges"}))),
    ),
    Command(
        "groups", lambda: _("R&ole groups…"), "", openers.groups, needs_conference=True,
        where=(InMenu("conference"), InMenu("attendees", 1, -1), InMenu("switcher")),
    ),
    Command(
        "points", lambda: _("Points…"), "", openers.points, needs_conference=True,
        where=(InMenu("conference"),),
    ),
    Command(
        "questions", lambda: _("Custo&m questions…"), "", openers.questions, needs_conference=True,
        where=(InMenu("conference"), InMenu("attendees", 1, -1)),
    ),
    Command(
        "ranks", lambda: _("Order of positio&ns…"), "", openers.ranks, needs_conference=True,
        where=(InMenu("conference"), InMenu("attendees", 1, -1)),
    ),
    Command(
        "documents.quota", lambda: _("&Quotas of the units…"), "", openers.quotas, needs_conference=True,
        where=(InMenu("conference", 1), BesideDocument(frozenset({"quota-annex"}), needed=True)),
    ),
    Command(
        "figures", lambda: _("Fi&gures of a span of time…"), "", openers.figures,
        where=(InMenu("conference", 1),),
    ),
    Command(
        "periods", lambda: _("Reported periods…"), "", openers.periods,
        where=(InMenu("conference", 1),),
    ),
    Command(
        "documents.rates", lambda: _("Daily ra&tes…"), "", openers.rates,
        where=(InMenu("conference", 1), BesideDocument(frozenset({"payment"}), needed=True)),
    ),
    Command(
        "documents.seating", lambda: _("&Arrange the seats…"), "", openers.seating, needs_conference=True,
        where=(InMenu("conference", 1), BesideDocument(frozenset({"seat-plan"}), needed=True)),
    ),
    Command(
        "documents.certificates", lambda: _("&Who gets a certificate…"), "", openers.certificates,
        needs_conference=True,
        where=(
            InMenu("conference", 1),
            BesideDocument(frozenset({"certificates", "certificate-register"}), needed=True),
        ),
    ),
    Command(
        "certificates.check", lambda: _("Check a certi&ficate…"), "", openers.certificate_check,
        where=(InMenu("conference", 1),),
    ),
    Command(
        "conference.close", lambda: _("Clo&se the conference"), "", openers.close_conference,
        needs_conference=True, when="open", where=(InMenu("conference", 2),),
    ),
    Command(
        "conference.reopen", lambda: _("R&eopen the conference"), "", openers.reopen_conference,
        needs_conference=True, when="closed", where=(InMenu("conference", 2),),
    ),
    Command(
        "conference.copy", lambda: _("&Copy the conference…"), "", openers.copy_conference,
        needs_conference=True, where=(InMenu("conference", 2), InMenu("switcher")),
    ),
    Command(
        "conference.remove", lambda: _("&Remove the conference…"), "", openers.remove_conference,
        needs_conference=True, where=(InMenu("conference", 2),),
    ),
    Command("conference.bin", lambda: _("&Bin…"), "", openers.conference_bin, where=(InMenu("conference", 2),)),
)  # fmt: skip

_REPLIES = (
    Command(
        "replies.invite", lambda: _("Invitations sent…"), "", reply_openers.invite,
        needs_conference=True, when="open", where=(InMenu("attendees", 3),),
    ),
    Command(
        "replies.remind", lambda: _("Remind units of their reply…"), "", reply_openers.remind,
        needs_conference=True, where=(InMenu("attendees", 3),),
    ),
    Command(
        "replies.calendar", lambda: _("Save calendar files…"), "", reply_openers.calendar,
        needs_conference=True, where=(InMenu("attendees", 3),),
    ),
)  # fmt: skip

_TASKS = (
    Command(
        "tasks.give", lambda: _("Give tasks to units…"), "", task_openers.give,
        needs_conference=True, where=(InMenu("conference", 3),),
    ),
    Command(
        "tasks.given", lambda: _("Tasks given and conclusions…"), "", task_openers.given,
        needs_conference=True, where=(InMenu("conference", 3),),
    ),
    Command(
        "tasks.sheets", lambda: _("Save task sheets…"), "", task_openers.sheets,
        needs_conference=True, where=(InMenu("conference", 3),),
    ),
    Command(
        "tasks.take", lambda: _("Take task sheets…"), "", task_openers.take,
        needs_conference=True, where=(InMenu("conference", 3),),
    ),
    Command(
        "tasks.remind", lambda: _("Remind the late…"), "", task_openers.remind,
        needs_conference=True, where=(InMenu("conference", 3),),
    ),
)  # fmt: skip

_AFTER = tuple(
    Command(name, text, "", opens, needs_conference=True, where=(InMenu("conference", group),))
    for group, name, text, opens in (
        (4, "opinions.new", lambda: _("New round of opinions…"), after_openers.new_round),
        (4, "opinions.enter", lambda: _("Enter answers from paper…"), after_openers.enter_answers),
        (4, "opinions.tally", lambda: _("Enter a count of papers…"), after_openers.enter_tally),
        (4, "opinions.import", lambda: _("Import answers…"), after_openers.import_answers),
        (4, "opinions.scan", lambda: _("Questionnaires from pictures…"), after_openers.read_papers),
        (5, "dialogues.new", lambda: _("New dialogue…"), after_openers.new_dialogue),
        (5, "procedures.new", lambda: _("New proposal on a procedure…"), after_openers.new_proposal),
        (5, "after.limits", lambda: _("Limits and bands of opinions and dialogues…"), after_openers.limits),
    )
)

_DESKS = (
    Command(
        "desks.share", lambda: _("Attendance at man&y desks…"), "", desk_openers.share_conference,
        needs_conference=True, where=(InMenu("desks", -1), InMenu("conference", 1)),
    ),
    Command(
        "desks.join", lambda: _("&Join the organizer's computer…"), "", desk_openers.join_organizer,
        roles=EVERYONE, where=(InMenu("desks", -1),),
    ),
    Command("desks.panel", lambda: _("&Desks…"), "", desk_openers.desk_panel, source="server", where=(InMenu("desks", -1),)),
    Command(
        "desk.export", lambda: _("Save this desk's &book…"), "", desk_openers.export_desk,
        roles=DESKS, needs_conference=True, where=(InMenu("desks"),),
    ),
    Command(
        "desk.merge", lambda: _("&Merge desk books…"), "", desk_openers.merge_desks,
        roles=DESKS, where=(InMenu("desks"),),
    ),
    Command(
        "server.copy_in", lambda: _("Put a conference on the &server…"), "", desk_openers.put_on_server,
        where=(InMenu("desks", 1),),
    ),
    Command(
        "server.copy_out", lambda: _("Fetch the conference into a &file…"), "", desk_openers.fetch_from_server,
        needs_conference=True, source="server", where=(InMenu("desks", 1),),
    ),
    Command(
        "server.add_desk", lambda: _("&Add a desk…"), "", desk_openers.add_desk,
        source="server", where=(InMenu("desks", 2),),
    ),
    Command(
        "server.status", lambda: _("Server s&tatus…"), "", desk_openers.server_status,
        roles=EVERYONE, source="server", where=(InMenu("desks", 2),),
    ),
)  # fmt: skip

_PAGES = (
    Command(
        "go.overview", lambda: _("Overview"), "", to_page("go.overview"), needs_conference=True,
        where=(InMenu("view"), InRail("view-dashboard-outline", openers.overview_page)),
    ),
    Command(
        "go.attendees", lambda: _("Attendees"), "", to_page("go.attendees"), needs_conference=True,
        where=(InMenu("view"), InRail("account-group-outline", openers.attendees_page)),
    ),
    Command(
        "go.agenda", lambda: _("Agenda"), "", to_page("go.agenda"), needs_conference=True,
        where=(InMenu("view"), InRail("calendar-clock-outline", openers.agenda_page)),
    ),
    Command(
        "go.attendance", lambda: _("Check-in"), "", to_page("go.attendance"), roles=EVERYONE, needs_conference=True,
        where=(InMenu("view"), InRail("account-check-outline", openers.attendance_page)),
    ),
    Command(
        "go.printing", lambda: _("Printing"), "", to_page("go.printing"), needs_conference=True,
        where=(InMenu("view"), InRail("printer-outline", openers.printing_page)),
    ),
    Command(
        "go.replies", lambda: _("Replies"), "", to_page("go.replies"), needs_conference=True,
        where=(InMenu("view"), InRail("email-check-outline", reply_openers.page)),
    ),
    Command(
        "go.tasks", lambda: _("After the conference"), "", to_page("go.tasks"), needs_conference=True,
        where=(InMenu("view"), InRail("clipboard-check-outline", openers.after_page)),
    ),
    Command(
        "go.directory", lambda: _("Units & directory").replace("&", "&&"), "", to_page("go.directory"),
        where=(InMenu("view"), InRail("office-building-outline", openers.directory_page, lower=True)),
    ),
)  # fmt: skip

_HELP = (
    Command("palette", lambda: _("&Commands…"), "Ctrl+K", openers.palette, roles=EVERYONE, where=(InMenu("help"),)),
    Command("guide", lambda: _("&User guide"), "F1", help_openers.guide, roles=EVERYONE, where=(InMenu("help"),)),
    Command(
        "shortcuts", lambda: _("&Keyboard shortcuts"), "Ctrl+F1", help_openers.shortcuts,
        roles=EVERYONE, where=(InMenu("help"),),
    ),
    Command("news", lambda: _("&What is new"), "", help_openers.news, roles=EVERYONE, where=(InMenu("help"),)),
    Command(
        "version.check", lambda: _("Check for a &newer version"), "", help_openers.check_version,
        roles=EVERYONE, where=(InMenu("help"),),
    ),
    Command("log", lambda: _("Open the &log"), "", help_openers.log, roles=EVERYONE, where=(InMenu("help"),)),
    Command("about", lambda: _("&About Tập Huấn"), "", help_openers.about, roles=EVERYONE, where=(InMenu("help"),)),
)  # fmt: skip

_DOCUMENTS = (
    Command(
        "documents.word", lambda: _("The office's own Word file…"), "", openers.word_form, needs_conference=True,
        where=(BesideDocument(frozenset({"invitation", "report"}), takes_name=True),),
    ),
    Command(
        "documents.wording", lambda: _("Change the wording…"), "", openers.document_wording, needs_conference=True,
        where=(BesideDocument(takes_name=True),),
    ),
)  # fmt: skip

COMMANDS: tuple[Command, ...] = (
    *_FILE, *_EDIT, *_ATTENDEES, *_ATTENDANCE, *_CONFERENCE, *_REPLIES, *_TASKS, *_AFTER, *_DESKS, *_PAGES, *_HELP,
    *_DOCUMENTS,
)  # fmt: skip
