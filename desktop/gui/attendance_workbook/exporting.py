"""Attendance into a workbook: all sessions or some, then the file."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.guide import Topic
from desktop.domain.people import SessionView
from desktop.gui.context import Context
from desktop.gui.widgets.check_menu import CheckMenu
from desktop.gui.widgets.file_choice import PAPERS, ask_to_save
from desktop.gui.widgets.form import FormDialog
from desktop.gui.widgets.layout import muted
from desktop.i18n import _
from desktop.services import agenda
from desktop.services.attendance import workbook
from desktop.services.opening import Transaction
from desktop.wording import attendance_book as words
from desktop.wording.formats import start_text


def export_attendance(context: Context) -> AttendanceExport | None:
    """Ask for sessions, then for the file; nothing without a conference."""
    if context.conference is None:
        return None
    dialog = AttendanceExport(context)
    dialog.open()
    return dialog


class AttendanceExport(FormDialog):
    """Which sessions go into the workbook."""

    guide = Topic.EXPORT

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Export attendance"), _("Save the workbook…"), columns=1, width=480)
        told = _(
            "A letter for each person and session, the times they came, and the sums by session, group and unit. "
            "Letters changed in the workbook can be brought back."
        )
        self.form.add_row(muted(told))
        self.which = CheckMenu(context.theme, _("All sessions"))
        self.form.add("sessions", _("Sessions"), self.which)
        conference = context.conference_id
        self.read_once(lambda tx: agenda.list_sessions(tx, conference), self._take_sessions)

    def _take_sessions(self, found: Sequence[SessionView]) -> None:
        self.which.offer([(f"{each.title} ({start_text(each.starts_at)})", each.id) for each in found])

    def submit(self) -> None:
        """Ask for the file and write it."""
        context, conference = self.context, self.context.conference
        if conference is None:
            return
        name, kinds = words.file_name(conference.title), _("Excel workbooks ({pattern})").format(pattern="*.xlsx")
        chosen = ask_to_save(context, _("Save the workbook"), PAPERS, name, kinds, self)
        if chosen is None:
            return
        sessions = [key for key in self.which.chosen if isinstance(key, uuid.UUID)]

        def work(tx: Transaction) -> Path:
            book = workbook.content(tx, conference.id, sessions)
            path = workbook.save(book, chosen)
            workbook.record_export(tx, conference.id, book)
            return path

        self.take(work, self._saved)

    def _saved(self, path: object) -> None:
        if isinstance(path, Path):
            self.context.feedback.say_saved(path)
