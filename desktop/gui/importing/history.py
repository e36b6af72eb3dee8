"""Past imports: when, from which files, what they did, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from desktop.domain.areas import Area
from desktop.domain.errors import AppError
from desktop.domain.importing import Look, UndoReport
from desktop.gui.context import Context
from desktop.gui.feedback import Banner
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog_parts import button_row, resize_within, roomy_rows
from desktop.i18n import _, ngettext
from desktop.services import importing
from desktop.wording import error as error_words
from desktop.wording.formats import moment_text
from desktop.wording.import_preview import SYMBOLS, look_label

_KEY = "import.history"
_KEPT_NAMES = 8


class ImportHistory(QDialog):
    """Lists the imports of the open conference; each can be undone as a whole."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self.context = context
        self.batches: list[importing.BatchView] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Past imports"))
        resize_within(self, context.theme, 820, 440)
        self.banner = Banner(context.theme)
        self.list = QTreeWidget()
        roomy_rows(self.list, context.theme)
        self.list.setAccessibleName(_("Past imports"))
        self.list.setHeaderLabels([_("No."), _("When"), _("Files"), _("What it did"), _("Desk")])
        header = self.list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        self.empty = QLabel(_("Nothing was imported into this conference yet."))
        self.empty.setProperty("role", "muted")
        self.undo_button = QPushButton(_("&Undo this import"))
        self.undo_button.setAutoDefault(False)
        self.undo_button.clicked.connect(self._undo)
        row, _close = button_row(self)
        row.insertWidget(0, self.undo_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        whole.setSpacing(GRID)
        whole.addWidget(self.banner)
        whole.addWidget(self.empty)
        whole.addWidget(self.list, 1)
        whole.addLayout(row)
        self.list.currentItemChanged.connect(lambda *_items: self._enable())
        context.operations.changed.connect(self._changed)
        self._load()

    def _changed(self, areas: frozenset[Area]) -> None:
        if Area.IMPORTS in areas or Area.ATTENDEES in areas:
            self._load()

    def _load(self) -> None:
        conference = self.context.conference_id
        self.context.operations.read(_KEY, lambda tx: importing.list_batches(tx, conference), self._show)

    def _show(self, batches: list[importing.BatchView]) -> None:
        self.batches = batches
        self.list.clear()
        items = [self._item(batch) for batch in batches]
        if items:
            self.list.setCurrentItem(items[0])
        self.empty.setVisible(not batches)
        self.list.setVisible(bool(batches))
        self._enable()

    def _item(self, batch: importing.BatchView) -> QTreeWidgetItem:
        did = "  ".join(
            f"{SYMBOLS[look]} {batch.totals[look.value]} {look_label(look)}"
            for look in (Look.ADD, Look.UPDATE, Look.SAME, Look.SKIP, Look.ERROR)
            if batch.totals.get(look.value)
        )
        if batch.undone_at is not None:
            did = _("undone {when}").format(when=moment_text(batch.undone_at))
        item = QTreeWidgetItem(
            self.list, [str(batch.number), moment_text(batch.at), ", ".join(batch.files), did, batch.desk]
        )
        item.setToolTip(2, "\n".join(batch.files))
        if batch.undone_at is not None:
            for column in range(self.list.columnCount()):
                item.setForeground(column, self.context.theme.colour("muted"))
        return item

    def _current(self) -> importing.BatchView | None:
        item = self.list.currentItem()
        return self.batches[self.list.indexOfTopLevelItem(item)] if item and self.batches else None

    def _enable(self) -> None:
        batch = self._current()
        self.undo_button.setEnabled(batch is not None and batch.undone_at is None)

    def _undo(self) -> None:
        batch = self._current()
        if batch is None:
            return
        conference, number = self.context.conference_id, batch.number
        self.undo_button.setEnabled(False)
        self.context.operations.write(
            lambda tx: importing.undo_import(tx, conference, number), done=self._undone, failed=self._failed
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

    def _failed(self, problem: Exception) -> bool:
        self._enable()
        if not isinstance(problem, AppError):
            return False
        self.banner.tell(error_words(problem), "bad")
        return True


def open_history(context: Context) -> ImportHistory:
    """Show the imports of the open conference."""
    dialog = ImportHistory(context)
    dialog.open()
    return dialog
