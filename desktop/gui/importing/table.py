"""The rows of the import preview and the keys that act on them."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.gui.importing.cell_text import FILE_COLUMN, ISSUES_COLUMN, LOOK_COLUMN, ROW_COLUMN
from desktop.gui.importing.cells import ImportCellDelegate
from desktop.gui.importing.preview import ImportPreviewModel
from desktop.gui.theme import Theme
from desktop.i18n import _

_WIDTHS = {
    ROW_COLUMN: 54,
    LOOK_COLUMN: 40,
    "full_name": 150,
    "position": 150,
    "unit": 182,
    "phone": 114,
    ISSUES_COLUMN: 220,
    FILE_COLUMN: 160,
    "role_group": 160,
    "birth": 100,
    "gender": 80,
    "email": 180,
    "honorific": 90,
    "note": 160,
}


_ROWS_IN_SIGHT = 3
"""At least, however much a question needs."""


class ImportTable(QTableView):
    """The rows; Del leaves out, Space says that a row is a person or nobody, Enter goes to the answers, F2 edits."""

    removing = Signal()
    judging = Signal(bool)
    """Of the selected rows; True: of all like them."""
    entered_row = Signal()
    asked_menu = Signal(QPoint)
    """Where on the screen."""
    asked_heading_menu = Signal(int, QPoint)
    """(column, where on the screen)"""
    asked_order = Signal(str)
    """The column whose heading was clicked."""
    stopped_editing = Signal()
    """The cell that was typed in is left."""

    def __init__(self, theme: Theme, model: ImportPreviewModel) -> None:
        super().__init__()
        self._theme = theme
        self.hidden: set[str] = set()
        """Columns the organizer hid."""
        self.setModel(model)
        self.delegate = ImportCellDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self.delegate.closeEditor.connect(self.stopped_editing)
        self.setAccessibleName(_("Rows of the import"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(theme.row_height())
        self._make_header()
        around = self.horizontalScrollBar().sizeHint().height() + 2 * self.frameWidth()
        self.setMinimumHeight((_ROWS_IN_SIGHT + 1) * theme.row_height() + around)  # with the heading
        self.size_columns()

    def _make_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setHighlightSections(False)
        header.setMinimumHeight(self._theme.row_height())
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda where: self.asked_heading_menu.emit(header.logicalIndexAt(where), header.mapToGlobal(where))
        )
        # Of the table's own selection a heading asks whether every cell of its column is chosen, ten thousand times over.
        header.setSelectionModel(QItemSelectionModel(self.model(), header))
        header.sectionClicked.connect(lambda column: self.asked_order.emit(self.preview().column_name(column)))

    def preview(self) -> ImportPreviewModel:
        """The rows' model."""
        model = self.model()
        assert isinstance(model, ImportPreviewModel)
        return model

    def selected_rows(self) -> list[int]:
        """The rows selected, by their ranges: Qt's own list of them asks the model about every cell."""
        parts = self.selectionModel().selection()
        return sorted({row for part in parts.toList() for row in range(part.top(), part.bottom() + 1)})

    def is_editing(self) -> bool:
        """Whether a cell is being typed in."""
        return self.state() == self.State.EditingState

    def size_columns(self) -> None:
        """The usual width of each column."""
        model = self.preview()
        changing = model.changing_fields()
        for column in range(model.columnCount()):
            name = model.column_name(column)
            width = _WIDTHS.get(name, 120) * (1.35 if name in changing else 1)
            self.setColumnWidth(column, self._theme.px(width))
            self.setColumnHidden(column, name in self.hidden)
        sorting, header = model.sorting, self.horizontalHeader()
        down = sorting is not None and sorting.descending
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(model.column_of(sorting.name) if sorting else -1, order)

    def hide_column(self, name: str) -> None:
        """Show the column no more."""
        self.hidden.add(name)
        self.setColumnHidden(self.preview().column_of(name), True)

    def show_hidden(self) -> None:
        """Every column again."""
        self.hidden.clear()
        for column in range(self.preview().columnCount()):
            self.setColumnHidden(column, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that act on whole rows."""
        key, row = event.key(), self.currentIndex().row()
        if self.is_editing():
            super().keyPressEvent(event)
        elif row >= 0 and self._fold_with(key, row):
            event.accept()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removing.emit()
        elif key == Qt.Key.Key_Space and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.judging.emit(bool(event.modifiers()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)

    def _fold_with(self, key: int, row: int) -> bool:
        """Right opens a fold and Left closes it, also from a row inside; Enter and Space do either."""
        model = self.preview()
        fold = model.fold(row)
        if fold is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            model.open_fold(row, not fold.opened)
        elif fold is not None and key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            model.open_fold(row, key == Qt.Key.Key_Right)
        elif key == Qt.Key.Key_Left and (over := model.fold_over(row)) >= 0:
            self.setCurrentIndex(model.index(over, self.currentIndex().column()))
            model.open_fold(over, False)
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens or closes a fold."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() == Qt.MouseButton.LeftButton and plain and index.isValid():
            fold = self.preview().fold(index.row())
            if fold is not None:
                self.preview().open_fold(index.row(), not fold.opened)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel below grows with what it asks: the row it asks about stays in sight."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be said of the rows selected; the menu key asks it of the current one."""
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.asked_menu.emit(where)
