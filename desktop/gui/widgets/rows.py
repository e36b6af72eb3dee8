"""A table of values: columns that know their words, rows that are dataclasses, and section rows between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.gui.widgets.text import tip

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The row's value, or its Section."""
_TEXT_ROLE, _TIP_ROLE = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
_ROLES = frozenset((_TEXT_ROLE, _TIP_ROLE, ROW_ROLE, int(Qt.ItemDataRole.AccessibleTextRole)))
_ROW_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_SECTION_FLAGS = Qt.ItemFlag.NoItemFlags


@dataclass(frozen=True, slots=True)
class Section:
    """A row that names the rows under it."""

    title: str
    fact: str


@dataclass(frozen=True, slots=True)
class TableColumn(Generic[Row]):
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
    share: Callable[[Row], float | None] | None = None
    """How full the thin bar under the words is, from 0 to 1; None: no bar."""


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows for a table; `set_rows` replaces them all at once."""

    NUMBER = "number"
    """A column of this key counts the rows shown."""

    def __init__(self, columns: Sequence[TableColumn[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self.headings_wrap = False
        """Whether a heading may take several lines."""
        self._lines: list[Row | Section] = []
        self._sections: list[int] = []

    def set_rows(self, lines: Sequence[Row | Section], sections: Sequence[int] | None = None) -> None:
        """Show these rows and sections; `sections` are the sections' places when the caller knows them."""
        self.beginResetModel()
        self._lines = list(lines)
        if sections is None:
            sections = [place for place, line in enumerate(self._lines) if type(line) is Section]
        self._sections = list(sections)
        self.endResetModel()

    def set_columns(self, columns: Sequence[TableColumn[Row]]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self.columns = list(columns)
        self.endResetModel()

    def line(self, position: int) -> Row | Section:
        """The row or section at a position."""
        return self._lines[position]

    def rows(self) -> list[Row]:
        """All rows shown, without the sections."""
        return [line for line in self._lines if not isinstance(line, Section)]

    def count_between(self, first: int, last: int) -> int:
        """How many rows stand from one position to another, sections not counted."""
        return last + 1 - first - (bisect_left(self._sections, last + 1) - bisect_left(self._sections, first))

    def column_of(self, key: str) -> int:
        """Where a column stands."""
        return next(position for position, column in enumerate(self.columns) if column.key == key)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def text(self, place: int, column: int) -> str:
        """What a cell says."""
        line = self._lines[place]
        if isinstance(line, Section):
            return ""
        shown = self.columns[column]
        if shown.key == self.NUMBER:
            return str(place + 1 - bisect_left(self._sections, place))
        return shown.text(line)

    def share(self, place: int, column: int) -> float | None:
        """How full the bar under a cell's words is."""
        line, shown = self._lines[place], self.columns[column]
        return None if shown.share is None or isinstance(line, Section) else shown.share(line)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES:
            return None
        if role == _TEXT_ROLE:
            return self.text(index.row(), index.column()) or None
        if role == _TIP_ROLE:
            return tip(self.text(index.row(), index.column())) or None
        line = self._lines[index.row()]
        if role == ROW_ROLE:
            return line
        if isinstance(line, Section):
            return f"{line.title}, {line.fact}"
        return f"{self.columns[index.column()].title()}: {self.text(index.row(), index.column())}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].numeric else Qt.AlignmentFlag.AlignLeft
            wraps = Qt.TextFlag.TextWordWrap.value if self.headings_wrap else 0
            return (side | Qt.AlignmentFlag.AlignVCenter).value | wraps
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or type(self._lines[index.row()]) is Section:
            return _SECTION_FLAGS
        return _ROW_FLAGS


def places_of(lines: Sequence[Any], rows: Sequence[Any]) -> dict[int, int]:
    """Where each of the rows stands now, by its identity: the same value, or after a reload one of the same id."""
    missing = {id(row): row for row in rows if row is not None and not isinstance(row, Section)}
    found: dict[int, int] = {}
    for place, line in enumerate(lines):
        if id(line) in missing:
            found[id(line)] = place
            del missing[id(line)]
            if not missing:
                return found
    ids = {row.id: key for key, row in missing.items() if hasattr(row, "id")}
    if ids:
        for place, line in enumerate(lines):
            key = ids.get(getattr(line, "id", None))
            if key is not None:
                found[key] = place
    return found
