"""What holds for a whole import: hidden rows, sensitive columns, the default group and unit, registered people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton

from desktop.domain.guide import Topic
from desktop.domain.importing import ImportOptions, OnMatch
from desktop.gui.context import Context
from desktop.gui.widgets.form import FormDialog
from desktop.gui.widgets.layout import check_box, field_name, label
from desktop.gui.widgets.pick_box import PickBox
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.gui.importing.wizard import Names


class OptionsDialog(FormDialog):
    """`options` are the fields of ImportOptions as chosen."""

    guide = Topic.IMPORT

    def __init__(self, context: Context, options: ImportOptions, names: Names) -> None:
        super().__init__(context, _("Import options"), _("Apply"), columns=1, width=480)
        self._ask_on_match(options)
        self.role_group = _open_box([group.title for group in names.groups], options.role_group)
        self.unit = _open_box([unit.name for unit in names.units], options.unit)
        _hint(self.role_group, _("as the unit's kind proposes"))
        _hint(self.unit, _("as the sheet, its title or the file tells"))
        self.form.add("role_group", _("Role group of rows that name none"), self.role_group)
        self.form.add("unit", _("Unit of rows that name none"), self.unit)
        self.form.add_row(field_name(_("What is read")))
        self.hidden = check_box(_("Hidden rows and columns too"), options.include_hidden)
        self.form.add_row(self.hidden)
        self.sensitive = check_box(
            _("Sensitive columns too (ethnicity, religion, Party, identity number)"), options.with_sensitive
        )
        self.form.add_row(self.sensitive)
        notice = _("The law on personal data asks for few fields: take these in only when the conference needs them.")
        self.form.add_row(label(notice, "warning", wrap=True))

    def _ask_on_match(self, options: ImportOptions) -> None:
        """What becomes of people who are registered already."""
        self.form.add_row(field_name(_("When someone is registered already")))
        self.on_match = QButtonGroup(self)
        for way, words in (
            (OnMatch.UPDATE, _("Fill and change their details; a blank never wipes anything")),
            (OnMatch.SKIP, _("Leave their details as they are")),
            (OnMatch.KEEP_BOTH, _("Register the row as another person")),
        ):
            choice = QRadioButton(words)
            choice.setChecked(options.on_match is way)
            choice.setProperty("way", way.value)
            self.on_match.addButton(choice)
            self.form.add_row(choice)

    def chosen(self) -> dict[str, Any]:
        """The options chosen, by their names in ImportOptions."""
        pressed = self.on_match.checkedButton()
        return {
            "on_match": OnMatch(pressed.property("way")) if pressed else OnMatch.UPDATE,
            "role_group": self.role_group.text(),
            "unit": self.unit.text(),
            "include_hidden": self.hidden.isChecked(),
            "with_sensitive": self.sensitive.isChecked(),
        }

    def submit(self) -> None:
        """Nothing to ask of a service: the wizard plans with them."""
        self.accept()


def _open_box(names: list[str], text: str) -> PickBox:
    box = PickBox(open_ended=True)
    box.offer([(name, name) for name in names])
    box.setEditText(text)
    return box


def _hint(box: QComboBox, text: str) -> None:
    line = box.lineEdit()
    if line is not None:
        line.setPlaceholderText(text)
