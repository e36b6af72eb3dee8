"""What opens only after something that seldom happens, for `tools.walk`: an encrypted file, a desk that joined, a clash, a crash."""

from __future__ import annotations

import datetime as dt
import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.errors import Conflict
from desktop.domain.tasks import NewTask
from desktop.gui import crash_dialog, wait_dialog
from desktop.gui.checkin.move_arrivals import MoveArrivals
from desktop.gui.conferences.groups import RemoveGroupForm
from desktop.gui.conferences.sample import SampleDialog
from desktop.gui.conferences.welcome import WelcomePage
from desktop.gui.desks.panel import DesksPanel
from desktop.gui.desks.server_copy import PutFromServer
from desktop.gui.encryption.dialogs import ChangePassphraseDialog, DecryptDialog
from desktop.gui.encryption.new_file import NewFileDialog
from desktop.gui.encryption.sheet import RecoverySheetDialog
from desktop.gui.encryption.unlock import UnlockDialog
from desktop.gui.importing.pick_fields import PickFieldsDialog
from desktop.gui.papers.certificates import RevokeDialog
from desktop.gui.points.dialog import PointsDialog, open_points
from desktop.gui.points.placing import PlaceDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.tasks.take import take_sheets
from desktop.gui.units.unit import MergeDialog, UnitForm
from desktop.gui.widgets import conflict
from desktop.services import agenda, attendees, conferences, groups, lookup, tasks, units
from desktop.services.opening import Transaction
from desktop.services.points import belonging, keeping, several
from desktop.services.serving.register import Desk
from desktop.services.tasks import sheets
from tools.seldom_after import afterwards

_FILE = Path("Dữ liệu tập huấn quận Hai Bà Trưng.db")
_KEY = "7Q4M-2XKD-9RTA-H3NC-8WEY-5JPB"
_TOLD = {
    "before": {"full_name": "Nguyễn Thị Hà", "position": "Công chức Tư pháp - Hộ tịch", "phone": "0912000001"},
    "after": {"full_name": "Nguyễn Thị Hà", "position": "Phó Chủ tịch UBND", "phone": "0912000002"},
    "fields": ("position",),
}


