"""Past imports: when, from which files, what they did, and the way back."""

from __future__ import annotations

from PySide6.QtWidgets import QTreeWidgetItem

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.domain.importing import Look, UndoReport
from desktop.gui.context import Context
from desktop.gui.widgets.layout import button, grow
from desktop.gui.widgets.list_dialog import ListDialog, list_of
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _, ngettext
from desktop.services import importing
from desktop.wording.formats import moment_text
from desktop.wording.import_preview import SYMBOLS, look_label

_KEPT_NAMES = 8


class ImportHistory(ListDialog[importing.BatchView]):
    """Lists the imports of the open conference; each can be undone as a whole."""

    guide = Topic.PAST_IMPORTS

    def __init__(self, context: Context) -> None:
        headings = [_("No."), _("When"), _("Files"), _("What it did"), _("Desk")]
        super().__init__(
            context,
            _("Past imports"),
            list_of(context.theme, _("Past imports"), headings, stretch=2),
            size=(820, 440),
            empty=_("Nothing was imported into this conference yet."),
        )
        self.undo_button = button(_("&Undo this import"), self._undo)
        self.lay_out(self.banner, self.empty, grow(self.list), self.buttons(self.undo_button)[0])
        self.follow(Area.IMPORTS, Area.ATTENDEES)

    def reload(self) -> None:
        """Read the imports again."""
        conference = self.context.conference_id
        self.read_record(lambda tx: importing.list_batches(tx, conference), self.show_rows)

    def keep_place(self, before: importing.BatchView | None, place: int) -> int:  # noqa: ARG002
        return next((n for n, each in enumerate(self.rows) if before and each.number == before.number), 0)

    def texts(self, row: importing.BatchView) -> list[str]:
        did = "  ".join(
            f"{SYMBOLS[look]} {row.totals[look.value]} {look_label(look)}"
            for look in (Look.ADD, Look.UPDATE, Look.SAME, Look.SKIP, Look.ERROR)
            if row.totals.get(look.value)
        )
        if row.undone_at is not None:
            did = _("undone {when}").format(when=moment_text(row.undone_at))
        return [str(row.number), moment_text(row.at), ", ".join(row.files), did, row.desk]

    def dress(self, item: QTreeWidgetItem, row: importing.BatchView) -> None:
        tooltip(item, "\n".join(row.files), 2)
        if row.undone_at is not None:
            for column in range(item.columnCount()):
                item.setForeground(column, self.context.theme.colour("muted"))

    def offer(self) -> None:
        batch = self.current()
        self.undo_button.setEnabled(batch is not None and batch.undone_at is None)

    def _undo(self) -> None:
        batch = self.current()
        if batch is None:
            return
        conference, number = self.context.conference_id, batch.number
        self.undo_button.setEnabled(False)
        self.context.operations.write(
            lambda tx: importing.undo_import(tx, conference, number), done=self._undone, failed=self._not_undone
        )

    def _undone(self, report: UndoReport) -> None:
        count = report.removed + report.restored
        words = ngettext(
            "Import {number} was undone: {count} attendee as before.",
            "Import {number} was undone: {count} attendees as before.",
            count,
        ).format(number=report.batch_number, count=count)
        if report.kept:
            shown = ", ".join(report.kept[:_KEPT_NAMES])
            more = len(report.kept) - _KEPT_NAMES
            kept = (
                _("Edited since and kept: {names}.")
                if more <= 0
                else _("Edited since and kept: {names} and {more} more.")
            )
            words = f"{words} {kept.format(names=shown, more=more)}"
        self.banner.tell(words, "warn" if report.kept else "info")

    def _not_undone(self, problem: Exception) -> bool:
        self.offer()
        return self.refuse(problem)


def open_history(context: Context) -> ImportHistory:
    """Show the imports of the open conference."""
    dialog = ImportHistory(context)
    dialog.open()
    return dialog
