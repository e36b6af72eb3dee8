"""Calendar files of the agenda, one for each role group, written into a folder."""

from __future__ import annotations

from desktop.gui.context import Context
from desktop.gui.widgets.file_choice import PAPERS, ask_for_folder
from desktop.i18n import _, ngettext
from desktop.services.opening import Transaction
from desktop.services.replies import calendar
from desktop.whole_file import write_files


def save_calendar(context: Context) -> None:
    """Ask for the folder, then write a file for each group into it."""
    if context.conference is None:
        return
    folder = ask_for_folder(context, _("Folder for the calendar files"), PAPERS)
    if folder is None:
        return
    conference_id = context.conference.id

    def work(tx: Transaction) -> int:
        return len(write_files(calendar.files(tx, conference_id), folder))

    def done(count: int) -> None:
        words = ngettext("Saved {count} calendar file in {folder}.", "Saved {count} calendar files in {folder}.", count)
        context.feedback.say_saved(folder, words.format(count=count, folder=folder.name))

    context.operations.read("replies.calendar", work, done, title=_("Saving the calendar files"))
