"""After an import: the quiet line, and the refused rows as a workbook."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.importing import ImportPlan, ImportReport
from desktop.gui.context import Context
from desktop.gui.import_draft import short_name
from desktop.i18n import _, ngettext
from desktop.services import importing


def finished(context: Context, plan: ImportPlan, report: ImportReport) -> None:
    """Tell what came in, and offer what did not as a workbook."""
    taken = report.totals.get("add", 0) + report.totals.get("update", 0)
    files = sum(1 for file in plan.files if any(sheet.rows for sheet in file.sheets))
    words = _("Imported {attendees} from {files}.").format(
        attendees=ngettext("{count} attendee", "{count} attendees", taken).format(count=taken),
        files=ngettext("{count} file", "{count} files", files).format(count=files),
    )
    if report.changed_meanwhile:
        count = len(report.changed_meanwhile)
        text = ngettext(
            "{count} row was left alone: someone changed its attendee meanwhile. Import the file again to see it.",
            "{count} rows were left alone: someone changed their attendees meanwhile. Import the files again to see them.",
            count,
        )
        context.feedback.warn(text.format(count=count))
    context.feedback.say(words, _("Undo"), lambda: _undo(context))


def _undo(context: Context) -> None:
    context.operations.undo_last()


def save_refused(context: Context, plan: ImportPlan | None, parent: QWidget) -> None:
    """Save the refused rows with their reasons, to mend and import again."""
    if plan is None:
        return
    first = next((file.file for file in plan.files), "")
    name = _("Refused rows of {file}").format(file=Path(short_name(first)).stem) + ".xlsx"
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Save the refused rows"), str(Path(first).parent / name), _("Excel workbook (*.xlsx)")
    )
    if not chosen:
        return
    path = Path(chosen)
    context.operations.plain(
        "import.refused",
        lambda _progress, _cancelled: importing.write_refused(plan, path),
        lambda _result: context.feedback.say_saved(path),
        title=_("Saving the refused rows"),
    )
