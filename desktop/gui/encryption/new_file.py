"""A new data file: whether a passphrase is to protect it from its first moment."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop import wording
from desktop.domain.errors import AppError, InvalidInput
from desktop.domain.guide import Topic
from desktop.gui.encryption.fields import PassphraseFields
from desktop.gui.encryption.sheet import RecoverySheetDialog
from desktop.gui.theme import GRID, Theme
from desktop.gui.wait_dialog import wait_for
from desktop.gui.widgets.dialog import WIDE, BareDialog
from desktop.gui.widgets.layout import STRETCH, check_box, column, grow, heading, muted, scroll
from desktop.i18n import _
from desktop.services import encryption, passphrases
from desktop.services.encryption import Done
from desktop.services.opening import Database

_WIDTH = 560


class NewFileDialog(BareDialog):
    """Accepted with the passphrase, "" for a plain file."""

    guide = Topic.ENCRYPTION

    kept = True

    def __init__(self, theme: Theme, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("New data file"), parent)
        self.passphrase = ""
        self.protect = check_box(_("&Protect it with a passphrase"))
        words = muted(
            _(
                "The file will hold names, birth dates and phone numbers. Encrypted, it can't be read on a lost laptop or "
                "USB stick; without the passphrase and the recovery sheet nobody can open it, you neither."
            )
        )
        self.fields = PassphraseFields()
        self.fields.setVisible(False)
        self.area = scroll(column(self.protect, words, self.fields, STRETCH, spacing=GRID * 2, margins=(2, 2, GRID, 2)))
        foot, self.make_button = self.buttons(accept=_("&Make the file"), slot=self._make)
        title = _("New data file: {file}").format(file=path.name)
        self.lay_out(heading(title, wrap=True), grow(self.area), foot, margins=WIDE, spacing=GRID + 4)
        self.protect.toggled.connect(self._switch)

    def exec(self) -> int:
        self.fit_around(self.area, _WIDTH)
        return super().exec()

    def open(self) -> None:
        self.fit_around(self.area, _WIDTH)
        super().open()

    def _switch(self, protected: bool) -> None:
        self.fields.setVisible(protected)
        self.fit_around(self.area, _WIDTH)
        if protected:
            self.fields.begin()

    def _make(self) -> None:
        self.fields.form.clear_errors()
        try:
            self.passphrase = self.fields.chosen() if self.protect.isChecked() else ""
        except InvalidInput as error:
            self.fields.form.refuse(error.field, wording.error(error))
            self.fit_around(self.area, _WIDTH)
            return
        self.accept()


def protect(theme: Theme, database: Database, passphrase: str, remember: bool, parent: QWidget | None = None) -> None:
    """Encrypt a data file that was just made, and show its recovery sheet. Raises AppError."""

    def work() -> Done:
        with database.alone() as path:
            done = encryption.encrypt(path, passphrase, lambda _done, _total: None)
            if remember:
                passphrases.remember(path, passphrase)
            return done

    try:
        done = wait_for(work, _("Encrypting"), unwanted=lambda _done: None, parent=parent)
    except AppError:
        database.close()
        raise
    name = database.path.name if database.path else ""
    dialog = RecoverySheetDialog(theme, name, done.recovery_key, parent)
    dialog.exec()
    dialog.deleteLater()
