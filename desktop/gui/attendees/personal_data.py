"""A person's data as a whole: everything kept about them, to be handed over, erased or made anonymous."""

from __future__ import annotations

import uuid
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.domain.auditing import Way
from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.personal import Erased, Kept, PersonRecord
from desktop.gui.context import Context
from desktop.gui.feedback import open_file
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.form import FormDialog, line
from desktop.gui.widgets.layout import button, grow, muted, plain
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _
from desktop.papers import personal
from desktop.services.personal import erasing, viewing
from desktop.wording import personal as words


def show_personal_data(context: Context, person_id: uuid.UUID) -> None:
    """Read everything kept about the person and open the dialog."""
    context.operations.read(
        "personal", lambda tx: viewing.record(tx, person_id), lambda found: PersonalDataDialog(context, found).open()
    )


class PersonalDataDialog(Dialog):
    """The dialog; what it shows does not change while it is open, for it is what is handed over."""

    guide = Topic.PERSONAL_DATA

    def __init__(self, context: Context, record: PersonRecord) -> None:
        super().__init__(context, words.title(), size=(940, 560))
        self.record = record
        model: RowsModel[Kept] = RowsModel(columns())
        self.table = Table(context, "personal", model, words.title(), wraps=True)
        model.set_rows(list(record.kept))
        self.save_button = button(_("&Save as .xlsx and .pdf…"), self.save)
        self.anonymise_button = button(_("Make &anonymous…"), lambda: self.ask(anonymise=True))
        self.erase_button = button(_("&Erase…"), lambda: self.ask(anonymise=False))
        self.erase_button.setEnabled(not record.signed_sheets)
        foot, close = self.buttons(self.save_button, self.anonymise_button, self.erase_button)
        close.setDefault(True)
        above = (plain(record.full_name, "title"), muted(words.total(record)))
        self.lay_out(
            *above, self.banner, grow(self.table), muted(words.may_be_erased(record)), foot, margins=WIDE, spacing=GRID
        )

    def save(self) -> None:
        """Ask for a folder and write both files into it."""
        chosen = QFileDialog.getExistingDirectory(self, _("Folder for the person's data"), str(Path.home()))
        if not chosen:
            return
        folder, record, database = Path(chosen), self.record, self.context.operations.database

        def work(_progress: object, _cancelled: object) -> list[Path]:
            files = personal.save(record, folder)
            personal.handed_over(database, record, Way.FILE)
            return files

        def done(files: list[Path]) -> None:
            told = _("Saved {files} in {place}.").format(
                files=", ".join(file.name for file in files), place=folder.name
            )
            self.context.feedback.say(told, _("Open the folder"), lambda: open_file(folder))
            if not self.gone:
                self.banner.tell(told, "good")

        self.context.operations.plain(self.read_key, work, done, self.tell_error, title=_("Saving the person's data"))

    def ask(self, *, anonymise: bool) -> None:
        """Ask once, and for the reason."""
        EraseForm(self, anonymise=anonymise).open()

    def erase(self, *, anonymise: bool, reason: str) -> None:
        """Do it: there is no undo."""
        key, database = self.record.id, self.context.operations.database

        def clean(erased: Erased) -> None:
            self.context.operations.plain(
                self.read_key, lambda _progress, _cancelled: erasing.cleaned(database, erased), done, self.tell_error
            )

        def done(erased: Erased) -> None:
            self.context.feedback.say(" ".join(words.erased(erased)))
            if not self.gone:
                self.accept()

        self.context.operations.write(
            lambda tx: erasing.erase(tx, key, anonymise=anonymise, reason=reason), done=clean, failed=self.tell_error
        )


class EraseForm(FormDialog):
    """The last question before a person is erased or made anonymous, and why it is done."""

    guide = Topic.PERSONAL_DATA

    def __init__(self, shown: PersonalDataDialog, *, anonymise: bool) -> None:
        question, verb = words.question(shown.record, anonymise=anonymise)
        super().__init__(shown.context, words.title(), verb, columns=1, width=480)
        self._shown, self._anonymise = shown, anonymise
        self.form.add_row(plain(question))
        self.reason = line()
        self.form.add("reason", _("Reason"), self.reason, hint=_("For the audit; no names in it."))
        self.reason.setFocus()

    def submit(self) -> None:
        """Leave the question and do it; without a reason an Enter too many does nothing."""
        reason = self.reason.text().strip()
        if not reason:
            raise InvalidInput("field.missing", field="reason")
        self.accept()
        self._shown.erase(anonymise=self._anonymise, reason=reason)


def columns() -> list[TableColumn[Kept]]:
    """The columns of everything kept."""
    section, where, field, value = words.headings()
    return [  # what is kept before where: at 200 % the last column is beyond the edge
        TableColumn("section", lambda: section, lambda row: words.section(row.section), 150),
        TableColumn("field", lambda: field, lambda row: row.field, 130),
        TableColumn("value", lambda: value, lambda row: row.value, 240, stretches=True),
        TableColumn("where", lambda: where, lambda row: row.where, 250),
    ]