def seldom(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens each, by name."""
    context = window.context

    return {
        "tasks-given": lambda: _give_tasks(window),
        "tasks-taken": lambda: _take_tasks(window),
        **afterwards(window),
        "points": lambda: _points(window).table.selectRow(1),
        "point": lambda: _at_point(window).edit(),
        "points-of-units": lambda: _at_point(window).add_for_units(),
        "points-pasted": lambda: _at_point(window).paste(),
        "point-came-in": lambda: _at_point(window).write_reported(),
        "point-placed": lambda: _place(window),
        "welcome": lambda: _welcome(window),
        "sample": lambda: _sample(window),
        "arrivals-moved": lambda: _move_arrivals(window),
        "group-removed": lambda: _remove_group(window),
        "units-merged": lambda: _merge_units(window),
        "clash": lambda: _clash(window),
        "desks": lambda: _desks(window),
        "server-put-file": lambda: _put(window),
        "passphrase-changed": lambda: ChangePassphraseDialog(context, _FILE).open(),
        "decrypted": lambda: DecryptDialog(context, _FILE).open(),
        "file-new": lambda: NewFileDialog(context.theme, _FILE, window).open(),
        "recovery-sheet": lambda: RecoverySheetDialog(context.theme, _FILE.name, _KEY, window).open(),
        "unlock": lambda: UnlockDialog(context.theme, _FILE, None, window).open(),
        "fields-picked": lambda: PickFieldsDialog(context, _TOLD, window).open(),
        "revoked": lambda: RevokeDialog(context, [uuid.uuid4(), uuid.uuid4()]).open(),
        "waited": lambda: wait_dialog._WaitDialog("Đang kết nối may-chu.hbt.local/taphuan…", window).open(),
        "crash": lambda: crash_dialog._tell("Traceback (most recent call last):\n  …\nValueError"),
    }


def _conference(window: MainWindow) -> uuid.UUID:
    key = window.context.conference_id
    assert key is not None
    return key


def _give_tasks(window: MainWindow) -> None:
    """Two tasks for each of two wards, one of them late: the page after the conference has something to show."""
    today = dt.date.today()
    new = [NewTask("Đối thoại với công dân", today - dt.timedelta(3)), NewTask("Rà soát thủ tục", today)]

    def give(tx: Transaction) -> None:
        wards = lookup.units_of_kind(tx, "ward")[:2]
        tasks.give(tx, _conference(window), wards, new)

    window.context.operations.database.write(give)
    window.context.operations.changed.emit({"tasks"})
    window.show_page("tasks")


def _take_tasks(window: MainWindow) -> None:
    """A sheet that came back, as it went out."""
    read = window.context.operations.database.read
    with tempfile.TemporaryDirectory() as folder:
        _unit, stem, content = read(lambda tx: sheets.workbooks(tx, _conference(window)))[0]
        path = Path(folder, f"{stem}.xlsx")
        path.write_bytes(content)
        take_sheets(window.context, [path])
        while window.context.operations.busy:
            QApplication.processEvents()


def _points(window: MainWindow) -> PointsDialog:
    """The board of a conference with three points; they are there once."""
    key = _conference(window)

    def make(tx: Transaction) -> None:
        if not keeping.list_points(tx, key):
            several.add_for_units(tx, key, lookup.units_of_kind(tx, "ward")[:3])

    window.context.operations.database.write(make)
    window.context.operations.changed.emit({"points"})
    board = open_points(window.context)
    while window.context.operations.busy:
        QApplication.processEvents()
    return board


def _at_point(window: MainWindow) -> PointsDialog:
    board = _points(window)
    board.table.selectRow(1)
    return board


def _place(window: MainWindow) -> None:
    key = _conference(window)

    def read(tx: Transaction) -> PlaceDialog:
        people, names = attendees.list_attendees(tx, key), belonging.names(tx, key)
        return PlaceDialog(window.context, people[:2], names)

    window.context.operations.database.read(read).open()


def _welcome(window: MainWindow) -> None:
    """The page of a data file without a conference, beside the window."""
    page = WelcomePage(window.context)
    page.setParent(window, Qt.WindowType.Window)
    page.resize(window.size())
    page.show()


def _sample(window: MainWindow) -> None:
    """While the sample is filled, which nobody begins here."""
    with patch.object(window.context.operations, "plain"):
        SampleDialog(window.context).open()


def _move_arrivals(window: MainWindow) -> None:
    read = window.context.operations.database.read
    session = read(lambda tx: agenda.list_sessions(tx, _conference(window)))[0]
    MoveArrivals(window.context, session).open()


def _remove_group(window: MainWindow) -> None:
    known = window.context.operations.database.read(lambda tx: groups.list_groups(tx, _conference(window)))
    RemoveGroupForm(window.context, known[0], known[1:]).open()


def _merge_units(window: MainWindow) -> None:
    known = window.context.operations.database.read(units.list_units)
    MergeDialog(window.context, known[0], known).open()


def _clash(window: MainWindow) -> None:
    """One unit edited at two desks."""
    unit = window.context.operations.database.read(units.list_units)[0]
    mine, theirs = UnitForm(window.context, unit), UnitForm(window.context, unit)
    mine.short_name.setText("P. Bạch Mai")
    theirs.short_name.setText("Phường Bạch Mai")
    at = dt.datetime(2018, 5, 23, 8, 5, tzinfo=dt.UTC)
    conflict.settle(Conflict("unit.changed", name=unit.name, who="Cửa sau", at=at), mine, theirs)


def _desks(window: MainWindow) -> None:
    """Two desks that joined, the first chosen."""
    with patch.object(window.context.operations, "plain"):
        panel = DesksPanel(window.context)
    now = dt.datetime.now(dt.UTC)
    none = dt.timedelta()
    panel._list(
        (
            Desk("ban-1", "Cửa trước", now, now, True, 0, none, 0.004, 84, False),
            Desk("ban-2", "Cửa sau", now, now - dt.timedelta(minutes=4), False, 12, none, None, 61, True),
        )
    )
    panel.table.select_first()
    panel.show()


def _put(window: MainWindow) -> None:
    known = window.context.operations.database.read(conferences.list_conferences)
    PutFromServer(window.context, _FILE, known).open()
