"""A data file that is damaged: what could be saved of it, beside the newest backup, and the choice between them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QRadioButton, QWidget

from desktop.domain.errors import AppError, Cancelled
from desktop.domain.guide import Topic
from desktop.gui.theme import GRID, Theme
from desktop.gui.wait_dialog import wait_for
from desktop.gui.widgets.dialog import WIDE, BareDialog
from desktop.gui.widgets.layout import STRETCH, column, grow, heading, holder, plain, scroll
from desktop.i18n import _
from desktop.services import backups, recovering
from desktop.services.backups import Backup
from desktop.services.recovering import Recovery
from desktop.wording import backups as words

_WIDTH = 600


class RecoveryDialog(BareDialog):
    """The recovered file or the newest backup; what has the more is chosen already. Rejected: neither."""

    guide = Topic.BACKUPS

    kept = True

    def __init__(
        self, theme: Theme, path: Path, recovery: Recovery | None, newest: Backup | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Damaged data file"), parent)
        self.recovered_choice = QRadioButton(_("&What could be read of it"))
        self.backup_choice = QRadioButton(_("The newest &backup"))
        parts: list[QWidget] = [plain(words.damaged_text(path, recovery.salvaged if recovery else None))]
        if recovery is not None:
            parts += [self.recovered_choice, _under(words.salvaged_text(recovery.salvaged))]
        if newest is not None:
            lost = recovering.only_recovered(recovery, newest) if recovery else None
            parts += [self.backup_choice, _under(words.newest_text(newest.made_at, newest.holds, lost))]
        read = recovery is not None and not recovery.salvaged.read.nothing
        (self.recovered_choice if read or newest is None else self.backup_choice).setChecked(True)
        self.area = scroll(column(*parts, STRETCH, spacing=GRID, margins=(2, 2, GRID, 2)))
        foot, self.open_button = self.buttons(accept=_("&Open"), leave=_("Another data source…"))
        self.lay_out(heading(_("The data file is damaged")), grow(self.area), foot, margins=WIDE, spacing=GRID + 4)

    def exec(self) -> int:
        self.fit_around(self.area, _WIDTH)
        return super().exec()

    def open(self) -> None:
        self.fit_around(self.area, _WIDTH)
        super().open()


def _under(text: str) -> QWidget:
    """Words about the choice above them."""
    return holder(column(plain(text, "muted"), margins=(GRID * 3, 0, 0, GRID)))


def recover(theme: Theme, path: Path, place: str, desk: str, parent: QWidget | None = None) -> bool:
    """Save what can be saved of a damaged file and ask which to open; whether the file can be opened now.

    Raises AppError when what was chosen can't be put in its place.
    """
    try:
        recovery = wait_for(
            lambda: recovering.recover(path, place, desk=desk),
            _("{file} is damaged: reading what can still be read…").format(file=path.name),
            unwanted=recovering.drop,
            parent=parent,
        )
        newest = recovery.backup
    except Cancelled:
        return False
    except AppError:
        recovery, newest = None, recovering.newest_good(path, place)
    if recovery is None and newest is None:
        return False
    dialog = RecoveryDialog(theme, path, recovery, newest, parent)
    chosen = dialog.exec() == RecoveryDialog.DialogCode.Accepted
    of_backup = dialog.backup_choice.isChecked()
    dialog.deleteLater()
    if recovery is not None and chosen and not of_backup:
        recovering.accept(recovery)
        return True
    if recovery is not None:
        recovering.drop(recovery)
    if newest is not None and chosen:
        source = newest.path
        wait_for(
            lambda: backups.restore(path, source, desk=desk),
            _("Restoring the backup…"),
            unwanted=lambda _r: None,
            parent=parent,
        )
    return chosen
