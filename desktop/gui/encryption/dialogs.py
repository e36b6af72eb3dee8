"""Encrypting the data file, changing its passphrase, decrypting it: with progress, and cancelled while it lasts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from desktop import wording
from desktop.domain.errors import AppError, Cancelled, InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.progress import IsCancelled, Progress
from desktop.gui.context import Context
from desktop.gui.encryption.fields import PassphraseFields
from desktop.gui.encryption.sheet import RecoverySheetDialog
from desktop.gui.operations import Task
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.layout import STRETCH, caption, check_box, column, grow, heading, holder, plain, scroll
from desktop.i18n import _
from desktop.services import encryption, passphrases
from desktop.services.encryption import Change, Done

_WIDTH = 560


class _FileDialog(Dialog):
    """Works on the data file while the window lets go of it; Esc cancels what is under way, and leaves otherwise."""

    guide = Topic.ENCRYPTION

    change: Change
    """What journal and audit call it."""
    _progressed = Signal(int, int)

    def __init__(
        self, context: Context, path: Path, title: str, words: str, accept: str, fields: PassphraseFields
    ) -> None:
        super().__init__(context, title)
        self.path, self.fields = path, fields
        self.task: Task | None = None
        """What is under way."""
        self.bar = QProgressBar()
        self.bar.setAccessibleName(title)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.inside = column(plain(words), fields, STRETCH, spacing=GRID * 2, margins=(2, 2, GRID, 2))
        self.area = scroll(self.inside)
        foot, self.go_button = self.buttons(accept=accept, slot=self._try)
        self.lay_out(heading(title), self.banner, grow(self.area), self.bar, foot, margins=WIDE, spacing=GRID + 4)
        self._progressed.connect(self._show_progress)

    def open(self) -> None:
        self.fit()
        self.fields.begin()
        super().open()

    def fit(self) -> None:
        """As large as the fields need and the screen allows."""
        self.fit_around(self.area, _WIDTH)

    def work(self, path: Path, progress: Progress, cancelled: IsCancelled) -> Done:
        """What is done with the file, beside the window."""
        raise NotImplementedError

    def begin(self) -> None:
        """Take what was typed. Raises InvalidInput."""

    def tell(self, done: Done) -> None:
        """Say what came of it."""
        raise NotImplementedError

    def _try(self) -> None:
        if self.task is not None:
            return
        self.banner.tell("")
        self.fields.form.clear_errors()
        try:
            self.begin()
        except InvalidInput as error:
            self.refuse(error)
            return
        database = self.context.operations.database

        def work(_progress: Progress, cancelled: IsCancelled) -> Done:
            with database.alone() as path:
                done = self.work(path, self._progressed.emit, cancelled)
            encryption.note(database, self.change)
            return done

        self._busy(True)
        self.task = self.context.operations.plain(self.read_key, work, self._done, self.refuse)

    def _busy(self, busy: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(busy)
        self.go_button.setEnabled(not busy)
        self.fields.setEnabled(not busy)

    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _done(self, done: Done) -> None:
        self.task = None
        self.accept()
        if done.left:
            names = ", ".join(done.left)
            self.context.feedback.say(_("These backups are damaged and stay as they were: {names}").format(names=names))
        self.tell(done)

    def refuse(self, error: Exception) -> bool:
        """Beside its field, or on top; what was cancelled changed nothing."""
        self.task = None
        self._busy(False)
        if isinstance(error, AppError) and not isinstance(error, Cancelled):
            sentence = wording.error(error)
            if not (isinstance(error, InvalidInput) and self.fields.form.refuse(error.field, sentence)):
                self.banner.tell(sentence, "bad")
            self.fit()
        return isinstance(error, AppError)

    def reject(self) -> None:
        """Cancel what is under way, and stay until it has stopped; otherwise leave."""
        if self.task is not None:
            self.context.operations.cancel(self.task)
        else:
            super().reject()

    def show_sheet(self, done: Done) -> None:
        """The new recovery key, to be kept."""
        RecoverySheetDialog(self.context.theme, self.path.name, done.recovery_key, self.context.window).open()


class EncryptDialog(_FileDialog):
    """A plain data file and its backups are encrypted."""

    change = Change.ENCRYPTED

    def __init__(self, context: Context, path: Path) -> None:
        words = _(
            "The data file and its backups are encrypted: whoever finds or copies them reads nothing without the "
            "passphrase. It is asked for at each start. Exchange files, documents and workbooks that you save are not encrypted."
        )
        super().__init__(context, path, _("Encrypt the data"), words, _("&Encrypt"), PassphraseFields())
        self._passphrase = ""

    def begin(self) -> None:
        self._passphrase = self.fields.chosen()

    def work(self, path: Path, progress: Progress, cancelled: IsCancelled) -> Done:
        done = encryption.encrypt(path, self._passphrase, progress, cancelled)
        if self.fields.remembers:
            passphrases.remember(path, self._passphrase)
        return done

    def tell(self, done: Done) -> None:
        self.context.feedback.say(_("Encrypted: {file}").format(file=self.path.name))
        self.show_sheet(done)


class ChangePassphraseDialog(_FileDialog):
    """Another passphrase, and if wished everything encrypted anew."""

    change = Change.KEY_CHANGED

    def __init__(self, context: Context, path: Path) -> None:
        words = _("From now on the new passphrase opens the data file and its backups. The recovery sheet stays valid.")
        fields = PassphraseFields(present=True)
        super().__init__(context, path, _("Change the passphrase"), words, _("&Change"), fields)
        self.anew = check_box(_("Encrypt everything &anew"))
        why = caption(
            _("For when somebody may know the old passphrase, or has seen the recovery sheet: there will be a new one.")
        )
        fields.form.add_row(holder(column(self.anew, why, spacing=2)))
        self._present = self._passphrase = ""

    def begin(self) -> None:
        self._present, self._passphrase = self.fields.present.text(), self.fields.chosen()

    def work(self, path: Path, progress: Progress, cancelled: IsCancelled) -> Done:
        encryption.unlock(path, self._present)
        done = encryption.change_passphrase(path, self._passphrase, progress, cancelled, anew=self.anew.isChecked())
        if self.fields.remembers:
            passphrases.remember(path, self._passphrase)
        return done

    def tell(self, done: Done) -> None:
        self.context.feedback.say(_("The passphrase of {file} was changed.").format(file=self.path.name))
        if done.recovery_key:
            self.show_sheet(done)


class DecryptDialog(_FileDialog):
    """The data file and its backups are plain again."""

    change = Change.DECRYPTED

    def __init__(self, context: Context, path: Path) -> None:
        words = _(
            "The data file and its backups become readable for everybody who finds or copies them. "
            "Type the passphrase to confirm."
        )
        fields = PassphraseFields(present=True, new=False, keyring=False)
        super().__init__(context, path, _("Remove the encryption"), words, _("&Remove the encryption"), fields)
        self._present = ""

    def begin(self) -> None:
        self._present = self.fields.present.text()

    def work(self, path: Path, progress: Progress, cancelled: IsCancelled) -> Done:
        encryption.unlock(path, self._present)
        return encryption.decrypt(path, progress, cancelled)

    def tell(self, done: Done) -> None:  # noqa: ARG002
        self.context.feedback.say(_("No longer encrypted: {file}").format(file=self.path.name))


def open_encrypt(context: Context) -> Dialog | None:
    """Encrypt the open data file."""
    return _opened(context, EncryptDialog, encrypted=False)


def open_change(context: Context) -> Dialog | None:
    """Change the open data file's passphrase."""
    return _opened(context, ChangePassphraseDialog, encrypted=True)


def open_decrypt(context: Context) -> Dialog | None:
    """Decrypt the open data file."""
    return _opened(context, DecryptDialog, encrypted=True)


def _opened(
    context: Context, kind: type[EncryptDialog | ChangePassphraseDialog | DecryptDialog], *, encrypted: bool
) -> Dialog | None:
    path = context.operations.database.path
    if path is None:
        return None
    if encryption.is_encrypted(path) is not encrypted:
        code = "seal.not_encrypted" if encrypted else "seal.encrypted_already"
        context.feedback.say(wording.sentence(code, {"file": path.name}))
        return None
    dialog = kind(context, path)
    dialog.open()
    return dialog
