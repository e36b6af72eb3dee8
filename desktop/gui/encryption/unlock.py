"""An encrypted file that is to be opened: its passphrase asked for, with or without a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop import wording
from desktop.domain.errors import AppError, Cancelled, InvalidInput
from desktop.domain.guide import Topic
from desktop.gui.encryption.fields import PassphraseFields
from desktop.gui.theme import GRID, Theme
from desktop.gui.wait_dialog import wait_for
from desktop.gui.widgets.dialog import WIDE, BareDialog
from desktop.gui.widgets.layout import STRETCH, column, grow, heading, plain, scroll
from desktop.i18n import _
from desktop.services import encryption, passphrases

_WIDTH = 520


class UnlockDialog(BareDialog):
    """Accepted once the file's key is known."""

    guide = Topic.ENCRYPTION

    kept = True

    def __init__(self, theme: Theme, path: Path, error: AppError | None = None, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Encrypted data file"), parent)
        self.path = path
        self.fields = PassphraseFields(present=True, new=False)
        words = plain(_("“{file}” is encrypted. Type its passphrase to open it.").format(file=path.name))
        self.area = scroll(column(words, self.fields, self.banner, STRETCH, spacing=GRID * 2, margins=(2, 2, GRID, 2)))
        foot, self.open_button = self.buttons(accept=_("&Open"), slot=self._open, leave=_("Cancel"))
        self.lay_out(heading(_("Encrypted data file")), grow(self.area), foot, margins=WIDE, spacing=GRID + 4)
        if error is not None and error.code != "seal.locked":
            self.banner.tell(wording.error(error), "warn")
        self.fields.begin()

    def exec(self) -> int:
        self.fit_around(self.area, _WIDTH)
        return super().exec()

    def open(self) -> None:
        self.fit_around(self.area, _WIDTH)
        super().open()

    def _open(self) -> None:
        path, passphrase = self.path, self.fields.present.text()
        self.fields.form.clear_errors()
        try:
            wait_for(
                lambda: encryption.unlock(path, passphrase),
                _("Trying the passphrase…"),
                unwanted=lambda _known: None,
                parent=self,
            )
            if self.fields.remembers:
                passphrases.remember(path, passphrase)
        except Cancelled:
            return
        except AppError as error:
            self._refuse(error)
            return
        self.accept()

    def _refuse(self, error: AppError) -> None:
        sentence = wording.error(error)
        if not (isinstance(error, InvalidInput) and self.fields.form.refuse(error.field, sentence)):
            self.banner.tell(sentence, "bad")
        self.fields.present.selectAll()
        self.fit_around(self.area, _WIDTH)


def unlock(theme: Theme, error: AppError, parent: QWidget | None = None) -> bool:
    """Ask for the key of the file that an error says is encrypted; whether it is known now."""
    dialog = UnlockDialog(theme, Path(str(error.details["path"])), error, parent)
    opened = bool(dialog.exec())
    dialog.deleteLater()
    return opened
