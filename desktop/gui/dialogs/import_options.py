"""What holds for a whole import: hidden rows, sensitive columns, the default group and unit, registered people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.importing import ImportOptions, OnMatch
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.button_row import button_row
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.gui.dialogs.import_wizard import Names


class OptionsDialog(QDialog):
    """`fields` are the options as chosen."""

    def __init__(self, context: Context, options: ImportOptions, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent or context.window)
        self.setWindowTitle(_("Import options"))
        self.setMinimumWidth(context.theme.px(460))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._column.setSpacing(GRID)

        self._heading(_("When someone is registered already"))
        self.on_match = QButtonGroup(self)
        for way, words in (
            (OnMatch.UPDATE, _("Fill and change their details; a blank never wipes anything")),
            (OnMatch.SKIP, _("Leave their details as they are")),
            (OnMatch.KEEP_BOTH, _("Register the row as another person")),
        ):
            button = QRadioButton(words)
            button.setProperty("way", way.value)
            button.setChecked(options.on_match is way)
            self.on_match.addButton(button)
            self._column.addWidget(button)

        self._heading(_("Rows that do not say"))
        self.role_group = QComboBox(editable=True)
        self.role_group.addItem("")
        self.role_group.addItems([group.title for group in names.groups])
        self.role_group.setCurrentText(options.role_group)
        self._hint(self.role_group, _("as the unit's kind proposes"))
        self._field(_("Role group"), self.role_group)
        self.unit = QLineEdit(options.unit)
        self.unit.setPlaceholderText(_("as the sheet, its title or the file tells"))
        completer = QCompleter([unit.name for unit in names.units], self.unit)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.unit.setCompleter(completer)
        self._field(_("Unit"), self.unit)

        self._heading(_("What is read"))
        self.hidden = QCheckBox(_("Hidden rows and columns too"))
        self.hidden.setChecked(options.include_hidden)
        self._column.addWidget(self.hidden)
        self.sensitive = QCheckBox(_("Sensitive columns too (ethnicity, religion, Party, identity number)"))
        self.sensitive.setChecked(options.with_sensitive)
        self._column.addWidget(self.sensitive)
        notice = QLabel(
            _("The law on personal data asks for few fields: take these in only when the conference needs them."),
            wordWrap=True,
        )
        notice.setProperty("role", "warning")
        self._column.addWidget(notice)

        self._column.addSpacing(GRID)
        self._column.addLayout(button_row(self, _("Apply"))[0])

    def fields(self) -> dict[str, Any]:
        """The options chosen, by their names in ImportOptions."""
        pressed = self.on_match.checkedButton()
        return {
            "on_match": OnMatch(pressed.property("way")) if pressed else OnMatch.UPDATE,
            "role_group": self.role_group.currentText().strip(),
            "unit": self.unit.text().strip(),
            "include_hidden": self.hidden.isChecked(),
            "with_sensitive": self.sensitive.isChecked(),
        }

    def _heading(self, text: str) -> None:
        if self._column.count():
            self._column.addSpacing(GRID)
        label = QLabel(text)
        label.setProperty("role", "field")
        self._column.addWidget(label)

    @staticmethod
    def _hint(combo: QComboBox, text: str) -> None:
        line = combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(text)

    def _field(self, name: str, widget: QWidget) -> None:
        label = QLabel(name)
        label.setBuddy(widget)
        widget.setAccessibleName(name)
        self._column.addWidget(label)
        self._column.addWidget(widget)
