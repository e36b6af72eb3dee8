"""After an import: the quiet line, and the refused rows as a workbook."""

from __future__ import annotations

import uuid
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.file_names import file_stem
from desktop.domain.importing import ImportPlan, ImportReport
from desktop.gui.context import Context
from desktop.i18n import _, ngettext
from desktop.services import importing
from desktop.services.opening import Transaction
from desktop.wording.import_preview import short_name


def finished(context: Context, plan: ImportPlan, report: ImportReport) -> None:
    """Tell of rows that someone else was faster with, and offer what did not come in as a workbook.

    What came in is the journal's to say, with Undo beside it.
    """
    if report.changed_meanwhile:
        count = len(report.changed_meanwhile)
        text = ngettext(
            "{count} row was left alone: someone changed its attendee meanwhile. Import the file again to see it.",
            "{count} rows were left alone: someone changed their attendees meanwhile. Import the files again to see them.",
            count,
        )
        context.feedback.warn(text.format(count=count))
    if report.batch_id is not None and not report.changed_meanwhile:
        context.operations.read(
            "import.review", partial(_to_review, context, plan.conference_id), partial(_offer_review, context)
        )
    refused = importing.count_refused(plan) + len(report.changed_meanwhile)
    if refused:
        QTimer.singleShot(0, context.window, lambda: _offer_refused(context, plan, report, refused))


def _to_review(context: Context, conference_id: uuid.UUID, tx: Transaction) -> int:
    return len(context.review.cases(tx, conference_id))


def _offer_review(context: Context, count: int) -> None:
    if count:
        words = ngettext("{count} to review.", "{count} to review.", count).format(count=count)
        context.feedback.offer(words, _("Look through them"), lambda: context.run("review"))


def _offer_refused(context: Context, plan: ImportPlan, report: ImportReport, count: int) -> None:
    question = ngettext(
        "{count} row did not come in. Save it as a workbook with the reason, to mend and import again?",
        "{count} rows did not come in. Save them as a workbook with the reasons, to mend and import again?",
        count,
    ).format(count=count)
    if context.feedback.ask(_("Rows that did not come in"), question, _("Save…")):
        save_refused(context, plan, context.window, report)


def save_refused(
    context: Context, plan: ImportPlan | None, parent: QWidget, report: ImportReport | None = None
) -> None:
    """Save the refused rows with their reasons, to mend and import again."""
    if plan is None:
        return
    first = next((file.file for file in plan.files), "")
    name = file_stem(_("Refused rows of {file}").format(file=Path(short_name(first)).stem)) + ".xlsx"
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Save the refused rows"), str(Path(first).parent / name), _("Excel workbook (*.xlsx)")
    )
    if not chosen:
        return
    path = Path(chosen)
    context.operations.plain(
        "import.refused",
        lambda _progress, _cancelled: importing.write_refused(plan, path, report),
        lambda _result: context.feedback.say_saved(path),
        title=_("Saving the refused rows"),
    )
