"""The preview table of an import: one line a row, problems first, edited in place."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.domain.fields import FIELDS
from desktop.domain.importing import FieldChange, Look, Severity
from desktop.domain.names import fold
from desktop.domain.search import holds
from desktop.gui.importing.cell_text import (
    FIRST_FIELDS,
    ISSUES_COLUMN,
    LOOK_COLUMN,
    ROW_COLUMN,
    cell_change,
    cell_severity,
    cell_spoken,
    cell_text,
    cell_tip,
    columns_of,
    fold_cell,
    fold_tip,
    value_text,
)
from desktop.gui.importing.draft import Counts, Preview, PreviewRow, RowKey, Sorting, Source
from desktop.gui.importing.folds import Fold, Shown, folded
from desktop.gui.widgets.text import tip
from desktop.wording.import_preview import field_label, fold_text

Index = QModelIndex | QPersistentModelIndex

LOOK_ROLE = Qt.ItemDataRole.UserRole + 1
CHANGE_ROLE = Qt.ItemDataRole.UserRole + 2
SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 3

_ONE_BY_ONE = 40
"""So many rows may leave one after the other; more at once are a new table."""


class ImportPreviewModel(QAbstractTableModel):
    """Rows of a plan. Rows keep their place while they are mended; only a new filter sorts anew."""

    edited = Signal(object, str, str)
    """(row key, field, text): the organizer mended a cell."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preview: Preview | None = None
        """What is shown."""
        self._all: list[PreviewRow] = []
        self._fitting: list[PreviewRow] = []
        """Those the filters leave, in order; `_shown` has the folds besides."""
        self._shown: list[Shown] = []
        self._opened: set[RowKey] = set()
        """Rows set aside whose fold was opened."""
        self._several_files = False
        self._columns: list[str] = [ROW_COLUMN, LOOK_COLUMN, *FIRST_FIELDS, ISSUES_COLUMN]
        self._look: Look | None = None
        self._code = ""
        self._source: Source = None
        self._words: list[str] = []
        self.sorting: Sorting | None = None
        """None: problems first, then the order of the files."""
        self._ranks: Sequence[int] = ()

    # What is shown

    def set_plan(self, preview: Preview) -> None:
        """Show a plan; one with the same rows as before changes only the rows that differ."""
        unlike = preview.unlike(self.preview)
        self.preview = preview
        before, self._all = self._all, preview.lines
        columns = self._named_columns(preview)
        if self.sorting is not None and preview.sorting == self.sorting:
            self._ranks = preview.ranks
        elif len(self._ranks) != len(self._all):
            self.sorting = None
        self._several_files = len(preview.plan.files) > 1
        if unlike is None or columns != self._columns:
            self.beginResetModel()
            self._columns = columns
            self._fitting = self._filtered()
            self._shown = self._folded()
            self.endResetModel()
            return
        self._fitting = [self._all[line.place] for line in self._fitting]
        if any(_moved(before[place], self._all[place]) for place in unlike):  # a person now, or nobody any more
            self.beginResetModel()
            self._shown = self._folded()
            self.endResetModel()
        else:
            self._shown = self._folded()
            self._tell_of(set(unlike))
        self._drop_settled()

    def _tell_of(self, places: Set[int]) -> None:
        """These lines show something else; a fold does when any of its lines does."""
        changed = [
            row
            for row, entry in enumerate(self._shown if places else ())
            if (
                entry.place in places
                if isinstance(entry, PreviewRow)
                else any(line.place in places for line in entry.lines)
            )
        ]
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(self._columns) - 1))

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
        self._show_anew()

    def _show_anew(self) -> None:
        self.beginResetModel()
        if self.preview is not None:
            self._columns = self._named_columns(self.preview)
        self._fitting = self._filtered()
        self._shown = self._folded()
        self.endResetModel()

    def set_sorting(self, sorting: Sorting | None, ranks: Sequence[int] = ()) -> None:
        """Show the rows in this order; `ranks`: where each line stands, None's are the lines' own."""
        if sorting is not None and len(ranks) != len(self._all):
            return
        self.sorting, self._ranks = sorting, ranks
        self._show_anew()

    def looks(self) -> Counter[Look]:
        """How many rows of the chosen file (or of all) are shown how."""
        return self._counts().looks

    def problem_codes(self) -> list[tuple[str, int]]:
        """Every kind of problem of the chosen file with how many rows have it, the worst first."""
        return self._counts().problem_codes()

    def line(self, row: int) -> PreviewRow | None:
        """The line in a row of the view; None for a fold."""
        entry = self._shown[row]
        return entry if isinstance(entry, PreviewRow) else None

    def fold(self, row: int) -> Fold | None:
        """The fold in a row of the view."""
        entry = self._shown[row]
        return entry if isinstance(entry, Fold) else None

    def fold_over(self, row: int) -> int:
        """Where the fold stands that a row is in; -1 for a row in none."""
        entry = self._shown[row]
        if isinstance(entry, Fold):
            return row
        for place in range(row - 1, -1, -1) if entry.aside is not None else ():
            above = self._shown[place]
            if isinstance(above, Fold):
                return place if above.holds(entry.key) else -1
        return -1

    def open_fold(self, row: int, opened: bool) -> None:
        """Show or hide the rows under a fold."""
        fold = self.fold(row)
        if fold is None or fold.opened == opened:
            return
        keys = {line.key for line in fold.lines}
        self._opened = self._opened | keys if opened else self._opened - keys
        first, last = row + 1, row + len(fold.lines)
        if opened:
            self.beginInsertRows(QModelIndex(), first, last)
            self._shown[first:first] = fold.lines
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._shown[first : last + 1]
            self.endRemoveRows()
        self._shown[row] = replace(fold, opened=opened)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1))

    def all_lines(self) -> list[PreviewRow]:
        """Every line, shown or not, in file order."""
        return self._all

    def row_of(self, key: RowKey) -> int:
        """Where a row is shown, or the fold over it; -1 when neither is."""
        for place, entry in enumerate(self._shown):
            if entry.key == key or (isinstance(entry, Fold) and not entry.opened and entry.holds(key)):
                return place
        return -1

    def first_person(self) -> int:
        """The first shown row that is not set aside; 0 where there is none."""
        return next((place for place in range(len(self._shown)) if self.look(place) is not Look.ASIDE), 0)

    def key_of(self, row: int) -> RowKey:
        """What `row_of` finds a row or a fold by."""
        return self._shown[row].key

    def next_of(self, look: Look, after: int, *, back: bool = False) -> int:
        """The next shown row of this look after a row (or before it), round the end; -1 for none."""
        places = self._places_of(look)
        if back:
            return next((place for place in reversed(places) if place < after), places[-1] if places else -1)
        return next((place for place in places if place > after), places[0] if places else -1)

    def place_among(self, look: Look, row: int) -> tuple[int, int]:
        """Which of the shown rows of this look a row is, from 1, and how many they are."""
        places = self._places_of(look)
        return bisect_right(places, row), len(places)

    def asks_anything(self) -> bool:
        """Whether any row, shown or not, waits for an answer."""
        return any(line.look is Look.QUESTION for line in self._all)

    def _places_of(self, look: Look) -> list[int]:
        return [place for place, entry in enumerate(self._shown) if entry.look is look]

    def column_name(self, column: int) -> str:
        """The field (or the name of a column that is no field)."""
        return self._columns[column]

    def column_of(self, name: str) -> int:
        """Where a column stands; -1 when it is not shown."""
        return self._columns.index(name) if name in self._columns else -1

    def changing_fields(self) -> frozenset[str]:
        """Fields in which some row shows an old value beside the new one."""
        return self.preview.changing if self.preview else frozenset()

    def _named_columns(self, preview: Preview) -> list[str]:
        return columns_of(preview, with_file=self._source is None and len(preview.plan.files) > 1)

    def _counts(self) -> Counts:
        return self.preview.counts.get(self._source, Counts()) if self.preview else Counts()

    def _of_source(self, line: PreviewRow) -> bool:
        if self._source is None:
            return True
        file, sheet = self._source
        return line.file.file == file and (sheet is None or line.sheet.name == sheet)

    def _narrowed(self) -> bool:
        """Whether any line may be left out: asked once, for ten thousand lines."""
        several = self._source is not None and (self._several_files or self._source[1] is not None)
        return bool(several or self._look is not None or self._code or self._words)

    def _fits(self, line: PreviewRow) -> bool:
        if not self._of_source(line) or (self._look is not None and line.look is not self._look):
            return False
        if self._code and all(problem.code != self._code for problem in line.row.problems):
            return False
        if not self._words:
            return True
        return holds(line.folded, self._words)

    def _filtered(self) -> list[PreviewRow]:
        """As sorted; problems first, then the order of the files, where nothing was said."""
        if self.preview is not None and self.sorting is None and not self._narrowed():
            return list(self.preview.problems_first)
        fitting = filter(self._fits, self._all)
        if self.sorting is None:
            return sorted(fitting, key=attrgetter("rank"))
        ranks = self._ranks
        return sorted(fitting, key=lambda line: ranks[line.place])

    def _folded(self) -> list[Shown]:
        """What is looked for is shown, not folded away."""
        if self._look is not None or self._code or self._words:
            return list(self._fitting)
        return folded(self._fitting, self._opened)

    def _drop_settled(self) -> None:
        """Rows that a filter on looks or problems no longer fits leave one by one; the others stay put."""
        if self._look is None and not self._code:
            return
        settled = [place for place, line in enumerate(self._fitting) if not self._fits(line)]
        if len(settled) > _ONE_BY_ONE:
            self.beginResetModel()
            self._fitting = [line for line in self._fitting if self._fits(line)]
            self._shown = self._folded()
            self.endResetModel()
            return
        for place in reversed(settled):
            self.beginRemoveRows(QModelIndex(), place, place)
            del self._fitting[place], self._shown[place]
            self.endRemoveRows()

    def across(self, row: int) -> str:
        """The words of a fold or of a row set aside, which stand across the fields; "" for a person's row."""
        entry = self._shown[row]
        if isinstance(entry, Fold):
            file = entry.lines[0].file_name if self._several_files and self._source is None else ""
            return fold_text(len(entry.lines), opened=entry.opened, file=file)
        return entry.aside.text if entry.aside is not None else ""

    def look(self, row: int) -> Look:
        """How a row is shown."""
        return self._shown[row].look

    def cell(self, row: int, column: int) -> tuple[str, str, Severity | None, FieldChange | None]:
        """What the delegate paints: the column, the text, how doubtful it is, and what it changes."""
        entry, name = self._shown[row], self._columns[column]
        if isinstance(entry, Fold):
            return name, fold_cell(entry, name), None, None
        severity = cell_severity(entry, name) if entry.row.problems else None
        change = cell_change(entry, name) if entry.row.changes else None
        return name, cell_text(entry, name), severity, change

    def is_taken(self, row: int, name: str) -> bool:
        """Whether a field's text comes in; False: it only shows what was typed."""
        line = self.line(row)
        return line is not None and name in line.row.values

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
        if index.isValid() and self._columns[index.column()] in FIELDS and not self.across(index.row()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, look, change and problems."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        line, name = self._shown[index.row()], self._columns[index.column()]
        if isinstance(line, Fold):
            return self._data_of_fold(line, index.row(), name, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_text(line, name)
            case Qt.ItemDataRole.EditRole:
                return value_text(line.row, name)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(cell_tip(line, name)) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell_spoken(line, name)
            case Qt.ItemDataRole.TextAlignmentRole if name == ROW_COLUMN:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == LOOK_ROLE:
            return line.look
        if role == CHANGE_ROLE:
            return cell_change(line, name)
        if role == SEVERITY_ROLE:
            return cell_severity(line, name)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell of a mended cell; the plan that comes back shows what became of it."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        line, name = self._shown[index.row()], self._columns[index.column()]
        text = str(value).strip()
        if isinstance(line, Fold) or line.aside is not None or text == value_text(line.row, name):
            return False
        self.edited.emit(line.key, name, text)
        return True

    def _data_of_fold(self, fold: Fold, row: int, name: str, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.across(row) if name == FIRST_FIELDS[0] else fold_cell(fold, name)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(fold_tip(fold))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.across(row)} {fold_cell(fold, ISSUES_COLUMN)}"
        return Look.ASIDE if role == LOOK_ROLE else None


def _moved(before: PreviewRow, after: PreviewRow) -> bool:
    """Whether the row may stand under a fold now, or under none any more."""
    return (before.aside is None, before.said) != (after.aside is None, after.said)
