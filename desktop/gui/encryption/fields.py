"""The fields of a passphrase: one to open a file, two alike to choose a new one, and whether the keyring keeps it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desktop.domain.errors import InvalidInput
from desktop.gui.widgets.form import Form, line
from desktop.gui.widgets.layout import caption, check_box, column
from desktop.i18n import _
from desktop.services import encryption, passwords


def secret_line() -> QLineEdit:
    """A field whose letters nobody reads over one's shoulder."""
    field = line()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


class PassphraseFields(QWidget):
    """The present passphrase, a new one typed twice, or both; and the keyring's box."""

    def __init__(self, *, present: bool = False, new: bool = True, keyring: bool = True) -> None:
        super().__init__()
        self.form = Form(1)
        self.present, self.new, self.again = secret_line(), secret_line(), secret_line()
        if present:
            hint = _("The recovery key from the printed sheet opens it too.")
            self.form.add("passphrase", _("Passphrase"), self.present, hint=hint)
        if new:
            hint = _("At least {least} characters. Several words are easy to remember and hard to guess.")
            self.form.add("new", _("New passphrase"), self.new, hint=hint.format(least=encryption.SHORTEST))
            self.form.add("again", _("The same once more"), self.again)
        self._remember: QCheckBox | None = None
        if keyring and passwords.has_keyring():
            self._remember = check_box(_("Remember it in this computer's keyring"))
            self.form.add_row(self._remember)
        elif keyring:
            note = caption(_("This computer has no keyring: the passphrase is asked for at each start."))
            self.form.add_row(note)
        column(self.form, on=self)

    @property
    def remembers(self) -> bool:
        """Whether the keyring is to keep it."""
        return self._remember is not None and self._remember.isChecked()

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        next(iter(self.form.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> str:
        """The new passphrase. Raises InvalidInput for the field it is about."""
        passphrase = self.new.text()
        try:
            encryption.check_passphrase(passphrase)
        except InvalidInput as error:
            raise InvalidInput(error.code, **{**error.details, "field": "new"}) from error
        if self.again.text() != passphrase:
            raise InvalidInput("seal.not_the_same", field="again")
        return passphrase

    def setEnabled(self, enabled: bool) -> None:
        """Whether anything can be typed."""
        self.form.setEnabled(enabled)
