"""Composition root of the window: settings, log, language, database, main window."""

from __future__ import annotations

from desktop.gui import startup_imports  # isort: skip

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop import i18n, own_files, paths
from desktop.domain.errors import AppError, Cancelled
from desktop.domain.sources import is_server, refuse_password, source_name, without_password
from desktop.gui.backups.keeper import BackupKeeper, back_up_at_close
from desktop.gui.context import Context
from desktop.gui.desks import sharing
from desktop.gui.desks.refusals import RefusalsTold
from desktop.gui.operations import Operations
from desktop.gui.qt_translator import install as install_translator
from desktop.gui.shell import one_window
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.shell.one_window import OneWindow
from desktop.gui.theme import Theme
from desktop.i18n import _
from desktop.services import passphrases
from desktop.services.opening import Database, default_desk, open_location
from desktop.settings import Settings

startup_imports.done()

_FILES = "*.db"


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window; return the exit code when it closes."""
    given = _parser().parse_args(list(argv or []))
    own_files.narrow_all()
    settings = Settings.load()
    i18n.install(given.language or settings.language or None)
    application = QApplication.instance() or QApplication(["tap-huan"])
    assert isinstance(application, QApplication)
    from desktop.gui import crash_dialog

    crash_dialog.watch()
    location = given.data or settings.data_file or paths.default_database()
    held = OneWindow(application)
    if not is_server(location) and not held.take(Path(location)) and one_window.call(Path(location)):
        return 0
    program = Program(application, settings, language=given.language or "", held=held)
    if not program.open(location, remember=not given.data):
        return 1
    code = application.exec()
    program.leave_data()
    sharing.pause()
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tap-huan", add_help=False)
    parser.add_argument("--data", default="")
    parser.add_argument("--language", choices=i18n.LANGUAGES)
    return parser


def build_window(database: Database, settings: Settings, theme: Theme | None = None, location: str = "") -> MainWindow:
    """The main window over an open database, not yet shown; `MainWindow.ready` tells when its first page has data."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    if theme is None:
        theme = Theme(application)
        theme.apply(settings.theme, settings.text_scale)
    return MainWindow(Context(settings, Operations(database), theme, location))


