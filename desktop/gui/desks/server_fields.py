"""The fields that name a server and a login, and how the connection is encrypted. A pasted address fills them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desktop.domain.errors import InvalidInput
from desktop.domain.sources import PORT, ServerAddress, is_server, parse_server, with_password
from desktop.gui.widgets.form import Form, choice, choose, line
from desktop.gui.widgets.layout import STRETCH, button, caption, check_box, column, row
from desktop.i18n import _
from desktop.services import passwords
from desktop.wording.server import encryption_choices

_NAME = "taphuan"
"""What a database for the program is called unless someone names it otherwise."""


def _root_hint() -> str:
    return _("Empty: the authorities that this computer trusts anyway.")


class _RootCertificate(QWidget):
    """A file that is chosen, or typed."""

    def __init__(self) -> None:
        super().__init__()
        self.line = line()
        self.line.setAccessibleName(_("Certificate of the server or its root"))
        row(self.line, button(_("Choose…"), self._choose), on=self)
        self.setFocusProxy(self.line)

    def _choose(self) -> None:
        kinds = _("Certificates (*.crt *.pem *.cer);;All files (*)")
        path, _kind = QFileDialog.getOpenFileName(self, _("Certificate of the server or its root"), "", kinds)
        if path:
            self.line.setText(path)
            self.line.textEdited.emit(path)


class ServerFields(QWidget):
    """`address()` is what was typed, without a password; `location()` carries one that was typed."""

    changed = Signal()
    """Something was typed or chosen."""

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
        self._add_encryption()
        self._add_remembering()
        column(self.form, STRETCH, on=self)
        self._options: tuple[tuple[str, str], ...] = ()
        self._edited = ""
        self.host.textEdited.connect(self._on_edited)
        self.host.editingFinished.connect(lambda: self._take_apart(self.host.text()))
        if is_server(location):
            self._take_apart(location)
        self._on_encryption()

    def _add_remembering(self) -> None:
        kept = passwords.has_keyring()
        self.remember = check_box(_("Remember the password in this computer's keyring"), kept)
        note = caption(_("This computer has no keyring: the password is kept nowhere and asked for at each start."))
        self.form.add_row(self.remember if kept else note)

    def _add_encryption(self) -> None:
        self.encryption = choice(encryption_choices(), "")
        self.encryption.currentIndexChanged.connect(lambda _place: self._on_encryption())
        self.root = _RootCertificate()
        risk = _(
            "Unchecked, another computer can pass for the server; not encrypted, all in the network can read along."
        )
        self.form.add("sslmode", _("Encryption"), self.encryption, wide=True, hint=risk)
        self.form.add(
            "sslrootcert", _("Certificate of the server or its root"), self.root, wide=True, hint=_root_hint()
        )
        for field in (self.host, self.database, self.port, self.user, self.password, self.root.line):
            field.textEdited.connect(lambda _text: self.changed.emit())

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
        chosen = {"sslmode": str(self.encryption.currentData()), "sslrootcert": self.root.line.text().strip()}
        options = (*self._options, *((name, value) for name, value in chosen.items() if value))
        return ServerAddress(host, database, user, int(self.port.text() or PORT), options).url()

    def location(self) -> str:
        """The address, with the password if one was typed. Raises InvalidInput."""
        return with_password(self.address(), self.password.text())

    def keep_password(self) -> None:
        """Put what was typed into the keyring when that is wished. Raises AppError."""
        if self.remember.isChecked() and self.password.text():
            passwords.remember(self.address(), self.password.text())

    def _on_encryption(self) -> None:
        """A certificate is asked for where one is checked."""
        self.root.setEnabled(self.encryption.currentData() not in ("disable", "require"))
        self.changed.emit()

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
        options = dict(address.options)
        mode = options.pop("sslmode", "")
        if self.encryption.findData(mode) < 0:
            self.encryption.addItem(mode, mode)  # another that libpq knows
        choose(self.encryption, mode)
        self.root.line.setText(options.pop("sslrootcert", ""))
        self._options = tuple(options.items())
        if password:
            self.password.setText(password)
