"""Correct how a sheet was understood: where its heading ends, and which column holds what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHeaderView, QSpinBox, QTableWidget, QTableWidgetItem

from desktop.domain.fields import FIELDS, SENSITIVE_FIELDS
from desktop.domain.guide import Topic
from desktop.domain.importing import AskedColumn, PlannedSheet
from desktop.gui.importing.draft import SheetKey
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.dialog_parts import indent
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import aligned, column, grow, holder, label, muted
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _
from desktop.wording.import_preview import PARTS, column_letters, field_label, short_name

if TYPE_CHECKING:
    from desktop.gui.importing.wizard import ImportWizard

QUESTION = "question"
"""Stands for a custom question among the fields that a column may hold."""
_SAMPLES = 3
_LETTERS = 24
"""How many of a sheet's name are shown at least."""
_WIDEST = 60


class ColumnsDialog(Dialog):
    """One line for each column of a sheet. A changed heading row is planned at once, so that the fields follow it."""

    guide = Topic.IMPORT_COLUMNS

    def __init__(self, wizard: ImportWizard, source: tuple[str, str | None] | None) -> None:
        super().__init__(wizard.context, _("Map columns"), size=(760, 520), parent=wizard)
        self._wizard = wizard
        self._before = wizard.draft.options
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(_("Sheet"))
        self.sheets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sheets.setMinimumContentsLength(_LETTERS)
        for key in self._keys():
            self.sheets.addItem(_("{file} · {sheet}").format(file=short_name(key[0]), sheet=key[1]), key)
        self.heading = QSpinBox()
        self.heading.setRange(0, 1_048_576)
        self.heading.setSpecialValueText(_("none"))
        indent(self.heading)
        self.heading.setAccessibleName(_("Last row of the heading"))
        self.table = self._make_table()
        self._wait = QTimer(self, singleShot=True, interval=300)
        top = FlowLayout(spacing=GRID)
        for each in (label(_("Sheet")), self.sheets, label(_("Heading ends at row")), self.heading):
            top.addWidget(each)
        top.stretch(self.sheets)
        hint = muted(_("Headings mapped here are remembered for the next files."))
        self.lay_out(top, grow(self.table), hint, self.buttons(accept=_("Apply"))[0])
        self._show_source(source)
        self.sheets.currentIndexChanged.connect(self._fill)
        self.heading.valueChanged.connect(lambda: self._wait.start())
        self._wait.timeout.connect(self._heading_changed)
        wizard.planned.connect(self._fill)
        self._fill()

    def _make_table(self) -> QTableWidget:
        theme = self.context.theme
        table = QTableWidget(0, 3)
        table.setAccessibleName(_("Columns of the sheet"))
        table.setHorizontalHeaderLabels([_("Column"), _("First values"), _("Import as")])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.row_height() + 2 * GRID)
        table.setShowGrid(False)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumHeight(theme.row_height())
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        grown = 1 + (theme.scale - 1) / 2  # slower than the text: the values need the room too
        table.setColumnWidth(0, round(220 * grown))
        table.setColumnWidth(2, round(230 * grown))
        return table

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
        fields = {number: field for field, number in sheet.column_numbers.items()}
        fields |= {number: QUESTION for number, each in enumerate(sheet.headings, start=1) if each in sheet.questions}
        for number in range(1, min(width, _WIDEST) + 1):
            heading = sheet.headings[number - 1] if number <= len(sheet.headings) else ""
            samples = _samples(rows, number)
            if heading or samples or number in fields:
                self._add(number, heading, samples, fields.get(number, ""))

    def _add(self, number: int, heading: str, samples: Sequence[str], field: str) -> None:
        place = self.table.rowCount()
        self.table.insertRow(place)
        name = _("{letter}: {heading}").format(letter=column_letters(number), heading=" ".join(heading.split()) or "–")
        title = QTableWidgetItem(name)
        title.setData(Qt.ItemDataRole.UserRole, number)
        tooltip(title, name)
        self.table.setItem(place, 0, title)
        values = QTableWidgetItem(" · ".join(samples))
        tooltip(values, "\n".join(samples))
        self.table.setItem(place, 1, values)
        combo = QComboBox()
        combo.setAccessibleName(_("{column}: import as").format(column=name))
        combo.addItem(_("(not imported)"), "")
        for known in dict.fromkeys([*FIELDS, *PARTS, *self._further_fields(field)]):
            combo.addItem(field_label(known), known)
        if heading:
            combo.addItem(_("Custom question"), QUESTION)
        combo.setCurrentIndex(max(combo.findData(field), 0))
        combo.setProperty(QUESTION, heading)
        combo.activated.connect(lambda _index, place=place: self._chosen(place))
        middle = aligned(combo, Qt.AlignmentFlag.AlignVCenter)
        self.table.setCellWidget(place, 2, holder(column(middle, spacing=None, margins=(0, 0, GRID, 0))))

    def _further_fields(self, field: str) -> Iterator[str]:
        if field and field != QUESTION:
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
            if other != row and field and field != QUESTION and self._combo(other).currentData() == field:
                self._combo(other).setCurrentIndex(0)
        key, sheet = self.key, self._planned()
        if key is not None and sheet is not None:
            heading = str(self._combo(row).property(QUESTION))
            if field == QUESTION or heading in sheet.questions:
                asked = AskedColumn(heading if field == QUESTION else "")
                self._wizard.draft.ask_column(heading, asked)
            options = self._wizard.draft.options
            corrected = {**options.columns.get(key, {}), **self._corrections(sheet.column_numbers)}
            self._wizard.draft.map_sheet(key, options.header_rows.get(key), corrected)
            self._wizard.plan_again()

    def _corrections(self, planned: Mapping[str, int]) -> dict[str, int]:
        """What the choices say otherwise than the plan: field -> column, 0 for none."""
        chosen: dict[str, int] = {}
        for place in range(self.table.rowCount()):
            field, item = self._combo(place).currentData(), self.table.item(place, 0)
            if field and field != QUESTION and item is not None:
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
    for number, values in zip(raw.numbers, raw.rows, strict=False):
        if number > header_row:
            found.append(values)
            if len(found) >= _WIDEST:
                break
    return found


def _samples(rows: Sequence[Sequence[object]], column: int) -> list[str]:
    values = (row[column - 1] for row in rows if len(row) >= column)
    texts = dict.fromkeys(" ".join(str(value).split()) for value in values if value not in (None, ""))
    return list(texts)[:_SAMPLES]
