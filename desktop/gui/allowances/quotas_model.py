"""The table of quotas while it is edited: units, how many each may send, how many it has registered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.domain.quotas import QuotaLine, read_count, totals
from desktop.gui.theme import Theme
from desktop.gui.widgets.text import tip
from desktop.i18n import _, ngettext
from desktop.wording import field

Index = QModelIndex | QPersistentModelIndex

UNIT, COUNT, REGISTERED, WHO, NOTE = range(5)
EDITABLE = (COUNT, WHO, NOTE)


class QuotaModel(QAbstractTableModel):
    """Lines as they were kept and as they are now."""

    edited = Signal()
    refused = Signal(str)
    """What was typed and is no number."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.before: list[QuotaLine] = []
        self.lines: list[QuotaLine] = []
        self.removed: list[QuotaLine] = []
        """Kept lines that were taken out of the table: to be saved without a number."""
        self._sums: dict[Any, int] = {}

    def start(self, lines: Sequence[QuotaLine]) -> None:
        """Show what is kept."""
        self.before, self.removed = list(lines), []
        self.replace(lines)

    def replace(self, lines: Sequence[QuotaLine]) -> None:
        """Show other lines in the place of those shown."""
        self.beginResetModel()
        self.lines = list(lines)
        self._sums = totals(self.lines)
        self.endResetModel()
        self.edited.emit()

    @property
    def changed(self) -> bool:
        """Whether anything differs from what is kept."""
        return self.lines != self.before

    def to_save(self) -> list[QuotaLine]:
        """Every line, those taken out without their number."""
        return [*self.lines, *(replace(line, count=None) for line in self.removed)]

    def add_line(self, row: int) -> int:
        """One more line for the unit of a row; returns where it stands."""
        line = self.lines[row]
        last = row + 1
        while last < len(self.lines) and self.lines[last].unit_id == line.unit_id:
            last += 1
        fresh = replace(line, id=None, version=0, count=None, who="", note="")
        self.replace([*self.lines[:last], fresh, *self.lines[last:]])
        return last

    def clear(self, cells: Sequence[tuple[int, int]]) -> None:
        """Empty these cells; a further line of a unit that is left empty goes."""
        found = list(self.lines)
        for row, column in cells:
            found[row] = _with(found[row], column, None if column == COUNT else "")
        kept: list[QuotaLine] = []
        for line in found:
            further = bool(kept) and kept[-1].unit_id == line.unit_id
            if further and line.count is None and not line.who and not line.note:
                if line.id is not None:
                    self.removed.append(line)
            else:
                kept.append(line)
        self.replace(kept)

    def paste(self, row: int, column: int, table: Sequence[Sequence[str]]) -> list[str]:
        """Put a table over the cells from this one on, down the rows there are; returns what is no number."""
        found, odd = list(self.lines), []
        for down, cells in enumerate(table):
            if row + down >= len(found):
                break
            for right, text in enumerate(cells):
                place = column + right
                if place not in EDITABLE:
                    continue
                try:
                    value: Any = read_count(text) if place == COUNT else " ".join(text.split())
                except ValueError:
                    odd.append(text)
                    continue
                found[row + down] = _with(found[row + down], place, value)
        self.replace(found)
        return odd

    def difference(self, line: QuotaLine) -> int:
        """How many more (or fewer) are registered than the unit may send; 0 without a quota."""
        return line.registered - self._sums[line.unit_id] if line.unit_id in self._sums else 0

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        line = self.lines[row]
        further = row > 0 and self.lines[row - 1].unit_id == line.unit_id
        if column == UNIT:
            return "" if further else line.unit
        if column == COUNT:
            return "" if line.count is None else str(line.count)
        if column == REGISTERED:
            return "" if further else self._registered(line)
        return line.who if column == WHO else line.note

    def _registered(self, line: QuotaLine) -> str:
        more = self.difference(line)
        if more < 0:
            return _("{count} ({missing} too few)").format(count=line.registered, missing=-more)
        if more > 0:
            return _("{count} ({more} too many)").format(count=line.registered, more=more)
        return _("{count} ✓").format(count=line.registered) if line.unit_id in self._sums else str(line.registered)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 5

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in EDITABLE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.text(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.headerData(column, Qt.Orientation.Horizontal)
            return f"{self.lines[row].unit}, {title}: {self.text(row, column)}"
        if role == Qt.ItemDataRole.TextAlignmentRole and column == COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and column == REGISTERED:
            more = self.difference(self.lines[row])
            return self._theme.colour("warn" if more else "muted")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() not in EDITABLE:
            return False
        text = " ".join(str(value).split())
        try:
            taken: Any = read_count(text) if index.column() == COUNT else text
        except ValueError:
            self.refused.emit(text)
            return False
        self.lines[index.row()] = _with(self.lines[index.row()], index.column(), taken)
        self._sums = totals(self.lines)
        last = self.index(len(self.lines) - 1, NOTE)
        self.dataChanged.emit(self.index(0, UNIT), last)
        self.edited.emit()
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            titles = (field.heading("unit"), _("Quota"), _("Registered"), _("Who they are to be"), _("Note"))
            return titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == COUNT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def facts(self) -> str:
        """Sums over the table, for the line under it."""
        with_quota = len(self._sums)
        people = sum(self._sums.values())
        firsts = {line.unit_id: line for line in reversed(self.lines)}
        few = sum(1 for line in firsts.values() if self.difference(line) < 0)
        many = sum(1 for line in firsts.values() if self.difference(line) > 0)
        parts = [
            ngettext("{count} unit with a quota", "{count} units with a quota", with_quota).format(count=with_quota),
            ngettext("{count} person in all", "{count} people in all", people).format(count=people),
        ]
        if few:
            parts.append(ngettext("{count} unit sent too few", "{count} units sent too few", few).format(count=few))
        if many:
            parts.append(ngettext("{count} unit sent too many", "{count} units sent too many", many).format(count=many))
        return " · ".join(parts)


def _with(line: QuotaLine, column: int, value: Any) -> QuotaLine:
    if column == COUNT:
        return replace(line, count=value)
    return replace(line, who=value) if column == WHO else replace(line, note=value)