class Program(QObject):
    """One run: the window open now, and the change to another data file or language."""

    def __init__(
        self, application: QApplication, settings: Settings, language: str = "", held: OneWindow | None = None
    ) -> None:
        super().__init__(application)
        passphrases.begin()
        self._application = application
        self._settings = settings
        self._forced_language = language
        self._translator = install_translator(application)
        self.theme = Theme(application)
        self.theme.apply(settings.theme, settings.text_scale)
        self.window: MainWindow | None = None
        self._database: Database | None = None
        self._location = ""
        self._begun: set[str] = set()
        """Files that the user asked to be made."""
        self._held = held or OneWindow(self)
        self._held.wanted.connect(self._come_forward)

    def open(self, location: str | Path, *, remember: bool = True, new: bool = False) -> bool:
        """Open a data file in the window, and `remember` it for the next start; False when the user gave up.

        A file that is not there is made when it was asked for as `new` one, or was never opened here before.
        """
        if new:
            self._begun.add(str(location))
        opened = self._opened(location)
        if opened is None:
            return self.window is not None
        before, before_database = self.window, self._database
        self._database, self._location = opened
        self._held.take(None if is_server(self._location) else Path(self._location))
        if remember:
            self._remember()
        self._show()
        if before is not None:
            before.close()
            before.deleteLater()
        if before_database is not None:
            self._leave(before_database)
        return True

    def leave_data(self) -> None:
        """Close the data source for good."""
        if self._database is not None:
            self._leave(self._database)
            self._database = None
        self._held.leave()

    def _come_forward(self) -> None:
        """Show the window to whoever started the program once more on its file."""
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.raise_()
            self.window.activateWindow()

    def _leave(self, database: Database) -> None:
        database.close()
        if database.path is not None:
            back_up_at_close(database.path, self._settings.backup_folder)

    def _opened(self, location: str | Path) -> tuple[Database, str] | None:
        """The database and where it is, without a password; None when the user gave up."""
        where = location
        while True:
            try:
                where = sharing.instead_of(where, self.window)
                if is_server(where):
                    if self.window is None and where is location:  # of the command line: others can read it there
                        refuse_password(where)
                    return self._connected(str(where)), without_password(where)
                begun = str(where) in self._begun
                database = self._made(Path(where)) if begun else None
                if database is None:
                    new = begun or not self._settings.knows(where)
                    database = open_location(where, desk=self._settings.desk, new=new)
                return database, str(database.path)
            except Cancelled:
                another = self._ask_for_another(where)
            except AppError as error:
                another = where if self._unlocked(error) else self._ask_for_another(where, error)
            if another is None:
                return None
            where = another

    def _made(self, path: Path) -> Database | None:
        """A new data file, protected by a passphrase if that is wished; None when there is one. Raises AppError, Cancelled."""
        if path.exists():
            return None
        from desktop.gui.encryption.new_file import NewFileDialog, protect

        dialog = NewFileDialog(self.theme, path, self.window)
        accepted = dialog.exec()
        dialog.deleteLater()
        if not accepted:
            raise Cancelled
        database = open_location(path, desk=self._settings.desk)
        if dialog.passphrase:
            protect(self.theme, database, dialog.passphrase, dialog.fields.remembers, self.window)
        return database

    def _unlocked(self, error: AppError) -> bool:
        """Whether the file is encrypted and its key is known now."""
        if error.code not in passphrases.LOCKED:
            return False
        from desktop.gui.encryption.unlock import unlock

        return unlock(self.theme, error, self.window)

    def _connected(self, address: str) -> Database:
        """The database of a server; the desk is not left before a dead window while it does not answer."""
        from desktop.gui.wait_dialog import wait_for

        return wait_for(
            lambda: open_location(address, desk=self._settings.desk),
            _("Connecting to {server}…").format(server=source_name(address)),
            unwanted=lambda database: database.close(),
            parent=self.window,
        )

    def _show(self) -> None:
        assert self._database is not None
        self.window = build_window(self._database, self._settings, self.theme, self._location)
        self.window.data_wanted.connect(self._on_data_wanted)
        self.window.language_wanted.connect(self._on_language_wanted)
        self.window.present()
        sharing.tell(self.window.context, self.window.ready.connect)
        BackupKeeper(self.window.context, self.window)
        RefusalsTold(self.window.context, self.window)

    def _on_language_wanted(self, language: str) -> None:
        """Words are set when a widget is made: make the window anew, over the same database."""
        self._settings.language = language
        i18n.install(language or None)
        before = self.window
        self._show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _stop_sharing(self) -> None:
        """The shared conference goes back into its file, which is shown then; nobody works on the server meanwhile."""
        before, database = self.window, self._database
        if before is None or database is None:
            return
        before.context.operations.close()
        self._database = None
        file, error = sharing.end(before, database)
        while error is not None and self._unlocked(error):
            file, error = sharing.end(before)
        if not self.open(file):
            self._application.quit()
        elif error is not None and self.window is not None:
            self.window.feedback.show_error(error)

    def _on_data_wanted(self, what: str, where: str | Path | None) -> None:
        if what == "unshared":
            QTimer.singleShot(0, self._stop_sharing)
            return
        if where is not None:
            QTimer.singleShot(0, lambda: self.open(where, new=what == "new"))
            return
        from PySide6.QtWidgets import QFileDialog

        title = _("New data file") if what == "new" else _("Open data file")
        folder = str(paths.data_folder())
        kinds = _("Data files ({pattern})").format(pattern=_FILES)
        if what == "new":
            name, _kind = QFileDialog.getSaveFileName(self.window, title, folder, kinds)
        else:
            name, _kind = QFileDialog.getOpenFileName(self.window, title, folder, kinds)
        if name:
            chosen = Path(name) if Path(name).suffix else Path(name).with_suffix(".db")
            QTimer.singleShot(0, lambda: self.open(chosen, new=what == "new"))

    def _remember(self) -> None:
        where = sharing.file_of(self._location)
        self._settings.data_file = "" if where == str(paths.default_database()) else where
        stored = self._settings.views.get("recent")
        others = [text for text in stored if text != where] if isinstance(stored, list) else []
        self._settings.views["recent"] = [where, *others][:8]

    def _ask_for_another(self, location: str | Path, error: AppError | None = None) -> str | Path | None:
        """Say why a data source can't be opened and let the user try again or choose another; None: leave."""
        if error is not None and error.code == "record.damaged":
            try:
                if self._recovered(Path(location)):
                    return location
            except AppError as worse:
                error = worse
        from desktop.gui.desks.data_source import DataSourceDialog

        stored = self._settings.views.get("recent")
        recent = [text for text in stored if isinstance(text, str)] if isinstance(stored, list) else []
        where = without_password(location)
        dialog = DataSourceDialog(self.theme, where, recent, error=error, parent=self.window)
        dialog.exec()
        chosen = dialog.location
        if dialog.parent() is None:
            dialog.deleteLater()  # with a window it goes by itself
        if dialog.begins_new:
            self._begun.add(chosen)
        return (chosen if is_server(chosen) else Path(chosen)) if chosen else None

    def _recovered(self, path: Path) -> bool:
        """Whether what could be saved of a damaged file, or a backup, stands in its place now."""
        from desktop.gui.backups.recovery import recover

        return recover(
            self.theme, path, self._settings.backup_folder, self._settings.desk or default_desk(), self.window
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
