"""The table every list uses: 30 px rows, no vertical lines, section rows, tags at a row's end, columns remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QBrush, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from desktop.gui.context import Context
from desktop.gui.models.rows import RowsModel, Section
from desktop.gui.theme import GRID
from desktop.i18n import _


class Table(QTableView):
    """A list of rows. `chosen` is emitted on double click and Enter."""

    chosen = Signal()
    sort_wanted = Signal(str, bool)
    """A column's key and whether descending."""

    def __init__(self, context: Context, name: str, model: RowsModel[Any], spoken: str) -> None:
        super().__init__()
        self.context = context
        self._name = f"table.{name}"
        self.rows_model = model
        self.tag_of: Callable[[Any], str] = lambda _row: ""
        """A short word at the right end of a row ("nghi trùng")."""
        self.setAccessibleName(spoken)
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(not any(column.stretches for column in model.columns))
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(32)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)
        header.setSectionsClickable(any(column.order for column in model.columns))
        header.sectionClicked.connect(self._on_header)
        self._lay_out()
        self._take_theme()
        header.sectionResized.connect(self._remember)
        header.sectionMoved.connect(self._remember)
        context.theme.changed.connect(self._take_theme)
        self.doubleClicked.connect(lambda index: self.chosen.emit() if index.isValid() else None)

    # -- columns --------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        stored = self.context.remembered(self._name)
        known: dict[str, Any] = stored if isinstance(stored, dict) else {}
        header = self.horizontalHeader()
        for position, column in enumerate(self.rows_model.columns):
            kept = known.get(column.key)
            width, shown = (kept[0], kept[1]) if isinstance(kept, list) and len(kept) == 3 else (0, column.shown)
            self.setColumnWidth(position, int(width) or self.context.theme.px(column.width))
            self.setColumnHidden(position, not shown)
            if column.stretches:
                header.setSectionResizeMode(position, QHeaderView.ResizeMode.Stretch)
        places = {key: kept[2] for key, kept in known.items() if isinstance(kept, list) and len(kept) == 3}
        for key, place in sorted(places.items(), key=lambda item: int(item[1])):
            if key in {column.key for column in self.rows_model.columns}:
                header.moveSection(header.visualIndex(self.rows_model.column_of(key)), int(place))

    def _remember(self) -> None:
        header = self.horizontalHeader()
        self.context.remember(
            self._name,
            {
                column.key: [
                    0 if column.stretches or self.isColumnHidden(place) else self.columnWidth(place),
                    not self.isColumnHidden(place),
                    header.visualIndex(place),
                ]
                for place, column in enumerate(self.rows_model.columns)
            },
        )

    def columns_menu(self) -> QMenu:
        """A menu that shows and hides columns."""
        menu = QMenu(self)
        for position, column in enumerate(self.rows_model.columns):
            action = QAction(column.title(), menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(position))
            action.toggled.connect(lambda shown, place=position: self.show_column(place, shown))
            menu.addAction(action)
        return menu

    def show_column(self, position: int, shown: bool) -> None:
        """Show or hide a column and remember it; the last one stays."""
        others = [p for p in range(len(self.rows_model.columns)) if p != position and not self.isColumnHidden(p)]
        if shown or others:
            self.setColumnHidden(position, not shown)
            self._remember()

    def _choose_columns(self, at: QPoint) -> None:
        menu = self.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def shown_columns(self) -> list[int]:
        """The columns shown, left to right."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(visual) for visual in range(header.count()))
        return [position for position in order if not self.isColumnHidden(position)]

    def _on_header(self, position: int) -> None:
        column = self.rows_model.columns[position]
        if column.order is None:
            return
        header = self.horizontalHeader()
        again = header.isSortIndicatorShown() and header.sortIndicatorSection() == position
        down = again and header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        self.mark_sorted(column.key, down)
        self.sort_wanted.emit(column.key, down)

    def mark_sorted(self, key: str, descending: bool = False) -> None:
        """Show by which column the rows are sorted; "" for none."""
        header = self.horizontalHeader()
        header.setSortIndicatorShown(bool(key))
        if key:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(self.rows_model.column_of(key), order)

    # -- rows -----------------------------------------------------------------------------------------------------

    def selected(self) -> list[Any]:
        """The rows selected, from the top."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = (self.rows_model.line(place) for place in places)
        return [line for line in lines if not isinstance(line, Section)]

    def current(self) -> Any | None:
        """The row the keyboard is on, when it is selected; else the first selected."""
        index = self.currentIndex()
        if index.isValid() and self.selectionModel().isRowSelected(index.row(), QModelIndex()):
            line = self.rows_model.line(index.row())
            return None if isinstance(line, Section) else line
        chosen = self.selected()
        return chosen[0] if chosen else None

    def replace(self, lines: Sequence[Any]) -> None:
        """Show other rows and keep what was selected, by the rows' ids."""
        kept = {row.id for row in self.selected()}
        index = self.currentIndex()
        line = self.rows_model.line(index.row()) if index.isValid() else None
        current = getattr(line, "id", None)
        self.rows_model.set_rows(lines)
        if kept or current is not None:
            self._select(kept, current)

    def select_ids(self, ids: Sequence[Any]) -> None:
        """Select rows by their ids and bring the first into view."""
        self._select(set(ids), ids[0] if ids else None)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _select(self, kept: set[Any], current: Any) -> None:
        selection = QItemSelection()
        now = QModelIndex()
        last = len(self.rows_model.columns) - 1
        for place in range(self.rows_model.rowCount()):
            key = getattr(self.rows_model.line(place), "id", None)
            if key is None:
                continue
            if key in kept:
                selection.select(self.rows_model.index(place, 0), self.rows_model.index(place, last))
            if key == current:
                now = self.rows_model.index(place, self._first_column())
        model = self.selectionModel()
        if now.isValid():
            model.setCurrentIndex(now, QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _first_column(self) -> int:
        shown = self.shown_columns()
        return shown[0] if shown else 0

    def select_first(self) -> None:
        """Put the keyboard on the first row."""
        for place in range(self.rows_model.rowCount()):
            if not isinstance(self.rows_model.line(place), Section):
                self.setCurrentIndex(self.rows_model.index(place, self._first_column()))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.chosen.emit()
            return
        super().keyPressEvent(event)

    # -- painting -------------------------------------------------------------------------------------------------

    def _take_theme(self) -> None:
        theme = self.context.theme
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.horizontalHeader().setFixedHeight(theme.row_height() + 2)
        self.rows_model.muted = QBrush(theme.colour("muted"))
        self._bold = QFont(self.font())
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._small = QFont(self.font())
        self._small.setPointSizeF(9 * theme.scale)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self.context.theme
        painter = QPainter(self.viewport())
        width = self.viewport().width()
        line_pen = QPen(theme.colour("line"))
        place = self.rowAt(max(event.rect().top(), 0))
        count = self.rows_model.rowCount()
        focused = self.currentIndex().row() if self.hasFocus() else -1
        while 0 <= place < count:
            top, height = self.rowViewportPosition(place), self.rowHeight(place)
            if top > event.rect().bottom():
                break
            line = self.rows_model.line(place)
            if isinstance(line, Section):
                self._paint_section(painter, line, QRect(0, top, width, height))
            else:
                tag = self.tag_of(line)
                if tag:
                    self._paint_tag(painter, tag, QRect(0, top, width, height))
            painter.setPen(line_pen)
            painter.drawLine(0, top + height - 1, width, top + height - 1)
            if place == focused:
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawRect(QRect(1, top + 1, width - 2, height - 3))
            place += 1
        painter.end()

    def _paint_section(self, painter: QPainter, section: Section, area: QRect) -> None:
        theme = self.context.theme
        painter.fillRect(area, theme.colour("section"))
        inner = area.adjusted(GRID + 2, 0, -GRID, 0)
        painter.setFont(self._bold)
        painter.setPen(theme.colour("text"))
        metrics = painter.fontMetrics()
        fact = f" · {section.fact}" if section.fact else ""
        room = inner.width() - self.fontMetrics().horizontalAdvance(fact)
        title = metrics.elidedText(section.title, Qt.TextElideMode.ElideRight, room)
        align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inner, align, title)
        painter.setFont(self.font())
        painter.setPen(theme.colour("muted"))
        painter.drawText(inner.adjusted(metrics.horizontalAdvance(title), 0, 0, 0), align, fact)

    def _paint_tag(self, painter: QPainter, words: str, area: QRect) -> None:
        theme = self.context.theme
        painter.setFont(self._small)
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(words) + 2 * GRID, metrics.height() + 4
        right = area.right() - GRID
        box = QRect(right - width, area.top() + (area.height() - height) // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("warn_soft"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.colour("warn"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def columns_button_text() -> str:
    """The words of a button that opens `columns_menu`."""
    return _("Columns")
