"""Where the database is: a file on this computer, or a server that several desks share.

The dialog works without a window too: a start whose server does not answer asks here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFileDialog, QRadioButton, QWidget

from desktop import paths, wording
from desktop.domain.errors import AppError, Cancelled, InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.sources import FoundServer, is_server, source_name, without_password
from desktop.gui.context import Context
from desktop.gui.desks.server_fields import ServerFields
from desktop.gui.theme import GRID, Theme
from desktop.gui.wait_dialog import wait_for
from desktop.gui.widgets.dialog import WIDE, BareDialog
from desktop.gui.widgets.form import Form
from desktop.gui.widgets.layout import STRETCH, button, column, grow, heading, row, scroll
from desktop.i18n import _
from desktop.services import connecting
from desktop.wording import server

_WIDTH = 600
_PASSWORD = "record.wrong_password"


class DataSourceDialog(BareDialog):
    """`chosen` gives a file (Path) or a server's address (str, with the password when the keyring has none)."""

    guide = Topic.DATA

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        location: str,
        recent: Sequence[str] = (),
        *,
        error: AppError | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, _("Data source"), parent)
        self.location = ""
        """What was chosen, as `chosen` gives it."""
        on_server = is_server(location)
        servers = [text for text in recent if is_server(text)]
        files = [text for text in (str(location), *recent, str(paths.default_database())) if not is_server(text)]
        self.file_choice = QRadioButton(_("&This computer (a file)"))
        self.server_choice = QRadioButton(_("A &server shared by several desks"))
        choices = QButtonGroup(self)
        for choice in (self.file_choice, self.server_choice):
            choices.addButton(choice)
        self.files = _FileFields(list(dict.fromkeys(text for text in files if text)))
        self.server = ServerFields(location if on_server else next(iter(servers), ""))
        self._arrange()
        (self.server_choice if on_server else self.file_choice).setChecked(True)
        choices.buttonToggled.connect(self._switch)
        self.server.changed.connect(self._forget_answer)
        self._switch()
        if error is not None:
            self.refuse(error)

    def _arrange(self) -> None:
        parts = (self.file_choice, self.server_choice, self.files, self.server, self.banner)
        self._area = scroll(column(*parts, STRETCH, spacing=GRID + 4, margins=(2, 2, GRID, 2)))
        self.test_button = button(_("Test the &connection"), self._test)
        foot, self.open_button = self.buttons(
            self.test_button, accept=_("Open"), slot=self._open, leave="" if self.parent() else _("Quit")
        )
        self.lay_out(heading(_("Data source")), grow(self._area), foot, margins=WIDE, spacing=GRID + 4)

    @property
    def begins_new(self) -> bool:
        """Whether a file is chosen that is to be made."""
        return self.file_choice.isChecked() and self.files.begins_new

    def open(self) -> None:
        self.fit()
        super().open()

    def exec(self) -> int:
        self.fit()
        return super().exec()

    def fit(self) -> None:
        """As large as the fields need and the screen allows."""
        for form in (self.files.form, self.server.form):
            form.show()
        self.fit_around(self._area, _WIDTH)

    def _switch(self) -> None:
        on_server = self.server_choice.isChecked()
        self.files.setVisible(not on_server)
        self.server.setVisible(on_server)
        self.test_button.setVisible(on_server)
        self._forget_answer()
        self.fit()
        if on_server:
            self.server.begin()

    def _forget_answer(self) -> None:
        self.banner.tell("")
        self.server.form.clear_errors()
        self.files.form.clear_errors()

    def _open(self) -> None:
        self._forget_answer()
        if self.file_choice.isChecked():
            if not self.files.path:
                self.files.form.refuse("file", wording.sentence("source.no_file"))
                return
            self._choose(Path(self.files.path))
            return
        found = self._ask()
        if found is None:
            return
        try:
            self.server.keep_password()
        except AppError as error:
            self.server.remember.setChecked(False)
            self.refuse(error)
            return
        self._choose(self.server.location())

    def _choose(self, where: str | Path) -> None:
        self.location = str(where)
        self.accept()
        self.chosen.emit(where)

    def _test(self) -> None:
        self._forget_answer()
        found = self._ask()
        if found is not None:
            self._say(server.found(found), "good")

    def _ask(self) -> FoundServer | None:
        """What the server says of itself; None when that was said to be impossible."""
        try:
            location = self.server.location()
            return wait_for(
                lambda: connecting.check(location),
                _("Asking the server {server}…").format(server=source_name(location)),
                unwanted=lambda _found: None,
                parent=self,
            )
        except Cancelled:
            return None
        except AppError as error:
            self.refuse(error)
            return None

    def refuse(self, error: AppError) -> None:
        """Say what is wrong: beside its field, or under the fields."""
        sentence = wording.error(error)
        field = "password" if error.code == _PASSWORD else error.field if isinstance(error, InvalidInput) else ""
        if self.server_choice.isChecked() and field and self.server.form.refuse(field, sentence):
            self.fit()
        else:
            self._say(sentence, "bad")

    def _say(self, sentence: str, tone: str) -> None:
        self.banner.tell(sentence, tone)
        self.fit()
        self._area.ensureWidgetVisible(self.banner)


class _FileFields(QWidget):
    """One of the files opened lately, another one, or a new one."""

    def __init__(self, files: Sequence[str]) -> None:
        super().__init__()
        self._begun: set[str] = set()
        self._files = QComboBox()
        self._files.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._files.setMinimumContentsLength(20)
        for file in files:
            self._files.addItem(file, file)
        self.form = Form(1)
        self.form.add("file", _("Data file"), self._files, wide=True)
        others = (button(_("Choose another &file…"), self._choose), button(_("Start a &new file…"), self._begin))
        column(self.form, row(*others, STRETCH), on=self)

    @property
    def path(self) -> str:
        """The file chosen."""
        return str(self._files.currentData() or "")

    @property
    def begins_new(self) -> bool:
        """Whether the file chosen was named as a new one."""
        return self.path in self._begun

    def _choose(self) -> None:
        kinds = _("Data files ({pattern})").format(pattern="*.db")
        name, _kind = QFileDialog.getOpenFileName(self, _("Open data file"), str(paths.data_folder()), kinds)
        self._take(name)

    def _begin(self) -> None:
        kinds = _("Data files ({pattern})").format(pattern="*.db")
        name, _kind = QFileDialog.getSaveFileName(self, _("New data file"), str(paths.data_folder()), kinds)
        self._take(name)
        if name:
            self._begun.add(self.path)

    def _take(self, name: str) -> None:
        if not name:
            return
        path = str(Path(name) if Path(name).suffix else Path(name).with_suffix(".db"))
        self._files.insertItem(0, path, path)
        self._files.setCurrentIndex(0)


def choose_data_source(context: Context) -> DataSourceDialog:
    """Ask for the data source; the window opens what is chosen."""
    stored = context.remembered("recent")
    recent = [text for text in stored if isinstance(text, str)] if isinstance(stored, list) else []
    dialog = DataSourceDialog(context.theme, context.location, recent, parent=context.window)
    here = without_password(context.location)

    def take(where: str | Path) -> None:
        now = context.connection.now
        if str(where) != here or (now is not None and now.trouble):  # a new password lies in the keyring
            context.shell.open_data(where, new=dialog.begins_new)

    dialog.chosen.connect(take)
    dialog.open()
    return dialog
