"""Correct how a sheet was understood: where its heading ends, and which column holds what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.importing import FIELDS, SENSITIVE_FIELDS, PlannedSheet
from desktop.gui.importing.draft import SheetKey
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog_parts import button_row, indent, resize_within
from desktop.i18n import _
from desktop.wording.import_preview import PARTS, field_label, short_name

if TYPE_CHECKING:
    from desktop.gui.importing.wizard import ImportWizard

_SAMPLES = 3
_WIDEST = 60


class ColumnsDialog(QDialog):
    """One line for each column of a sheet. A changed heading row is planned at once, so that the fields follow it."""

    def __init__(self, wizard: ImportWizard, source: tuple[str, str | None] | None) -> None:
        super().__init__(wizard)
        self._wizard = wizard
        self._before = wizard.draft.options
        self.setWindowTitle(_("Map columns"))
        theme = wizard.context.theme
        resize_within(self, theme, 760, 520)
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(_("Sheet"))
        for key in self._keys():
            self.sheets.addItem(_("{file} · {sheet}").format(file=short_name(key[0]), sheet=key[1]), key)
        self.heading = QSpinBox()
        self.heading.setRange(0, 1_048_576)
        self.heading.setSpecialValueText(_("none"))
        indent(self.heading)
        self.heading.setAccessibleName(_("Last row of the heading"))
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(_("Columns of the sheet"))
        self.table.setHorizontalHeaderLabels([_("Column"), _("First values"), _("Import as")])
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.row_height() + 2 * GRID)
        self.table.setShowGrid(False)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumHeight(theme.row_height())
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        self.table.setColumnWidth(0, theme.px(220))
        self.table.setColumnWidth(2, theme.px(230))
        self._wait = QTimer(self, singleShot=True, interval=300)
        self._lay_out()
        self._show_source(source)
        self.sheets.currentIndexChanged.connect(self._fill)
        self.heading.valueChanged.connect(lambda: self._wait.start())
        self._wait.timeout.connect(self._heading_changed)
        wizard.planned.connect(self._fill)
        self._fill()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(QLabel(_("Sheet")))
        top.addWidget(self.sheets, 1)
        top.addSpacing(GRID)
        top.addWidget(QLabel(_("Heading ends at row")))
        top.addWidget(self.heading)
        hint = QLabel(_("Headings mapped here are remembered for the next files."), wordWrap=True)
        hint.setProperty("role", "muted")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        whole.setSpacing(GRID)
        whole.addLayout(top)
        whole.addWidget(self.table, 1)
        whole.addWidget(hint)
        whole.addLayout(button_row(self, _("Apply"))[0])

    # What is shown

    def _keys(self) -> Iterator[SheetKey]:
        assert self._wizard.plan is not None
        for file in self._wizard.plan.files:
            for sheet in file.sheets:
                yield (file.file, sheet.name)

    def _show_source(self, source: tuple[str, str | None] | None) -> None:
        if source is None:
            return
        fits = (row for row, key in enumerate(self._keys()) if key[0] == source[0] and source[1] in (None, key[1]))
        self.sheets.setCurrentIndex(next(fits, 0))

    @property
    def key(self) -> SheetKey | None:
        """(file, sheet) of the sheet shown."""
        key = self.sheets.currentData()
        return (key[0], key[1]) if key else None

    def _planned(self) -> PlannedSheet | None:
        assert self._wizard.plan is not None
        for file in self._wizard.plan.files:
            for sheet in file.sheets:
                if (file.file, sheet.name) == self.key:
                    return sheet
        return None

    def _raw(self) -> Any:
        """The sheet as read."""
        for file in self._wizard.loaded.files:
            if self.key is not None and file.file == self.key[0] and file.workbook is not None:
                return next((sheet for sheet in file.workbook.sheets if sheet.name == self.key[1]), None)
        return None

    def _fill(self, _anything: object = None) -> None:
        sheet = self._planned()
        self.table.setRowCount(0)
        if sheet is None:
            return
        self.heading.setValue(sheet.header_row or 0)
        raw = self._raw()
        rows = _below(raw, sheet.header_row or 0)
        width = max([len(sheet.headings), *(len(row) for row in rows[:_WIDEST]), 0])
        fields = {column: field for field, column in sheet.column_numbers.items()}
        for column in range(1, min(width, _WIDEST) + 1):
            heading = sheet.headings[column - 1] if column <= len(sheet.headings) else ""
            samples = _samples(rows, column)
            if heading or samples or column in fields:
                self._add(column, heading, samples, fields.get(column, ""))

    def _add(self, column: int, heading: str, samples: Sequence[str], field: str) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        name = _("{letter}: {heading}").format(letter=_letter(column), heading=" ".join(heading.split()) or "–")
        title = QTableWidgetItem(name)
        title.setData(Qt.ItemDataRole.UserRole, column)
        title.setToolTip(name)
        self.table.setItem(row, 0, title)
        values = QTableWidgetItem(" · ".join(samples))
        values.setToolTip("\n".join(samples))
        self.table.setItem(row, 1, values)
        holder = QWidget()
        combo = QComboBox(holder)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, GRID, 0)
        inside.addWidget(combo, alignment=Qt.AlignmentFlag.AlignVCenter)
        combo.setAccessibleName(_("{column}: import as").format(column=name))
        combo.addItem(_("(not imported)"), "")
        for known in dict.fromkeys([*FIELDS, *PARTS, *self._further_fields(field)]):
            combo.addItem(field_label(known), known)
        combo.setCurrentIndex(max(combo.findData(field), 0))
        combo.activated.connect(lambda _index, row=row: self._chosen(row))
        self.table.setCellWidget(row, 2, holder)

    def _further_fields(self, field: str) -> Iterator[str]:
        if field:
            yield field
        if self._wizard.draft.options.with_sensitive:
            yield from SENSITIVE_FIELDS

    # What is said

    def _combo(self, row: int) -> QComboBox:
        combo = self.table.cellWidget(row, 2).findChild(QComboBox)
        assert isinstance(combo, QComboBox)
        return combo

    def _chosen(self, row: int) -> None:
        """A field stands in one column only."""
        field = self._combo(row).currentData()
        for other in range(self.table.rowCount()):
            if other != row and field and self._combo(other).currentData() == field:
                self._combo(other).setCurrentIndex(0)
        key, sheet = self.key, self._planned()
        if key is not None and sheet is not None:
            options = self._wizard.draft.options
            corrected = {**options.columns.get(key, {}), **self._corrections(sheet.column_numbers)}
            self._wizard.draft.map_sheet(key, options.header_rows.get(key), corrected)
            self._wizard.plan_again()

    def _corrections(self, planned: Mapping[str, int]) -> dict[str, int]:
        """What the choices say otherwise than the plan: field -> column, 0 for none."""
        chosen: dict[str, int] = {}
        for row in range(self.table.rowCount()):
            field, item = self._combo(row).currentData(), self.table.item(row, 0)
            if field and item is not None:
                chosen[field] = item.data(Qt.ItemDataRole.UserRole)
        dropped = {field: 0 for field in planned if field not in chosen}
        return dropped | {field: column for field, column in chosen.items() if planned.get(field) != column}

    def _heading_changed(self) -> None:
        key, sheet = self.key, self._planned()
        if key is None or sheet is None or self.heading.value() == (sheet.header_row or 0):
            return
        self._wizard.draft.map_sheet(key, self.heading.value(), None)
        self._wizard.plan_again()

    def reject(self) -> None:
        """Leave everything as it was before the dialog."""
        if self._wizard.draft.options != self._before:
            self._wizard.draft.return_to(self._before)
            self._wizard.plan_again()
        super().reject()


def _below(raw: Any, header_row: int) -> list[Sequence[object]]:
    if raw is None:
        return []
    found = []
    for number, row in zip(raw.numbers, raw.rows, strict=False):
        if number > header_row:
            found.append(row)
            if len(found) >= _WIDEST:
                break
    return found


def _samples(rows: Sequence[Sequence[object]], column: int) -> list[str]:
    values = (row[column - 1] for row in rows if len(row) >= column)
    texts = dict.fromkeys(" ".join(str(value).split()) for value in values if value not in (None, ""))
    return list(texts)[:_SAMPLES]


def _letter(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
