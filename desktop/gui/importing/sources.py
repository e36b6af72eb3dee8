"""The files and sheets of an import, with how many rows each holds and how many of them want a look."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.gui.importing.draft import Counts, Preview, Source
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.look_chip import paint_chip
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _
from desktop.wording import sentence
from desktop.wording.import_preview import short_name

_SOURCE = Qt.ItemDataRole.UserRole
_COUNTS = Qt.ItemDataRole.UserRole + 1


class ImportSources(QTreeWidget):
    """`chosen` tells (file, sheet) of what is selected, None for everything."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order: list[str] = []
        self._shape: list[Source] = []
        self._items: dict[Source, QTreeWidgetItem] = {}
        self.setColumnCount(2)
        self.setHeaderLabels([_("File"), _("Rows")])
        self.headerItem().setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(_("Files and sheets"))
        self.setRootIsDecorated(False)
        self.setIndentation(theme.px(14))
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setItemDelegate(_CountDelegate(theme, self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._tell)

    def set_plan(self, preview: Preview) -> None:
        """Show the files of a plan; those that want a look first, in an order that stays while rows are mended."""
        plan, counts = preview.plan, preview.counts
        shape = list(counts)
        if shape == self._shape or not plan.files:
            for source, item in self._items.items():
                self._count(item, counts[source])
            return
        self._shape = shape
        names = [file.file for file in plan.files]
        if sorted(names) != sorted(self._order):
            self._order = [file.file for file in sorted(plan.files, key=lambda file: _urgency(counts[file.file, None]))]
        chosen = self.source()
        self.blockSignals(True)
        self.clear()
        self._items.clear()
        by_name = {file.file: file for file in plan.files}
        if len(plan.files) > 1:
            self._add(None, _("All files"), None, counts[None], "")
        for name in self._order:
            file = by_name[name]
            told = sentence(file.error.code, file.error.details) if file.error else name
            top = self._add(None, short_name(name), (name, None), counts[name, None], told)
            for sheet in file.sheets if len(file.sheets) > 1 else ():
                self._add(top, sheet.name, (name, sheet.name), counts[name, sheet.name], sheet.name)
        self.expandAll()
        self.setCurrentItem(self._items.get(chosen) or next(iter(self._items.values())))
        self.blockSignals(False)
        if self.source() != chosen:
            self._tell()

    def source(self) -> Source:
        """(file, sheet) of what is selected; None for everything."""
        item = self.currentItem()
        return item.data(0, _SOURCE) if item else None

    def choose(self, source: Source) -> None:
        """Select a file or sheet."""
        item = self._items.get(source)
        if item is not None:
            self.setCurrentItem(item)

    def _add(
        self, parent: QTreeWidgetItem | None, name: str, source: Source, counts: Counts, tip: str
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent) if parent else QTreeWidgetItem(self)
        item.setText(0, name)
        tooltip(item, tip)
        item.setData(0, _SOURCE, source)
        self._count(item, counts)
        self._items[source] = item
        return item

    @staticmethod
    def _count(item: QTreeWidgetItem, counts: Counts) -> None:
        item.setData(1, _COUNTS, counts)
        item.setData(1, Qt.ItemDataRole.AccessibleTextRole, _spoken(counts))
        tooltip(item, _spoken(counts), 1)

    def _tell(self) -> None:
        self.chosen.emit(self.source())


class _CountDelegate(QStyledItemDelegate):
    """Right-aligned counts with a small chip for questions and one for errors."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        hint.setHeight(self._theme.row_height())
        if index.column() == 1:
            metrics = QFontMetrics(option.font)
            counts = index.data(_COUNTS) or Counts()
            chips = sum(self._chip_width(metrics, text) + 4 for text, _tone in _signs(counts))
            digits = metrics.horizontalAdvance(str(max(counts.rows, 0)))
            hint.setWidth(round(digits + chips + 3 * GRID))
        return hint

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        counts = index.data(_COUNTS)
        if counts is None:
            return
        rows = counts.rows
        painter.save()
        metrics = QFontMetrics(option.font)
        rect = QRectF(option.rect).adjusted(0, 0, -GRID, 0)
        height = metrics.height() + 2
        right = rect.right()
        for text, tone in _signs(counts):
            width = self._chip_width(metrics, text)
            chip = QRectF(right - width, rect.center().y() - height / 2, width, height)
            ink, ground = self._theme.colour(tone), self._theme.colour(f"{tone}_soft")
            paint_chip(painter, chip, text, ink, ground)
            right -= width + 4
        if rows >= 0:
            painter.setPen(self._theme.colour("text"))
            rect.setRight(min(right, rect.right()))
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(rows))
        painter.restore()

    @staticmethod
    def _chip_width(metrics: QFontMetrics, text: str) -> float:
        return max(metrics.horizontalAdvance("000"), metrics.horizontalAdvance(text)) + GRID / 2


def _signs(counts: Counts) -> list[tuple[str, str]]:
    """The chips from the right, with their tones."""
    signs = [("✕", "bad")] if counts.rows < 0 else []
    signs += [(str(counts.errors), "bad")] if counts.errors else []
    signs += [(str(counts.questions), "warn")] if counts.questions else []
    return signs


def _urgency(counts: Counts) -> int:
    if counts.rows < 0:
        return 0
    return 1 if counts.questions or counts.errors else 2


def _spoken(counts: Counts) -> str:
    if counts.rows < 0:
        return _("This file can't be used.")
    return _("{rows} rows, {questions} unanswered, {errors} refused").format(
        rows=counts.rows, questions=counts.questions, errors=counts.errors
    )
