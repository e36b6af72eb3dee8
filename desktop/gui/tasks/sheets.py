"""Task sheets, a workbook and a Word file for each unit, written into a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.gui.context import Context
from desktop.i18n import _, ngettext
from desktop.papers.task_sheet.files import files
from desktop.services.opening import Transaction
from desktop.whole_file import write_files

_FOLDER = "papers.folder"


def save_sheets(context: Context) -> None:
    """Ask for the folder, then write every unit's sheet into it."""
    if context.conference is None:
        return
    kept = context.remembered(_FOLDER)
    start = kept if isinstance(kept, str) else str(Path.home())
    chosen = QFileDialog.getExistingDirectory(context.window, _("Folder for the task sheets"), start)
    if not chosen:
        return
    context.remember(_FOLDER, chosen)
    folder, conference_id = Path(chosen), context.conference.id

    def work(tx: Transaction) -> int:
        made = files(tx, conference_id)
        write_files(made, folder)
        return len(made) // 2  # a workbook and a Word file each

    def done(count: int) -> None:
        words = ngettext("Saved {count} task sheet in {folder}.", "Saved {count} task sheets in {folder}.", count)
        context.feedback.say_saved(folder, words.format(count=count, folder=folder.name))

    context.operations.read("tasks.sheets", work, done, title=_("Saving the task sheets"))
