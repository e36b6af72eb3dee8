"""The table every list uses: 30 px rows, no vertical lines, section rows, tags at a row's end, columns remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from desktop.gui.theme import GRID
from desktop.gui.widgets.rows import RowsModel, Section, TableColumn, places_of
from desktop.gui.widgets.wrapping import WRAP, fit_columns
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.gui.context import Context

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class Table(QTableView):
    """A list of rows. `chosen` is emitted on double click and Enter."""

    chosen = Signal()
    sort_wanted = Signal(str, bool)
    """A column's key and whether descending."""
    lettered = Signal(str)
    """A letter was typed while the list has the keyboard."""

    def __init__(self, context: Context, name: str, model: RowsModel[Any], spoken: str, *, wraps: bool = False) -> None:
        """`wraps`: where the columns have no room, their words go into further lines; for lists of a few rows."""
        super().__init__()
        self.context = context
        self.wraps = wraps
        self._name = f"table.{name}"
        self._scale = context.theme.scale
        self.rows_model = model
        model.headings_wrap = wraps
        self.tag_of: Callable[[Any], str] = lambda _row: ""
        """A short word at the right end of a row ("nghi trùng")."""
        self.setAccessibleName(spoken)
        self.setModel(model)
        self._behave()
        self._lay_out()
        self._take_theme()
        header = self.horizontalHeader()
        header.sectionResized.connect(self._remember)
        header.sectionMoved.connect(self._remember)
        context.theme.changed.connect(self._take_theme)
        self.doubleClicked.connect(lambda index: self.chosen.emit() if index.isValid() else None)
        if wraps:
            model.modelReset.connect(self.fit)

    def _behave(self) -> None:
        """Whole rows are selected, cells are not edited, columns are moved and hidden."""
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
        header, columns = self.horizontalHeader(), self.rows_model.columns
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setStretchLastSection(not any(column.stretches for column in columns))
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(32)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)
        header.setSectionsClickable(any(column.order for column in columns))
        header.sectionClicked.connect(self._on_header)

    # -- columns --------------------------------------------------------------------------------------------------

    def set_columns(self, columns: Sequence[TableColumn[Any]]) -> None:
        """Show other columns, each as it was left before."""
        header = self.horizontalHeader()
        header.blockSignals(True)
        for place in range(header.count()):  # from the order that the columns have by themselves
            header.moveSection(header.visualIndex(place), place)
        self.rows_model.set_columns(columns)
        self._lay_out()
        header.blockSignals(False)
        header.viewport().update()

    def _lay_out(self) -> None:
        stored, header = self.context.remembered(self._name), self.horizontalHeader()
        known: dict[str, Any] = stored if isinstance(stored, dict) else {}
        for position, column in enumerate(self.rows_model.columns):
            kept = known.get(column.key)
            width, shown = (kept[0], kept[1]) if isinstance(kept, list) and len(kept) == 3 else (0, column.shown)
            self.setColumnWidth(position, self.context.theme.px(int(width) or column.width))
            self.setColumnHidden(position, not shown)
            if column.stretches:
                header.setSectionResizeMode(position, QHeaderView.ResizeMode.Stretch)
        places = {key: kept[2] for key, kept in known.items() if isinstance(kept, list) and len(kept) == 3}
        keys = [column.key for column in self.rows_model.columns]
        for key in sorted(places.keys() & set(keys), key=lambda each: int(places[each])):
            header.moveSection(header.visualIndex(keys.index(key)), min(int(places[key]), len(keys) - 1))
        for place in (keys.index(key) for key in keys if places and key not in places):  # new: where it would stand
            header.moveSection(header.visualIndex(place), place)

    def _remember(self) -> None:
        """Keep widths as they are at 100 % text, so that they fit at any."""
        header, stored = self.horizontalHeader(), self.context.remembered(self._name)
        self.context.remember(
            self._name,
            (stored if isinstance(stored, dict) else {})  # columns that are not there now come again
            | {
                column.key: [
                    0
                    if column.stretches or self.isColumnHidden(place)
                    else round(self.columnWidth(place) / self._scale),
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

    def why_no_row(self) -> str:
        """Why nothing can be done with a row; "" when one is selected."""
        return self.why_empty() or ("" if self.current() is not None else _("choose a row first"))

    def why_empty(self) -> str:
        """Why nothing can be done with the list; "" when there are rows."""
        return "" if self.rows_model.rows() else _("the list is empty")

    def replace(self, lines: Sequence[Any], sections: Sequence[int] | None = None) -> None:
        """Show other rows and keep what was selected: the same values, or values of the same ids."""
        kept = self.selected()
        index = self.currentIndex()
        current = self.rows_model.line(index.row()) if index.isValid() else None
        self.rows_model.set_rows(lines, sections)
        if not kept and current is None:
            return
        places = places_of(lines, [*kept, current])
        self._select([places[id(row)] for row in kept if id(row) in places], places.get(id(current), -1))

    def select_ids(self, ids: Sequence[Any]) -> None:
        """Select rows by their ids and bring the first into view."""
        wanted = set(ids)
        places = [
            p for p in range(self.rows_model.rowCount()) if getattr(self.rows_model.line(p), "id", None) in wanted
        ]
        self._select(places, places[0] if places else -1)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _select(self, places: Sequence[int], current: int) -> None:
        selection = QItemSelection()
        last = len(self.rows_model.columns) - 1
        for place in places:
            selection.select(self.rows_model.index(place, 0), self.rows_model.index(place, last))
        model = self.selectionModel()
        if current >= 0:
            now = self.rows_model.index(current, self._first_column())
            model.setCurrentIndex(now, QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _first_column(self) -> int:
        shown = self.shown_columns()
        return shown[0] if shown else 0

    def select_first(self) -> None:
        """Put the keyboard on the first row."""
        if (first := self._first_row()).isValid():
            self.setCurrentIndex(first)

    def _first_row(self) -> QModelIndex:
        for place in range(self.rows_model.rowCount()):
            if not isinstance(self.rows_model.line(place), Section):
                return self.rows_model.index(place, self._first_column())
        return QModelIndex()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Where no row has the keyboard yet the first key goes to the first: Qt would stay on the heading over it."""
        return super().moveCursor(action, modifiers) if self.currentIndex().isValid() else self._first_row()

    def keyboardSearch(self, search: str) -> None:
        """Qt would look through the first column and read every row; a page may look for it in its field."""
        self.lettered.emit(search)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.wraps:
            self.fit()
        else:
            self._stretch()

    def _stretch(self) -> None:
        """What takes the room that is left keeps half of its own width where nothing is left."""
        header, columns = self.horizontalHeader(), self.rows_model.columns
        taking = [place for place in self.shown_columns() if columns[place].stretches]
        others = sum(self.columnWidth(place) for place in self.shown_columns() if place not in taking)
        room = (self.viewport().width() - others) // max(len(taking), 1)
        for place in taking:
            least = self.context.theme.px(columns[place].width) // 2
            header.blockSignals(True)  # what the room does to them is not remembered
            fixed = room < least
            header.setSectionResizeMode(
                place, QHeaderView.ResizeMode.Interactive if fixed else QHeaderView.ResizeMode.Stretch
            )
            if fixed:
                header.resizeSection(place, least)
            header.blockSignals(False)

    def fit(self) -> None:
        """Share the room between the columns where it is too small for them, and give each row its lines."""
        columns = self.shown_columns()
        self.horizontalHeader().blockSignals(True)  # what the room does to them is not remembered
        high = fit_columns(self, [(each, self.rows_model.columns[each]) for each in columns], self.context.theme)
        self.horizontalHeader().blockSignals(False)
        self.horizontalHeader().setFixedHeight(max(high, self.context.theme.row_height() + 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.chosen.emit()
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self.selectionModel().hasSelection():
            index = self.currentIndex()  # the row with the ring first: in a list of one there is no other to go to
            if index.isValid() and not isinstance(self.rows_model.line(index.row()), Section):
                self._select([index.row()], index.row())
                return
        super().keyPressEvent(event)

    # -- painting -------------------------------------------------------------------------------------------------

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ring is around a whole row, and Qt paints only the cell anew that the keyboard left."""
        super().currentChanged(current, previous)
        for row in {current.row(), previous.row()} - {-1}:
            self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def _take_theme(self) -> None:
        theme = self.context.theme
        grown, self._scale = theme.scale / self._scale, theme.scale
        if grown != 1:
            for position in range(self.horizontalHeader().count()):
                if not self.isColumnHidden(position):
                    self.setColumnWidth(position, round(self.columnWidth(position) * grown))
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.horizontalHeader().setFixedHeight(theme.row_height() + 2)
        self._bold = QFont(self.font())
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetrics(self.font())
        self._small = QFont(self.font())
        self._small.setPointSizeF(9 * theme.scale)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in view. Delegates would ask the model a dozen times for each cell, and a frame is short."""
        theme, model = self.context.theme, self.rows_model
        painter = QPainter(self.viewport())
        width = self.viewport().width()
        line_pen, ring = QPen(theme.colour("line")), QPen(theme.colour("accent"), 2)
        selection = theme.colour("selection")
        columns = self._columns_in_view(event.rect())
        selected = self.selectionModel().selection()
        ranges = [(selected.at(n).top(), selected.at(n).bottom()) for n in range(selected.count())]
        focused = self.currentIndex().row() if self.hasFocus() else -1
        place = self.rowAt(max(event.rect().top(), 0))
        count = model.rowCount()
        while 0 <= place < count:
            top, height = self.rowViewportPosition(place), self.rowHeight(place)
            if top > event.rect().bottom():
                break
            line = model.line(place)
            if isinstance(line, Section):
                self._paint_section(painter, line, QRect(0, top, width, height))
            else:
                if any(first <= place <= last for first, last in ranges):
                    painter.fillRect(0, top, width, height, selection)
                self._paint_cells(painter, place, columns, top, height)
                tag = self.tag_of(line)
                if tag:
                    self._paint_tag(painter, tag, QRect(0, top, width, height))
            painter.setPen(line_pen)
            painter.drawLine(0, top + height - 1, width, top + height - 1)
            if place == focused:
                painter.setPen(ring)
                painter.setBrush(Qt.BrushStyle.NoBrush)  # a tag above left its own
                painter.drawRect(QRect(1, top + 1, width - 2, height - 3))
            place += 1
        painter.end()

    def _columns_in_view(self, area: QRect) -> list[tuple[int, int, int, int, QColor]]:
        """Column, left edge and width of its text, alignment and colour."""
        theme, pad = self.context.theme, GRID + 1
        text, muted = theme.colour("text"), theme.colour("muted")
        found = []
        for column in self.shown_columns():
            left, width = self.columnViewportPosition(column), self.columnWidth(column)
            if left + width < area.left() or left > area.right():
                continue
            shown = self.rows_model.columns[column]
            found.append(
                (
                    column,
                    left + pad,
                    width - 2 * pad,
                    _RIGHT if shown.numeric else _LEFT,
                    muted if shown.quiet else text,
                )
            )
        return found

    def _paint_cells(
        self, painter: QPainter, place: int, columns: Sequence[tuple[int, int, int, int, QColor]], top: int, height: int
    ) -> None:
        metrics = self._metrics
        painter.setFont(self.font())
        for column, left, width, align, colour in columns:
            text = self.rows_model.text(place, column)
            if not text:
                continue
            if self.wraps:
                align = (align & ~int(Qt.TextFlag.TextSingleLine)) | WRAP
            elif metrics.horizontalAdvance(text) > width:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.setPen(colour)
            painter.drawText(left, top, width, height, align, text)
            if (share := self.rows_model.share(place, column)) is not None:
                self._paint_share(painter, share, QRect(left, top + height - 6, width, 3))

    def _paint_share(self, painter: QPainter, share: float, area: QRect) -> None:
        theme = self.context.theme
        painter.fillRect(area, theme.colour("line"))
        area.setWidth(round(area.width() * min(1.0, max(0.0, share))))
        painter.fillRect(area, theme.colour("bar"))

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
