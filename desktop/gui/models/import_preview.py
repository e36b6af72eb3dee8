"""The preview table of an import: one line a row, problems first, edited in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.domain.importing import FIELDS, FieldChange, Problem, Severity
from desktop.domain.names import fold
from desktop.gui.import_draft import Line, Look, Preview, RowKey, Source
from desktop.gui.import_words import field_label, look_label, problem_label, shown_value
from desktop.i18n import _
from desktop.wording import sentence

Index = QModelIndex | QPersistentModelIndex

LOOK_ROLE = Qt.ItemDataRole.UserRole + 1
CHANGE_ROLE = Qt.ItemDataRole.UserRole + 2
SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 3

ROW_COLUMN = "#"
LOOK_COLUMN = "look"
ISSUES_COLUMN = "issues"
FIRST_FIELDS = ("full_name", "position", "unit", "phone")
"""The fields that stand before the problems; the others follow when any row has them."""

_ORDER = {Look.ERROR: 0, Look.QUESTION: 1}
_SEVERITIES = (Severity.ERROR, Severity.QUESTION, Severity.WARNING, Severity.INFO)


class ImportPreviewModel(QAbstractTableModel):
    """Rows of a plan. Rows keep their place while they are mended; only a new filter sorts anew."""

    edited = Signal(object, str, str)
    """(row key, field, text): the organizer mended a cell."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Line] = []
        self._shown: list[Line] = []
        self._columns: list[str] = [ROW_COLUMN, LOOK_COLUMN, *FIRST_FIELDS, ISSUES_COLUMN]
        self._look: Look | None = None
        self._code = ""
        self._source: Source = None
        self._words: list[str] = []

    # What is shown

    def set_plan(self, preview: Preview) -> None:
        """Show a plan; one with the same rows as before changes only the rows that differ."""
        fresh = preview.lines
        columns = self._columns_for(fresh)
        same_rows = len(fresh) == len(self._all) and all(
            new.key == old.key for new, old in zip(fresh, self._all, strict=True)
        )
        if not same_rows or columns != self._columns:
            self.beginResetModel()
            self._all, self._columns = fresh, columns
            self._shown = self._filtered()
            self.endResetModel()
            return
        by_key = {line.key: line for line in fresh}
        self._all = fresh
        before, self._shown = self._shown, [by_key[line.key] for line in self._shown]
        changed = [place for place, line in enumerate(before) if _differ(line, self._shown[place])]
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(self._columns) - 1))
        self._drop_settled()

    def set_filter(
        self,
        *,
        look: Look | None = None,
        code: str = "",
        source: Source = None,
        text: str = "",
    ) -> None:
        """Show only rows of this look, with this problem, of this file (and sheet), holding these words."""
        self._look, self._code, self._source, self._words = look, code, source, fold(text).split()
        self.beginResetModel()
        self._shown = self._filtered()
        self.endResetModel()

    def looks(self) -> Counter[Look]:
        """How many rows of the chosen file (or of all) are shown how."""
        return Counter(line.look for line in self._all if self._of_source(line))

    def problem_codes(self) -> list[tuple[str, int]]:
        """Every kind of problem of the chosen file with how many rows have it, the worst first."""
        counts: Counter[str] = Counter()
        worst: dict[str, int] = {}
        for line in self._all:
            if line.row.problems and self._of_source(line):
                for problem in line.row.problems:
                    worst.setdefault(problem.code, _SEVERITIES.index(problem.severity))
                counts.update({problem.code for problem in line.row.problems})
        return sorted(counts.items(), key=lambda item: (worst[item[0]], -item[1]))

    def line(self, row: int) -> Line:
        """The line in a row of the view."""
        return self._shown[row]

    def all_lines(self) -> list[Line]:
        """Every line, shown or not, in file order."""
        return self._all

    def row_of(self, key: RowKey) -> int:
        """Where a row is shown; -1 when it is not."""
        return next((place for place, line in enumerate(self._shown) if line.key == key), -1)

    def next_of(self, look: Look, after: int) -> int:
        """The next shown row of this look after a row, from the top when there is none below; -1 for none."""
        places = [place for place, line in enumerate(self._shown) if line.look is look]
        return next((place for place in places if place > after), places[0] if places else -1)

    def column_name(self, column: int) -> str:
        """The field (or the name of a column that is no field)."""
        return self._columns[column]

    def column_of(self, name: str) -> int:
        """Where a column stands; -1 when it is not shown."""
        return self._columns.index(name) if name in self._columns else -1

    def changing_fields(self) -> set[str]:
        """Fields in which some row shows an old value beside the new one."""
        return {change.field for line in self._all for change in line.row.changes}

    def _columns_for(self, fresh: Iterable[Line]) -> list[str]:
        present: set[str] = set()
        for line in fresh:
            present.update(line.row.values)
        rest = [name for name in FIELDS if name in present and name not in FIRST_FIELDS]
        return [ROW_COLUMN, LOOK_COLUMN, *FIRST_FIELDS, ISSUES_COLUMN, *rest]

    def _of_source(self, line: Line) -> bool:
        if self._source is None:
            return True
        file, sheet = self._source
        return line.file.file == file and (sheet is None or line.sheet.name == sheet)

    def _fits(self, line: Line) -> bool:
        if not self._of_source(line) or (self._look is not None and line.look is not self._look):
            return False
        if self._code and all(problem.code != self._code for problem in line.row.problems):
            return False
        if not self._words:
            return True
        return all(word in line.folded for word in self._words)

    def _filtered(self) -> list[Line]:
        found = [line for line in self._all if self._fits(line)]
        found.sort(key=lambda line: _ORDER.get(line.look, 2 if _to_see(line) else 3))
        return found

    def _drop_settled(self) -> None:
        """Rows that a filter on looks or problems no longer fits leave one by one; the others stay put."""
        if self._look is None and not self._code:
            return
        for place in range(len(self._shown) - 1, -1, -1):
            if not self._fits(self._shown[place]):
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._shown[place]
                self.endRemoveRows()

    def cell(self, row: int, column: int) -> tuple[str, Line, str, Severity | None, FieldChange | None]:
        """What the delegate paints: the column, the line, the text, how doubtful it is, and what it changes."""
        line, name = self._shown[row], self._columns[column]
        severity = self._severity(line, name) if line.row.problems else None
        change = self._change(line, name) if line.row.changes else None
        return name, line, self._text(line, name), severity, change

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Shown rows."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Shown columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings in the language in force."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        name = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if name == LOOK_COLUMN else field_label(name)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return field_label(name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if name == ROW_COLUMN else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Fields can be edited; the row number, the action and the problems can't."""
        flags = super().flags(index)
        if index.isValid() and self._columns[index.column()] in FIELDS:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, look, change and problems."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        line, name = self._shown[index.row()], self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, name)
            case Qt.ItemDataRole.EditRole:
                return shown_value(name, line.row.values.get(name, ""))
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(line, name) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(line, name)
            case Qt.ItemDataRole.TextAlignmentRole if name == ROW_COLUMN:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == LOOK_ROLE:
            return line.look
        if role == CHANGE_ROLE:
            return self._change(line, name)
        if role == SEVERITY_ROLE:
            return self._severity(line, name)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell of a mended cell; the plan that comes back shows what became of it."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        line, name = self._shown[index.row()], self._columns[index.column()]
        text = str(value).strip()
        if text == shown_value(name, line.row.values.get(name, "")):
            return False
        self.edited.emit(line.key, name, text)
        return True

    def _text(self, line: Line, name: str) -> str:
        if name == ROW_COLUMN:
            return str(line.row.row)
        if name == LOOK_COLUMN:
            return look_label(line.look)
        if name == ISSUES_COLUMN:
            return " · ".join(dict.fromkeys(problem_label(problem.code) for problem in _worst_first(line)))
        return shown_value(name, line.row.values.get(name, ""))

    def _change(self, line: Line, name: str) -> FieldChange | None:
        return next((change for change in line.row.changes if change.field == name), None)

    def _severity(self, line: Line, name: str) -> Severity | None:
        found = [problem.severity for problem in line.row.problems if name in (problem.field, ISSUES_COLUMN)]
        return min(found, key=_SEVERITIES.index, default=None)

    def _tip(self, line: Line, name: str) -> str:
        told = [
            sentence(problem.code, problem.details)
            for problem in _worst_first(line)
            if name in (problem.field, ISSUES_COLUMN, LOOK_COLUMN)
        ]
        change = self._change(line, name)
        if change is not None:
            words = _("{before} → {after}")
            before, after = (shown_value(name, text) for text in (change.before, change.after))
            told.insert(0, words.format(before=before or _("(blank)"), after=after))
        if name == LOOK_COLUMN:
            told.insert(0, look_label(line.look))
        return "\n".join(told) or (line.file_name if name == ROW_COLUMN else "")

    def _spoken(self, line: Line, name: str) -> str:
        text = self._text(line, name)
        return f"{field_label(name)}: {text}"


def _differ(one: Line, other: Line) -> bool:
    before, after = one.row, other.row
    return (
        one.look is not other.look
        or before.values != after.values
        or before.problems != after.problems
        or before.changes != after.changes
    )


def _worst_first(line: Line) -> list[Problem]:
    return sorted(line.row.problems, key=lambda problem: _SEVERITIES.index(problem.severity))


def _to_see(line: Line) -> bool:
    return any(problem.severity is not Severity.INFO for problem in line.row.problems)
