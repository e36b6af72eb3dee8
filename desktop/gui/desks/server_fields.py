"""The fields that name a server and a login: host, database, port, user, password. A pasted address fills them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.errors import InvalidInput
from desktop.domain.sources import PORT, ServerAddress, is_server, parse_server, with_password
from desktop.gui.widgets.form import Form, line
from desktop.gui.widgets.layout import STRETCH, caption, check_box, column
from desktop.i18n import _
from desktop.services import passwords

_NAME = "taphuan"
"""What a database for the program is called unless someone names it otherwise."""


class ServerFields(QWidget):
    """`address()` is what was typed, without a password; `location()` carries one that was typed."""

    def __init__(self, location: str = "") -> None:
        super().__init__()
        self.form = Form(2)
        self.host = line()
        self.database = line(_NAME)
        self.port = line(str(PORT))
        self.port.setValidator(QIntValidator(1, 65535, self.port))
        self.user = line()
        self.password = line()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.add(
            "host", _("Server"), self.host, wide=True, hint=_("Its name or number; or paste a whole address here.")
        )
        self.form.add("database", _("Database"), self.database)
        self.form.add("port", _("Port"), self.port)
        self.form.add("user", _("Login"), self.user)
        self.form.add("password", _("Password"), self.password)
        kept = passwords.has_keyring()
        self.remember = check_box(_("Remember the password in this computer's keyring"), kept)
        note = caption(_("This computer has no keyring: the password is kept nowhere and asked for at each start."))
        self.form.add_row(self.remember if kept else note)
        column(self.form, STRETCH, on=self)
        self._options: tuple[tuple[str, str], ...] = ()
        self._edited = ""
        self.host.textEdited.connect(self._on_edited)
        self.host.editingFinished.connect(lambda: self._take_apart(self.host.text()))
        if is_server(location):
            self._take_apart(location)

    def begin(self) -> None:
        """Put the keyboard where something is still missing."""
        wanted = next((field for field in (self.host, self.database, self.user) if not field.text()), self.password)
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def address(self) -> str:
        """The address without a password. Raises InvalidInput, naming the field."""
        self._take_apart(self.host.text())  # typed whole, and Enter pressed at once
        for name, field in (("host", self.host), ("database", self.database)):
            if not field.text().strip():
                raise InvalidInput("source.missing", field=name)
        host, database, user = (field.text().strip() for field in (self.host, self.database, self.user))
        return ServerAddress(host, database, user, int(self.port.text() or PORT), self._options).url()

    def location(self) -> str:
        """The address, with the password if one was typed. Raises InvalidInput."""
        return with_password(self.address(), self.password.text())

    def keep_password(self) -> None:
        """Put what was typed into the keyring when that is wished. Raises AppError."""
        if self.remember.isChecked() and self.password.text():
            passwords.remember(self.address(), self.password.text())

    def _on_edited(self, text: str) -> None:
        """An address that was pasted is spread at once; one being typed is let be until it is finished."""
        if "://" not in self._edited:
            self._take_apart(text)
        self._edited = self.host.text()

    def _take_apart(self, text: str) -> None:
        """Spread a whole address over the fields."""
        try:
            address, password = parse_server(text)
        except InvalidInput:
            return
        self.host.setText(address.host or "localhost")
        self.database.setText(address.database)
        self.port.setText(str(address.port))
        self.user.setText(address.user)
        self._options = address.options
        if password:
            self.password.setText(password)
