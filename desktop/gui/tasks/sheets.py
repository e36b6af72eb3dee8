"""Task sheets, a workbook and a Word file for each unit, written into a folder."""

from __future__ import annotations

from desktop.gui.context import Context
from desktop.gui.widgets.file_choice import PAPERS, ask_for_folder
from desktop.i18n import _, ngettext
from desktop.papers.task_sheet.files import files
from desktop.services.opening import Transaction
from desktop.whole_file import write_files


def save_sheets(context: Context) -> None:
    """Ask for the folder, then write every unit's sheet into it."""
    if context.conference is None:
        return
    folder = ask_for_folder(context, _("Folder for the task sheets"), PAPERS)
    if folder is None:
        return
    conference_id = context.conference.id

    def work(tx: Transaction) -> int:
        made = files(tx, conference_id)
        write_files(made, folder)
        return len(made) // 2  # a workbook and a Word file each

    def done(count: int) -> None:
        words = ngettext("Saved {count} task sheet in {folder}.", "Saved {count} task sheets in {folder}.", count)
        context.feedback.say_saved(folder, words.format(count=count, folder=folder.name))

    context.operations.read("tasks.sheets", work, done, title=_("Saving the task sheets"))
