"""Calendar files of the agenda, one for each role group, written into a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.gui.context import Context
from desktop.i18n import _, ngettext
from desktop.services.opening import Transaction
from desktop.services.replies import calendar
from desktop.whole_file import write_files

_FOLDER = "papers.folder"


def save_calendar(context: Context) -> None:
    """Ask for the folder, then write a file for each group into it."""
    if context.conference is None:
        return
    kept = context.remembered(_FOLDER)
    start = kept if isinstance(kept, str) else str(Path.home())
    chosen = QFileDialog.getExistingDirectory(context.window, _("Folder for the calendar files"), start)
    if not chosen:
        return
    context.remember(_FOLDER, chosen)
    folder, conference_id = Path(chosen), context.conference.id

    def work(tx: Transaction) -> int:
        return len(write_files(calendar.files(tx, conference_id), folder))

    def done(count: int) -> None:
        words = ngettext("Saved {count} calendar file in {folder}.", "Saved {count} calendar files in {folder}.", count)
        context.feedback.say_saved(folder, words.format(count=count, folder=folder.name))

    context.operations.read("replies.calendar", work, done, title=_("Saving the calendar files"))
