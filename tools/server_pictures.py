"""Pictures of servers and desks: the data source, a server that is away, books merged, logins and state."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from PySide6.QtWidgets import QTreeWidgetItem

from desktop.domain.attendance import DoubtfulAttendance
from desktop.domain.errors import UnreadableFile
from desktop.domain.merging import MergeReport, Recoded
from desktop.domain.sources import FoundServer
from desktop.gui.connection import Connection
from desktop.gui.desks.data_source import DataSourceDialog
from desktop.gui.desks.exchange import MergeDialog
from desktop.gui.desks.server_desks import AddDeskDialog, LoginDialog, StatusDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.i18n import _
from desktop.services.server import Connected, Login, Status
from desktop.wording import server as words

_SERVER = "postgresql://to_chuc@may-chu.hbt.local/taphuan"
_LOGIN = Login("ban2", "desk", "k7Vq-x2Pm-9sTe", "postgresql://ban2@may-chu.hbt.local/taphuan", False)


def server_pictures(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens over the pages, by the picture's name."""
    return {
        "data-source-file": lambda: window.run("data_source"),
        "data-source-server": lambda: _data_source(window),
        "server-away": lambda: _server_away(window),
        "server-put": lambda: window.run("server.copy_in"),
        "server-add-desk": lambda: AddDeskDialog(window.context).open(),
        "server-login": lambda: LoginDialog(window.context, _LOGIN).open(),
        "server-status": lambda: _server_status(window),
        "desk-merge": lambda: _desk_merge(window),
    }


def _data_source(window: MainWindow) -> None:
    """The fields of a server that said what it is."""
    dialog = DataSourceDialog(window.context.theme, _SERVER, parent=window)
    dialog.server.password.setText("mat-khau")
    dialog._say(words.found(FoundServer("15.14", "organizer", 2, 3)), "good")
    dialog.open()


def _desk_merge(window: MainWindow) -> None:
    """Three desks' books, one of them none."""
    dialog = MergeDialog(window.context)
    dialog.waiting = 3
    rows = [QTreeWidgetItem(dialog.list, [name, ""]) for name in ("so-ban-1.desk", "so-ban-cua-sau.desk", "anh.desk")]
    someone = uuid.uuid4()
    doubt = DoubtfulAttendance(
        someone, "Buổi sáng", someone, "101", "Nguyễn Thị Hà", "UBND phường Bạch Mai", "twice", ()
    )
    recoded = Recoded(someone, "Trần Đức An", "1011234567", "1017654321")
    dialog._merged(rows[0], MergeReport(new_marks=84, conferences=("",)))
    dialog._merged(rows[1], MergeReport(new_marks=61, new_people=3, doubts=(doubt,), recoded=(recoded,)))
    dialog._failed(rows[2], UnreadableFile("desk.not_ours", file="anh.desk"))
    dialog.open()


def _server_away(window: MainWindow) -> None:
    """The window while a desk's server can't be reached."""
    now = Connection("may-chu.hbt.local/taphuan", True, "Cửa trước", "desk", False, 12)
    window.context.connection.changed.emit(now)


def _server_status(window: MainWindow) -> None:
    """A server with its organizer, three desks and what waits here."""
    dialog = StatusDialog(window.context)
    now = dt.datetime(2018, 5, 23, 7, 48, tzinfo=dt.UTC)
    logins = (("ban1", "desk"), ("ban2", "desk"), ("lanhdao", "viewer"), ("to_chuc", "organizer"))
    connected = (Connected("ban1", "Cửa trước", now), Connected("ban2", "Cửa sau", now))
    dialog._waiting = [("Nguyễn Thị Hà · Buổi sáng", _("waits for the server"), "07:47 23/05/2018")]
    place, title = "may-chu.hbt.local/taphuan", "Tập huấn nghiệp vụ CCHC năm 2018"
    groups = ("tap_huan_desk", "tap_huan_organizer", "tap_huan_viewer")
    dialog._show(
        Status(
            place,
            "15.14",
            "0002",
            "0002",
            "organizer",
            groups,
            logins,
            connected,
            (("101", title, 172),),
            now,
            used=7,
            allowed=97,
            encrypted="TLSv1.3",
        )
    )
    dialog.open()
