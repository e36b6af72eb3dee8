"""The commands of the window itself: its files, editing, desks, pages and help."""

from __future__ import annotations

from desktop.gui.command import DESKS as AT_DESKS
from desktop.gui.command import EVERYONE, Command, InMenu, InRail
from desktop.gui.commands import desk_openers, help_openers, openers, reply_openers
from desktop.gui.commands.openers import on_page, to_page
from desktop.i18n import _

FILE = (
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

EDIT = (
    Command("undo", lambda: _("&Undo"), "Ctrl+Z", openers.undo, roles=AT_DESKS, where=(InMenu("edit"),)),
    Command("redo", lambda: _("&Redo"), "Ctrl+Shift+Z", openers.redo, roles=AT_DESKS, where=(InMenu("edit"),)),
    Command(
        "page.new", lambda: _("&Add…"), "Ctrl+N", on_page("page.new"),
        roles=AT_DESKS, where=(InMenu("edit", 1), InMenu("list.agenda")),
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
            InMenu("edit", 1), InMenu("list.attendees", 4, 1), InMenu("list.agenda", 0, 1), InMenu("list.units", 1, 1),
        ),
    ),
    Command(
        "page.copy", lambda: _("&Copy as a table"), "Ctrl+C", on_page("page.copy"),
        where=(InMenu("edit", 2), InMenu("list.attendees", 4), InMenu("list.agenda"), InMenu("list.units", 1)),
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

DESKS = (
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
        roles=AT_DESKS, needs_conference=True, where=(InMenu("desks"),),
    ),
    Command(
        "desk.merge", lambda: _("&Merge desk books…"), "", desk_openers.merge_desks,
        roles=AT_DESKS, where=(InMenu("desks"),),
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

PAGES = (
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

HELP = (
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
