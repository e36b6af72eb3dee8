"""The registration form to send to units: one for all, one for a unit, or a file for each unit."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from desktop.domain.errors import Cancelled
from desktop.domain.file_names import file_stem
from desktop.domain.guide import Topic
from desktop.domain.people import UnitView
from desktop.domain.progress import IsCancelled, Progress
from desktop.gui.context import Context
from desktop.gui.widgets import file_choice
from desktop.gui.widgets.check_menu import CheckMenu
from desktop.gui.widgets.form import FormDialog
from desktop.gui.widgets.layout import muted
from desktop.gui.widgets.pick_box import PickBox
from desktop.i18n import _, ngettext
from desktop.services import registration_form, units
from desktop.services.opening import Transaction

if TYPE_CHECKING:
    from desktop.services.registration_form import FormContent


class RegistrationFormDialog(FormDialog):
    """Choose for whom, then where; the forms are written in the background."""

    guide = Topic.REGISTRATION_FORM

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Registration form for units"), _("Save…"), columns=1, width=480)
        self._units: Sequence[UnitView] = ()
        words = _("What the units send back is imported without a question.")
        self.as_workbook = QRadioButton(_("An &Excel workbook with lists to choose from"))
        self.as_page = QRadioButton(_("A &web page that needs no internet"))
        self.as_workbook.setChecked(True)
        formats = QButtonGroup(self)
        self.for_all = QRadioButton(_("&One form for every unit"))
        self.for_one = QRadioButton(_("For o&ne unit, with its people registered so far"))
        self.for_each = QRadioButton(_("A &file for each unit, into a folder"))
        self.for_all.setChecked(True)
        ways = QButtonGroup(self)
        self.unit = PickBox()
        self.unit.setAccessibleName(_("Unit"))
        self.which = CheckMenu(context.theme, _("All units"))
        self.which.setAccessibleName(_("Units"))
        self.form.add_row(muted(words))
        for each in (self.as_workbook, self.as_page):
            formats.addButton(each)
            self.form.add_row(each)
        for widget in (self.for_all, self.for_one, self.unit, self.for_each, self.which):
            if isinstance(widget, QRadioButton):
                ways.addButton(widget)
            self.form.add_row(widget)
        ways.buttonToggled.connect(lambda *_buttons: self._show_choice())
        self._show_choice()
        self.read_once(lambda tx: units.list_units(tx, active_only=True), self._take_units)

    def _show_choice(self) -> None:
        self.unit.setEnabled(self.for_one.isChecked())
        self.which.setEnabled(self.for_each.isChecked())

    def _take_units(self, found: list[UnitView]) -> None:
        self._units = found
        self.unit.offer([(unit.name, unit.id) for unit in found], found[0].id if found else None)
        self.which.offer([(unit.name, unit.id) for unit in found])

    def submit(self) -> None:
        """Ask where, then write."""
        if self.for_each.isChecked():
            self._save_each()
        else:
            self._save_one()

    @property
    def _ending(self) -> str:
        return ".html" if self.as_page.isChecked() else ".xlsx"

    def _save_one(self) -> None:
        context, conference = self.context, self.context.conference_id
        picked = self.unit.value() if self.for_one.isChecked() else None
        unit = next((one for one in self._units if one.id == picked), None)
        name = file_name(unit.name if unit else "", self._ending)
        kind = _("Web page (*.html)") if self.as_page.isChecked() else _("Excel workbook (*.xlsx)")
        chosen = file_choice.ask_to_save(context, _("Save the registration form"), file_choice.PAPERS, name, kind, self)
        if chosen is None:
            return
        path = chosen if chosen.suffix else chosen.with_suffix(self._ending)
        self.accept()

        def work(tx: Transaction) -> FormContent:
            content = registration_form.registration_form(tx, conference, unit_id=unit.id if unit else None)
            registration_form.save(content, path)
            return content

        def done(content: FormContent) -> None:
            context.feedback.say_saved(path)
            _handed_out(context, [content])

        context.operations.read("template.save", work, done, title=_("Saving the registration form"))

    def _save_each(self) -> None:
        context, conference = self.context, self.context.conference_id
        folder = file_choice.ask_for_folder(context, _("Folder for the forms"), file_choice.PAPERS, self)
        if folder is None:
            return
        wanted = set(self.which.chosen)
        ending = self._ending
        chosen_units = [unit for unit in self._units if not wanted or unit.id in wanted]
        self.accept()

        def work(tx: Transaction, progress: Progress, cancelled: IsCancelled) -> list[FormContent]:
            made = []
            for done, unit in enumerate(chosen_units):
                if cancelled():
                    raise Cancelled
                progress(done, len(chosen_units))
                content = registration_form.registration_form(tx, conference, unit_id=unit.id)
                registration_form.save(content, free_path(folder / file_name(unit.name, ending)))
                made.append(content)
            return made

        def done(made: list[FormContent]) -> None:
            _handed_out(context, made)
            count = len(made)
            words = ngettext("Saved {count} form in {folder}.", "Saved {count} forms in {folder}.", count)
            context.feedback.say_saved(folder, words.format(count=count, folder=folder.name))

        context.operations.read_long("template.save", work, done, title=_("Saving the registration forms"))


def _handed_out(context: Context, made: Sequence[FormContent]) -> None:
    """Forms with people in them are a line of the audit."""
    conference, database = context.conference_id, context.operations.database
    context.operations.plain(
        f"audit.{uuid.uuid4().hex}",
        lambda *_asked: registration_form.handed_out(database, conference, made),
        lambda _done: None,
    )


def file_name(unit: str, ending: str = ".xlsx") -> str:
    """A name for a unit's form that every system takes."""
    base = _("Registration {unit}").format(unit=unit) if unit else _("Registration form")
    return f"{file_stem(base)}{ending}"


def free_path(path: Path) -> Path:
    """The path, or the next one that nothing stands at: a form already filled in is never written over."""
    number = 2
    found = path
    while found.exists():
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return found


def open_registration_form(context: Context) -> RegistrationFormDialog:
    """Choose for whom the form is."""
    dialog = RegistrationFormDialog(context)
    dialog.open()
    return dialog
