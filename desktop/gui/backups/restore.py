"""The backups of the data file: when each was made, what it holds, what restoring it would lose, and restoring it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QTreeWidgetItem

from desktop.domain.areas import ALL_AREAS
from desktop.domain.backups import Reason
from desktop.domain.errors import AppError, InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.progress import IsCancelled, Progress
from desktop.gui.context import Context
from desktop.gui.feedback import open_file
from desktop.gui.widgets.layout import button, grow, heading, muted
from desktop.gui.widgets.list_dialog import ListDialog, list_of
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _
from desktop.services import backups
from desktop.services.backups import Backup, Restored, folder_of
from desktop.wording import sentence
from desktop.wording.backups import holds_text, lost_text, reason_text, size_text
from desktop.wording.formats import moment_text

_MADE, _WHY, _HOLDS, _LOST, _SIZE = range(5)


class RestoreDialog(ListDialog[Backup]):
    """Newest first; Enter restores the one that is current, after a question that says what would be lost."""

    guide = Topic.BACKUPS

    def __init__(self, context: Context, path: Path) -> None:
        title = _("Restore a backup")
        headings = [_("Made"), _("Why"), _("Holds"), _("Would be lost"), _("File size")]
        super().__init__(
            context,
            title,
            list_of(context.theme, title, headings, stretch=_LOST),
            size=(900, 480),
            empty=_("There is no backup yet. The first one is made by itself some minutes after a change."),
        )
        self.path = path
        self._arrange()
        self.list.itemDoubleClicked.connect(lambda *_item: self._ask())
        self.offer()
        self.reload()

    def _arrange(self) -> None:
        self.now_button = button(_("&Back up now"), self._back_up)
        self.other_button = button(_("From &another file…"), self._choose_another)
        self.folder_button = button(_("Open the &folder"), lambda: open_file(folder_of(self.path)))
        foot, self.restore_button = self.buttons(
            self.now_button,
            self.other_button,
            self.folder_button,
            accept=_("&Restore…"),
            slot=self._ask,
            leave=_("Close"),
        )
        words = muted(
            _(
                "Backups are made by themselves and stand in the folder “{folder}”. What is here now is backed up first."
            ).format(folder=folder_of(self.path).name)
        )
        self.lay_out(heading(self.windowTitle()), words, self.banner, self.empty, grow(self.list), foot)

    def reload(self) -> None:
        """Look into the backups again, beside the window."""
        path, place = self.path, self.context.settings.backup_folder

        def work(progress: Progress, _cancelled: IsCancelled) -> list[Backup]:
            return backups.list_backups(path, place, progress)

        self.context.operations.plain(
            self.read_key, work, self.show_rows, self.refuse, title=_("Looking into the backups")
        )

    def texts(self, row: Backup) -> list[str]:
        good = row.good and row.holds is not None
        why = _("{why}, at the second place") if row.second else "{why}"
        holds = holds_text(row.holds) if good and row.holds is not None else _("damaged")
        return [
            moment_text(row.made_at),
            why.format(why=reason_text(row.reason)),
            holds,
            lost_text(row.lost) if good else "–",
            size_text(row.size),
        ]

    def dress(self, item: QTreeWidgetItem, row: Backup) -> None:
        super().dress(item, row)
        tooltip(item, str(row.path), _MADE)
        if not row.good:
            for place in range(item.columnCount()):
                item.setForeground(place, self.context.theme.colour("bad" if place == _HOLDS else "muted"))

    def keep_place(self, before: Backup | None, place: int) -> int:  # noqa: ARG002
        return next((n for n, each in enumerate(self.rows) if before and each.path == before.path), 0)

    def offer(self) -> None:
        row = self.current()
        self.restore_button.setEnabled(row is not None and row.good)

    def _back_up(self) -> None:
        back_up_now(self.context, self.path, self._backed_up, self.refuse)

    def _backed_up(self, _made: Path) -> None:
        if not self.gone:
            self.reload()

    def _choose_another(self) -> None:
        kinds = _("Data files ({pattern})").format(pattern="*.db")
        name, _kind = QFileDialog.getOpenFileName(self, _("Restore a backup"), str(folder_of(self.path).parent), kinds)
        if not name:
            return
        file, path = Path(name), self.path

        def take(found: Backup) -> None:
            if not found.good:
                self.refuse(AppError("backup.damaged", file=found.name))
            elif not self.gone:
                self._ask(found)

        self.context.operations.plain(
            self.read_key, lambda _progress, _cancelled: backups.look_into(file, path), take, self.refuse
        )

    def _ask(self, chosen: Backup | None = None) -> None:
        row = chosen or self.current()
        if row is None or not row.good:
            return
        question = _("Let the data be as it was at {when}?").format(when=moment_text(row.made_at, seconds=True))
        lost = _("Would be lost: {lost}.").format(lost=lost_text(row.lost))
        after = _("What is here now is backed up first, so restoring can be undone.")
        if not self.context.feedback.ask(
            self.windowTitle(), f"{question}\n{lost}\n{after}", _("Restore"), parent=self, danger=True
        ):
            return
        self.restore_button.setEnabled(False)
        restore(self.context, self.path, row.path, self._restored, self._not_restored)

    def _restored(self) -> None:
        if not self.gone:
            self.accept()

    def _not_restored(self, error: Exception) -> bool:
        if not self.gone:
            self.offer()
        return self.refuse(error)


def restore(
    context: Context,
    path: Path,
    source: Path,
    done: Callable[[], object] = lambda: None,
    failed: Callable[[Exception], bool] = lambda _error: False,
) -> None:
    """Restore a backup over the open data file, after all that was asked for before; the window shows what it holds."""
    desk = context.operations.database.desk

    def restored(what: Restored) -> None:
        context.operations.changed.emit(ALL_AREAS)
        before = what.before
        undo = (lambda: restore(context, path, before)) if before is not None else None
        words = _("Restored the backup {file}").format(file=what.name)
        done()
        context.feedback.say(words, _("Undo") if undo is not None else "", undo)

    work = lambda: backups.restore(path, source, desk=desk)  # noqa: E731
    context.operations.alone(work, restored, failed, title=_("Restoring the backup…"))


def back_up_now(
    context: Context,
    path: Path,
    done: Callable[[Path], object] = lambda _made: None,
    failed: Callable[[Exception], bool] = lambda _error: False,
) -> None:
    """Back up the data file, whatever changed."""
    place = context.settings.backup_folder

    def work(_progress: Progress, _cancelled: IsCancelled) -> tuple[Path, bool]:
        return backups.make(path, Reason.ASKED), backups.carry(path, place)

    def made(answer: tuple[Path, bool]) -> None:
        backup, carried = answer
        absent = "" if carried else f" {sentence('backup.second_absent', {'file': place})}"
        context.feedback.say(_("Backed up as {file}.").format(file=backup.name) + absent)
        done(backup)

    context.operations.plain("backup.now", work, made, failed, title=_("Backing up…"))


def open_restore(context: Context) -> RestoreDialog | None:
    """Show the backups; on a server say whose they are."""
    path = _own_file(context)
    if path is None:
        return None
    dialog = RestoreDialog(context, path)
    dialog.open()
    return dialog


def ask_for_backup(context: Context) -> None:
    """Back up the open data file now; on a server say whose backups are."""
    path = _own_file(context)
    if path is not None:
        back_up_now(context, path)


def _own_file(context: Context) -> Path | None:
    path = context.operations.database.path
    if path is None:
        context.feedback.show_error(InvalidInput("backup.on_server"))
    return path
