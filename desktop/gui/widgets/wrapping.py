"""Lists whose cells go into further lines where the text is large or the window narrow, instead of scrolling sideways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QTreeWidget

from desktop.gui.theme import GRID, Theme

if TYPE_CHECKING:
    from desktop.gui.widgets.rows import TableColumn

_MOST_LINES = 4
"""What is longer ends in "…": one row must not fill the list, and its tool tip has it whole."""
_PAD = 2 * (GRID + 2)
"""Left and right of a cell's words."""
WRAP = int(Qt.TextFlag.TextWordWrap)


def shares(wished: Sequence[int], room: int, least: Sequence[int] = ()) -> list[int]:
    """Widths that together need no more than the room: narrow columns keep theirs, wide ones give way alike.

    `least`: what each needs for its longest word, and keeps as long as all of that has room.
    """
    if least and sum(least) <= room:
        more = shares([max(wish - need, 0) for wish, need in zip(wished, least, strict=True)], room - sum(least))
        return [need + each for need, each in zip(least, more, strict=True)]
    widths = list(wished)
    left = room
    for done, place in enumerate(sorted(range(len(wished)), key=lambda each: wished[each])):
        widths[place] = min(wished[place], left // (len(wished) - done))
        left -= widths[place]
    return widths


def longest_word(metrics: QFontMetrics, texts: Iterable[str]) -> int:
    """The width of the longest word, in pixels: a line breaks nowhere else."""
    return max((metrics.horizontalAdvance(word) for text in texts for word in text.split()), default=0)


def height_in(metrics: QFontMetrics, text: str, width: int) -> int:
    """How high a text is in lines of this width, in pixels."""
    return metrics.boundingRect(QRect(0, 0, max(width, 1), 100_000), WRAP, text).height()


class _Wrapped(QStyledItemDelegate):
    """Asks for the height that a cell's words need in their column."""

    def __init__(self, view: QTreeWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        text = str(index.data() or "")
        metrics = self._view.fontMetrics()
        beside = max(size.width() - metrics.horizontalAdvance(text), 0)
        high = height_in(metrics, text, self._view.columnWidth(index.column()) - beside)
        high = min(high, _MOST_LINES * metrics.lineSpacing())
        return QSize(size.width(), max(size.height(), high + size.height() - metrics.height()))


class WrappingTree(QTreeWidget):
    """A list with columns as wide as their words, or as the room allows; one of them takes what is left."""

    def __init__(self, stretch: int) -> None:
        super().__init__()
        self._stretch = stretch
        self.setWordWrap(True)
        self.setItemDelegate(_Wrapped(self))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.header().setDefaultAlignment(Qt.AlignmentFlag(int(left.value) | WRAP))
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.fit)
        self.model().rowsInserted.connect(lambda *_rows: self._later.start())
        self.model().dataChanged.connect(lambda *_cells: self._later.start())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Share the room between the columns."""
        header, room = self.header(), self.viewport().width()
        columns = [place for place in range(header.count()) if not header.isSectionHidden(place)]
        wished = [max(self.sizeHintForColumn(each), header.sectionSizeHint(each)) for each in columns]
        taking = self._stretch if self._stretch in columns else columns[-1]
        widths = shares(wished, room, [self._least(place) for place in columns])
        for place, width in zip(columns, widths, strict=True):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(place, width)
        header.setSectionResizeMode(taking, QHeaderView.ResizeMode.Stretch)
        heads = zip((self.headerItem().text(place) for place in columns), widths, strict=True)
        metrics = header.fontMetrics()
        header.setMinimumHeight(
            max((height_in(metrics, words, width - _PAD) + GRID for words, width in heads), default=0)
        )
        self.scheduleDelayedItemsLayout()

    def _least(self, column: int) -> int:
        """What a column's longest word needs."""
        rows = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        cells = longest_word(self.fontMetrics(), (row.text(column) for row in rows if row is not None))
        return max(cells, longest_word(_heading_metrics(self.header()), [self.headerItem().text(column)])) + _PAD


def _heading_metrics(header: QHeaderView) -> QFontMetrics:
    """Of the font in which the style sheet has headings."""
    bold = QFont(header.font())
    bold.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(bold)


def fit_columns(table: QTableView, columns: Sequence[tuple[int, TableColumn[Any]]], theme: Theme) -> int:
    """Columns (their places, what they are) no wider than the table's room, and rows as high as their words then need.

    Where the room is too small, what takes the room that is left has most of it. A room too small for the longest words
    is scrolled sideways. Returns the height that the headings need, in pixels.

    The table's model is a `RowsModel`. Every row is looked at: for lists that a person reads whole.
    """
    model, metrics, pad = table.model(), table.fontMetrics(), _PAD
    header, room = table.horizontalHeader(), table.viewport().width()
    header.setTextElideMode(Qt.TextElideMode.ElideNone)  # Qt would cut a heading before it goes into lines
    heads = _heading_metrics(header)
    around = max(
        (header.sectionSizeHint(place) - heads.horizontalAdvance(each.title()) for place, each in columns), default=0
    )
    texts = [[str(model.index(row, place).data() or "") for row in range(model.rowCount())] for place, _each in columns]
    least = [
        max(longest_word(metrics, cells) + pad, longest_word(heads, [each.title()]) + around)
        for (_place, each), cells in zip(columns, texts, strict=True)
    ]
    wished = [max(theme.px(each.width), heads.horizontalAdvance(each.title()) + around) for _place, each in columns]
    if sum(wished) > room and any(each.stretches for _place, each in columns):
        among = zip(columns, wished, least, strict=True)
        wished = [wish if each.stretches else min(wish, need) for (_place, each), wish, need in among]
    fixed = sum(least) > room
    widths = shares(wished, room, least)
    if fixed:
        halves = [theme.px(each.width) // 2 if each.stretches else 0 for _place, each in columns]
        widths = [max(need, half) for need, half in zip(least, halves, strict=True)]
    for (place, each), width in zip(columns, widths, strict=True):
        if each.stretches:
            header.setSectionResizeMode(
                place, QHeaderView.ResizeMode.Interactive if fixed else QHeaderView.ResizeMode.Stretch
            )
        if fixed or not each.stretches:
            table.setColumnWidth(place, width)
    for row in range(model.rowCount()):
        cells = [height_in(metrics, column[row], width - pad) for column, width in zip(texts, widths, strict=True)]
        table.setRowHeight(row, max(theme.row_height(), *(each + GRID for each in cells)))
    pairs = zip(columns, widths, strict=True)
    return max((height_in(heads, each.title(), width - around) + GRID for (_place, each), width in pairs), default=0)
