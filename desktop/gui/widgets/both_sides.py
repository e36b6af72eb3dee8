"""Two records of what may be one thing, side by side: what differs is marked, and a side is chosen field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.gui.widgets.text import tooltip
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.gui.theme import Theme

_CHOSEN, _OTHER = "●", "○"
_LABEL = 0
_LONG_WORD = 16
"""Words of so many letters may find no room in a column."""
_AROUND_WORDS = 20
"""So many pixels of a column (at 100 % text) the style leaves around its words, at most."""


class Side(IntEnum):
    """One of the two; its number is the key that chooses it."""

    FIRST = 1
    SECOND = 2


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of both: its name in the record, its label, and what each says of it ("" for nothing), as shown."""

    name: str
    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.first != self.second

    @property
    def proposed(self) -> Side:
        """The first, unless only the second says anything."""
        return Side.FIRST if self.first or not self.second else Side.SECOND


class _Wrapped(QStyledItemDelegate):
    """Measures words in the width that the style leaves them, which Qt's own measure takes for wider."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        if index.column() == _LABEL:  # as wide as its words
            return super().sizeHint(option, index)
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(0, 0, -self._theme.px(_AROUND_WORDS), 0)
        return super().sizeHint(inner, index)


class BothSides(QTableWidget):
    """A line a field. 1 and 2 (or Left and Right, or a click) choose a side; Enter says that all is chosen (`settled`)."""

    changed = Signal()
    """Another side was chosen for a field."""
    settled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self._theme = theme
        self._pairs: Sequence[FieldPair] = ()
        self._picks: dict[str, Side] = {}
        self._headings: tuple[str, ...] = ()
        self.whole: Side | None = None
        """The side chosen as a whole; None after a choice by field."""
        self.may_choose = True
        """Whether sides can be chosen; False only shows them."""
        self.setAccessibleName(_("Both sides"))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Wrapped(theme, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._lay_out_columns()
        self._measuring = QTimer(self)
        self._measuring.setSingleShot(True)
        self._measuring.timeout.connect(self._measure)
        self.cellClicked.connect(self._on_click)
        theme.changed.connect(self._dress)

    def _lay_out_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_LABEL, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(Side.FIRST, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Side.SECOND, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._measure_soon)  # a scroll bar that appears takes of the sides

    def show_sides(
        self, headings: tuple[str, str], pairs: Sequence[FieldPair], picks: Mapping[str, Side] | None = None
    ) -> None:
        """Show these fields under what the two sides are; `picks` are chosen, elsewhere what is proposed."""
        self._pairs = [pair for pair in pairs if pair.first or pair.second]
        self.whole = None
        self._picks = {pair.name: (picks or {}).get(pair.name, pair.proposed) for pair in self._pairs if pair.differs}
        self._headings = (_("Field"), *headings)
        self.setHorizontalHeaderLabels(self._headings)
        self.setRowCount(len(self._pairs))
        for place, pair in enumerate(self._pairs):
            for column, text in enumerate((pair.label, pair.first, pair.second)):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.setItem(place, column, item)
        self._dress()
        first = next((place for place, pair in enumerate(self._pairs) if pair.differs), 0)
        if self._pairs:
            pick = self._picks.get(self._pairs[first].name, Side.FIRST)
            self.setCurrentCell(first, int(pick))

    def picks(self) -> dict[str, Side]:
        """The side chosen for each field in which the two differ."""
        return dict(self._picks)

    def choose_all(self, side: Side) -> None:
        """One side for every field that it says anything of; the other's words stay where it says nothing."""
        for pair in self._pairs:
            if pair.differs and (pair.first if side is Side.FIRST else pair.second):
                self._picks[pair.name] = side
        self.whole = side
        self._dress()
        self.changed.emit()

    def choose(self, place: int, side: Side) -> None:
        """One side for the field of a line."""
        pair = self._pairs[place] if 0 <= place < len(self._pairs) else None
        if pair is None or not pair.differs or not self.may_choose:
            return
        self.setCurrentCell(place, int(side))
        if self._picks[pair.name] is not side:
            self._picks[pair.name] = side
            self.whole = None
            self._dress()
            self.changed.emit()

    # -- keys and looks ---------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        place = self.currentRow()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settled.emit()
        elif key in (Qt.Key.Key_1, Qt.Key.Key_Left):
            self.choose(place, Side.FIRST)
        elif key in (Qt.Key.Key_2, Qt.Key.Key_Right):
            self.choose(place, Side.SECOND)
        elif key == Qt.Key.Key_Space and 0 <= place < len(self._pairs):
            now = self._picks.get(self._pairs[place].name)
            self.choose(place, Side.FIRST if now is Side.SECOND else Side.SECOND)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters look for nothing here."""

    def sizeHint(self) -> QSize:
        """High enough for its lines."""
        lines = sum(self.rowHeight(place) for place in range(self.rowCount()))
        height = self.horizontalHeader().height() + lines + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), height)

    def _cell(self, place: int, column: int) -> QTableWidgetItem:
        item = self.item(place, column)
        assert item is not None
        return item

    def _on_click(self, place: int, column: int) -> None:
        if column != _LABEL:
            self.choose(place, Side(column))

    def _dress(self) -> None:
        """What is chosen stands out by sign and weight; what both say alike is quiet."""
        self.verticalHeader().setMinimumSectionSize(self._theme.row_height() - 4)
        plain, muted = self._theme.colour("text"), self._theme.colour("muted")
        for place, pair in enumerate(self._pairs):
            pick = self._picks.get(pair.name)
            self._cell(place, _LABEL).setForeground(plain if pick else muted)
            for side, text in ((Side.FIRST, pair.first), (Side.SECOND, pair.second)):
                item = self._cell(place, int(side))
                chosen = pick is side
                sign = "" if pick is None else f"{_CHOSEN if chosen else _OTHER}  "
                item.setText(sign + (breakable(text) or "–"))
                tooltip(item, text)
                item.setForeground(plain if chosen else muted)
                font = QFont(self.font())
                font.setBold(chosen)
                item.setFont(font)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(pair, text, chosen=chosen))
        self._measure()

    def _measure_soon(self) -> None:
        self._measuring.start(0)

    def _measure(self) -> None:
        """Every line, the headings among them, as high as its words at the width that there is now."""
        header = self.horizontalHeader()
        bold = QFont(header.font())
        bold.setWeight(QFont.Weight.DemiBold)  # as the style paints headings
        metrics = QFontMetrics(bold)
        lines = 1
        for column, words in enumerate(self._headings):
            item = self.horizontalHeaderItem(column)
            if item is None:
                continue
            shown = _in_lines(words, self.columnWidth(column) - self._theme.px(_AROUND_WORDS), metrics)
            if item.text() != shown:
                item.setText(shown)
                tooltip(item, words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            lines = max(lines, shown.count("\n") + 1)
        header.setFixedHeight(self._theme.row_height() + (lines - 1) * metrics.lineSpacing())
        self.resizeRowsToContents()
        self.updateGeometry()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Up and Down go from one field that differs to the next."""
        step = {
            QAbstractItemView.CursorAction.MoveUp: -1,
            QAbstractItemView.CursorAction.MoveDown: 1,
        }.get(action)
        if step is None:
            return super().moveCursor(action, modifiers)
        place = self.currentRow() + step
        while 0 <= place < len(self._pairs):
            pair = self._pairs[place]
            if pair.differs:
                return self.model().index(place, int(self._picks[pair.name]))
            place += step
        return self.currentIndex()


def breakable(text: str) -> str:
    """A text whose long words (an e-mail address, a file's name) may be broken where there is no room for them."""
    return re.sub(rf"\S{{{_LONG_WORD},}}", lambda word: "\N{ZERO WIDTH SPACE}".join(word[0]), text)


def _in_lines(words: str, width: int, metrics: QFontMetrics) -> str:
    """Words with a new line before each that finds no room in a width any more."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def _spoken(pair: FieldPair, text: str, *, chosen: bool) -> str:
    said = f"{pair.label}: {text}" if text else _("{field}: nothing").format(field=pair.label)
    return _("{field}, chosen").format(field=said) if chosen else said
