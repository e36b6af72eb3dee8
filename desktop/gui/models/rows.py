"""A table of values: columns that know their words, rows that are dataclasses, and section rows between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The row's value, or its Section."""


@dataclass(frozen=True, slots=True)
class Section:
    """A row that names the rows under it."""

    title: str
    fact: str


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its words, what it shows of a row, and what it sorts by."""

    key: str
    title: Callable[[], str]
    text: Callable[[Row], str]
    width: int = 120
    numeric: bool = False
    quiet: bool = False
    """Shown in the muted colour."""
    shown: bool = True
    """Whether it is shown before the user chooses."""
    order: Callable[[Row], Any] | None = None
    """Sort key; None for a column that does not sort."""
    stretches: bool = False
    """Takes the room that is left."""


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows for a table; `set_rows` replaces them all at once."""

    NUMBER = "number"
    """A column of this key counts the rows shown."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._lines: list[Row | Section] = []
        self._numbers: list[int] = []
        self.muted: Any = None
        """Brush of quiet columns; set by the table."""

    def set_rows(self, lines: Sequence[Row | Section]) -> None:
        """Show these rows and sections."""
        self.beginResetModel()
        self._lines = list(lines)
        number = 0
        self._numbers = []
        for line in self._lines:
            if type(line) is not Section:
                number += 1
            self._numbers.append(number)
        self.endResetModel()

    def line(self, position: int) -> Row | Section:
        """The row or section at a position."""
        return self._lines[position]

    def rows(self) -> list[Row]:
        """All rows shown, without the sections."""
        return [line for line in self._lines if not isinstance(line, Section)]

    def column_of(self, key: str) -> int:
        """Where a column stands."""
        return next(position for position, column in enumerate(self.columns) if column.key == key)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            line = self._lines[index.row()]
            if isinstance(line, Section):
                return None
            column = self.columns[index.column()]
            return str(self._numbers[index.row()]) if column.key == self.NUMBER else column.text(line)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            if self.columns[index.column()].numeric:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            return None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self.muted if self.columns[index.column()].quiet else None
        if role == Qt.ItemDataRole.ToolTipRole:
            line = self._lines[index.row()]
            return None if isinstance(line, Section) else self.columns[index.column()].text(line) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line = self._lines[index.row()]
            if isinstance(line, Section):
                return f"{line.title}, {line.fact}"
            return f"{self.columns[index.column()].title()}: {self.columns[index.column()].text(line)}"
        if role == ROW_ROLE:
            return self._lines[index.row()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._lines[index.row()], Section):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
