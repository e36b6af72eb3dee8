"""The cells of a workbook that would fill, change or be refused, with a tick beside each that can be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush

from desktop.domain.marks_import import CellAction, MarkCell, MarksPlan
from desktop.gui.theme import Theme
from desktop.gui.widgets.text import tip
from desktop.i18n import _, pgettext
from desktop.wording import attendance, marks, sentence

Index = QModelIndex | QPersistentModelIndex

_ORDER = {CellAction.ERROR: 0, CellAction.CHANGE: 1, CellAction.FILL: 2, CellAction.SAME: 3}
_INKS = {CellAction.ERROR: "bad", CellAction.CHANGE: "warn", CellAction.FILL: "good"}
_SIGNS = {CellAction.ERROR: "✕", CellAction.CHANGE: "≠", CellAction.FILL: "+", CellAction.SAME: "="}


@dataclass(frozen=True, slots=True)
class _Column:
    title: Callable[[], str]
    text: Callable[[MarkCell], str]


_COLUMNS = (
    _Column(lambda: _("What it does"), lambda cell: f"{_SIGNS[cell.action]} {marks.action(cell.action)}"),
    _Column(lambda: _("Full name"), lambda cell: cell.full_name or cell.code),
    _Column(lambda: _("Unit"), lambda cell: cell.unit),
    _Column(lambda: _("Session"), lambda cell: cell.session),
    _Column(lambda: pgettext("marks", "Recorded"), lambda cell: _sided(cell.before) if cell.before else ""),
    _Column(lambda: _("In the workbook"), lambda cell: _sided(cell.after) if cell.after else cell.text),
    _Column(lambda: _("Where"), lambda cell: f"{cell.column}{cell.row}"),
    _Column(
        lambda: _("Why not"),
        lambda cell: sentence(cell.problem.code, cell.problem.details) if cell.problem else "",
    ),
)
ACTION, NAME, UNIT, SESSION, BEFORE, AFTER, WHERE, PROBLEM = range(len(_COLUMNS))


def _sided(status: str) -> str:
    """A status with its sign."""
    sign = attendance.SIGNS.get(status, "")
    return f"{sign} {marks.stands(status)}" if sign else marks.stands(status)


class MarksPreview(QAbstractTableModel):
    """Rows by what they do: refused, different, new. Those that fill are ticked, differences are not."""

    ticked = Signal()
    """Another choice of cells."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._all: list[tuple[int, MarkCell]] = []
        self._shown: list[tuple[int, MarkCell]] = []
        self._action: CellAction | None = None
        self.chosen: set[int] = set()
        """Places of the ticked cells in the plan."""

    def set_plan(self, plan: MarksPlan) -> None:
        """Show another plan; what is the same as recorded is not shown."""
        self.beginResetModel()
        self._all = sorted(
            ((place, cell) for place, cell in enumerate(plan.cells) if cell.action is not CellAction.SAME),
            key=lambda each: _ORDER[each[1].action],
        )
        self.chosen = set(plan.places(CellAction.FILL))
        self._filter()
        self.endResetModel()
        self.ticked.emit()

    def show_only(self, action: CellAction | None) -> None:
        """Only the cells that do this; None for all."""
        self.beginResetModel()
        self._action = action
        self._filter()
        self.endResetModel()

    def _filter(self) -> None:
        self._shown = [each for each in self._all if self._action in (None, each[1].action)]

    def cell(self, row: int) -> MarkCell | None:
        """The cell of a row shown."""
        return self._shown[row][1] if 0 <= row < len(self._shown) else None

    def tick_shown(self, wanted: bool) -> None:
        """Tick or clear every cell shown that can be written."""
        places = {place for place, cell in self._shown if _may(cell)}
        self.chosen = self.chosen | places if wanted else self.chosen - places
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 0))
        self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place, cell = self._shown[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == WHERE:
            return tip(marks.place(cell.sheet, cell.row, cell.column))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(_COLUMNS[index.column()].text(cell)) or None
        if role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[index.column()].text(cell) or None
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == ACTION and _may(cell):
            return Qt.CheckState.Checked if place in self.chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in (ACTION, PROBLEM):
            return QBrush(self._theme.colour(_INKS[cell.action]))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        place, cell = self._shown[index.row()]
        if not _may(cell):
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self.chosen.add(place)
        else:
            self.chosen.discard(place)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == ACTION and _may(self._shown[index.row()][1]):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section].title() if 0 <= section < len(_COLUMNS) else None
        return None


def _may(cell: MarkCell) -> bool:
    return cell.action in (CellAction.FILL, CellAction.CHANGE)
