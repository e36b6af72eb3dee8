"""The list of backups, over some days of work, and what could be saved of a damaged file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime

from desktop.domain.backups import Holds, Reason, Salvaged
from desktop.gui.backups.recovery import RecoveryDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.services import backups
from desktop.services.backups import Backup
from desktop.services.recovering import Recovery
from desktop.store.engines import connect

_EARLIER = ("20180522-173012-close", "20180522-140007-import", "20180521-165940-changes", "20180430-170233-close")


def backup_pictures(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens, by the picture's name."""
    return {"restore": lambda: _restore(window), "recovery": lambda: _recovery(window)}


def _restore(window: MainWindow) -> None:
    path = window.context.operations.database.path
    assert path is not None
    shutil.rmtree(backups.folder_of(path), ignore_errors=True)
    made = backups.make(path, Reason.ASKED)
    for number, name in enumerate(_EARLIER, 1):
        earlier = shutil.copyfile(made, made.with_name(f"{path.stem}-{name}.db"))
        with closing(connect(earlier)) as connection:
            connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute("DELETE FROM attendance_mark WHERE rowid % 7 < ?", (number,))
            connection.execute("DELETE FROM journal_entry WHERE id % 7 < ?", (number,))
    broken = made.with_name(f"{path.stem}-{_EARLIER[2]}.db")
    broken.write_bytes(broken.read_bytes()[:20_000])
    made.unlink()
    backups.make(path, Reason.MERGE)
    window.run("backup.restore")


def _recovery(window: MainWindow) -> None:
    path = window.context.operations.database.path
    assert path is not None
    made = datetime(2018, 5, 23, 11, 40).astimezone()
    newest = Backup(path, made, Reason.CHANGES, 0, Holds(1, 172, 298), good=True, second=False, lost=None)
    recovery = Recovery(path, path, Salvaged(Holds(1, 169, 342), Holds(0, 3, 0), 203, 1), newest)
    RecoveryDialog(window.context.theme, path, recovery, newest, window).open()
