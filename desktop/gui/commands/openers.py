"""What each command of the table does. A dialog is imported when it is first asked for, so that a start stays quick."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.gui.command import ON_PAGE, TO_PAGE

if TYPE_CHECKING:
    from desktop.domain.attendance import DoorPerson
    from desktop.gui.context import Context
    from desktop.gui.page import Page

# -- the window and its pages -----------------------------------------------------------------------------------------


def on_page(name: str) -> Callable[[Context], object]:
    """What does the command "page.…" of this name: the page shown, which was asked before whether it can."""

    def work(context: Context) -> object:
        page = context.shell.page
        return page.commands[wanted]() if page is not None else None

    wanted = name.removeprefix(ON_PAGE)
    return work


def to_page(name: str) -> Callable[[Context], None]:
    """What does the command "go.…" of this name: it brings the page to the front."""
    return lambda context: context.go(name.removeprefix(TO_PAGE))


def leave(context: Context) -> None:
    context.window.close()


def undo(context: Context) -> None:
    context.shell.undo_last()


def redo(context: Context) -> None:
    context.shell.redo_last()


def new_data(context: Context) -> None:
    context.shell.choose_data(new=True)


def open_data(context: Context) -> None:
    context.shell.choose_data(new=False)


def palette(context: Context) -> object:
    from desktop.gui.shell.palette import open_palette

    return open_palette(context)


def welcome(context: Context) -> Page:
    """What a data file without a conference shows; a page that no command leads to."""
    from desktop.gui.conferences.welcome import WelcomePage

    return WelcomePage(context)


def overview_page(context: Context) -> Page:
    from desktop.gui.conferences.overview import OverviewPage

    return OverviewPage(context)


def attendees_page(context: Context) -> Page:
    from desktop.gui.attendees.page import AttendeesPage

    return AttendeesPage(context)


def agenda_page(context: Context) -> Page:
    from desktop.gui.agenda.page import AgendaPage

    return AgendaPage(context)


def attendance_page(context: Context) -> Page:
    from desktop.gui.checkin.page import AttendancePage

    return AttendancePage(context)


def printing_page(context: Context) -> Page:
    from desktop.gui.papers.page import PrintingPage

    return PrintingPage(context)


def after_page(context: Context) -> Page:
    from desktop.gui.after.page import AfterPage

    return AfterPage(context)


def directory_page(context: Context) -> Page:
    from desktop.gui.units.page import DirectoryPage

    return DirectoryPage(context)


# -- dialogs ----------------------------------------------------------------------------------------------------------


def new_conference(context: Context) -> object:
    from desktop.gui.conferences.conference import new_conference

    return new_conference(context)


def edit_conference(context: Context) -> object:
    from desktop.gui.conferences.conference import edit_conference

    return edit_conference(context)


def copy_conference(context: Context) -> object:
    from desktop.gui.conferences.conference import copy_conference

    return copy_conference(context)


def letterhead(context: Context) -> object:
    from desktop.gui.papers.letterhead import open_letterhead

    return open_letterhead(context)


def pictures(context: Context) -> object:
    from desktop.gui.papers.pictures import open_pictures

    return open_pictures(context)


def certificate_check(context: Context) -> object:
    from desktop.gui.papers.certificate_check import open_certificate_check

    return open_certificate_check(context)


def document_wording(context: Context, name: str) -> object:
    from desktop.gui.papers.phrases import open_phrases

    return open_phrases(context, name)


def close_conference(context: Context) -> None:
    from desktop.gui.conferences.conference import close_conference

    close_conference(context)


def reopen_conference(context: Context) -> None:
    from desktop.gui.conferences.conference import reopen_conference

    reopen_conference(context)


def remove_conference(context: Context) -> None:
    from desktop.gui.conferences.bin import remove_conference

    remove_conference(context)


def data_requests(context: Context) -> object:
    from desktop.gui.attendees.requests import show_requests

    return show_requests(context)


def conference_bin(context: Context) -> object:
    from desktop.gui.conferences.bin import show_bin

    return show_bin(context)


def groups(context: Context) -> object:
    from desktop.gui.conferences.groups import show_groups

    return show_groups(context)


def points(context: Context) -> object:
    from desktop.gui.points.dialog import open_points

    return open_points(context)


def questions(context: Context) -> object:
    from desktop.gui.attendees.questions import show_questions

    return show_questions(context)


def ranks(context: Context) -> object:
    from desktop.gui.conferences.ranks import show_ranks

    return show_ranks(context)


def import_workbooks(context: Context, paths: Sequence[Path] = ()) -> object:
    from desktop.gui.importing.wizard import open_import

    return open_import(context, paths)


def import_clipboard(context: Context) -> object:
    from desktop.gui.importing.wizard import open_import_clipboard

    return open_import_clipboard(context)


def past_imports(context: Context) -> object:
    from desktop.gui.importing.history import open_history

    return open_history(context)


def export_attendees(context: Context) -> object:
    from desktop.gui.attendees.export import export_attendees
    from desktop.gui.attendees.page import AttendeesPage

    page = context.shell.page
    return export_attendees(context, page.listed() if isinstance(page, AttendeesPage) else None)


def save_copy(context: Context) -> None:
    from desktop.gui.backups.save_copy import save_copy

    save_copy(context)


def back_up(context: Context) -> None:
    from desktop.gui.backups.restore import ask_for_backup

    ask_for_backup(context)


def encrypt_data(context: Context) -> object:
    from desktop.gui.encryption.dialogs import open_encrypt

    return open_encrypt(context)


def change_passphrase(context: Context) -> object:
    from desktop.gui.encryption.dialogs import open_change

    return open_change(context)


def decrypt_data(context: Context) -> object:
    from desktop.gui.encryption.dialogs import open_decrypt

    return open_decrypt(context)


def restore(context: Context) -> object:
    from desktop.gui.backups.restore import open_restore

    return open_restore(context)


def registration_form(context: Context) -> object:
    from desktop.gui.attendees.registration_form import open_registration_form

    return open_registration_form(context)


def tidy(context: Context) -> object:
    from desktop.gui.attendees.tidy import open_tidy

    return open_tidy(context)


def print_document(context: Context) -> None:
    """Ctrl+P: to the attendance sheet on the page of documents; pressed at a document, to the printer."""
    page = context.shell.page
    if page is not None and "print" in page.commands:
        page.do("print")
    else:
        context.go("printing", document="attendance-sheet")


def enter_signed_sheet(context: Context, number: int | None = None, column: int | None = None) -> object:
    from desktop.gui.signed_sheets.entry import open_paper_entry

    return open_paper_entry(context, number, column)


def read_signed_sheets(context: Context, paths: Sequence[Path] = ()) -> object:
    from desktop.gui.scanned_sheets.opening import open_pictures

    return open_pictures(context, paths)


def check_signatures(context: Context) -> object:
    from desktop.gui.signatures.check import open_signature_check

    return open_signature_check(context)


def preferences(context: Context) -> object:
    from desktop.gui.settings.preferences import open_preferences

    return open_preferences(context)


def data_source(context: Context) -> object:
    from desktop.gui.desks.data_source import choose_data_source

    return choose_data_source(context)


def sample(context: Context) -> object:
    from desktop.gui.conferences.sample import open_sample

    return open_sample(context)


def board(context: Context, session_id: uuid.UUID | None = None) -> object:
    from desktop.gui.checkin.board_window import open_board

    return open_board(context, session_id)


def review(context: Context, attendee_id: uuid.UUID | None = None) -> object:
    from desktop.gui.review.queue import open_review

    return open_review(context, attendee_id)


def attendance_log(
    context: Context,
    session_id: uuid.UUID | None = None,
    attendee_id: uuid.UUID | None = None,
    person: DoorPerson | None = None,
) -> object:
    """Of this attendee; without one, of who is highlighted at the door or came in last."""
    from desktop.gui.checkin.attendance_log import open_log

    known = person.id if person is not None else attendee_id
    if known is not None:
        return open_log(context, session_id, known)
    context.go("attendance", then="attendance.log")
    return None


def walk_in(context: Context) -> None:
    context.go("attendance", then="walk_in")


def substitute(context: Context) -> None:
    context.go("attendance", then="substitute")


def door_badge(context: Context) -> None:
    context.go("attendance", then="door.badge")


def door_list(context: Context) -> None:
    context.go("attendance", then="door.list")


def export_attendance(context: Context) -> object:
    from desktop.gui.attendance_workbook.exporting import export_attendance

    return export_attendance(context)


def import_attendance(context: Context, path: Path | None = None) -> object:
    from desktop.gui.attendance_workbook.importing import import_attendance

    return import_attendance(context, path)


def quotas(context: Context) -> object:
    from desktop.gui.allowances.quotas import open_quotas

    return open_quotas(context)


def periods(context: Context) -> object:
    from desktop.gui.training.periods import open_periods

    return open_periods(context)


def figures(context: Context) -> object:
    from desktop.gui.training.figures import open_figures

    return open_figures(context)


def rates(context: Context) -> object:
    from desktop.gui.allowances.rates import open_rates

    return open_rates(context)


def word_form(context: Context, name: str) -> object:
    from desktop.gui.papers.word_form import open_word_form

    return open_word_form(context, name)


def certificates(context: Context) -> object:
    from desktop.gui.papers.certificates import open_certificates

    return open_certificates(context)


def seating(context: Context) -> object:
    from desktop.gui.seating.dialog import open_seating

    return open_seating(context)
