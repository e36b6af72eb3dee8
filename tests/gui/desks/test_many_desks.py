"""A conference shared from the window, a desk that joins it, and the way back; the desks of an office's own server."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop.app import Program, build_window
from desktop.domain.attendance import THERE
from desktop.domain.errors import AppError, UnusableDatabase
from desktop.gui.desks import sharing
from desktop.gui.desks.join import JoinDialog
from desktop.gui.desks.panel import DesksPanel, RenameDialog, _Look
from desktop.gui.desks.refusals import RefusalsTold
from desktop.gui.desks.share import ShareDialog
from desktop.gui.feedback import Feedback
from desktop.gui.shell.main_window import MainWindow
from desktop.i18n import _
from desktop.services import attendance, server
from desktop.services.opening import open_location
from desktop.services.serving import joining, running, where
from desktop.services.serving.attempts import Attempt, Tried
from desktop.services.serving.register import Desk
from desktop.services.serving.serving import News
from desktop.settings import Settings
from tests import kept_record
from tests.gui.filled import dialog, settle
from tests.services.attendance.hall import Hall, fill, moment, open_hall
from tests.services.serving.conftest import at_home, programs

LONG = 60_000


def shown(program: Program) -> DesksPanel | None:
    """The panel over the window, once it has a code."""
    for each in QApplication.topLevelWidgets():
        if isinstance(each, DesksPanel) and each.isVisible() and each._code is not None:
            return each
    return None


@pytest.fixture
def shared(program: Program, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Hall, Path]]:
    """A data file whose conference the window shares, by the dialog alone, at this computer's own address."""
    programs()
    monkeypatch.setattr("desktop.services.serving.addresses.here", lambda: ("127.0.0.1",))
    monkeypatch.setattr(Feedback, "ask", lambda *_given, **_named: True)
    path = home / "taphuan.db"
    database, _made = kept_record.filled(path, fill)
    hall = open_hall(database)
    database.close()
    program.open(path)
    assert program.window is not None
    qtbot.waitUntil(lambda: program.window is not None and program.window.is_ready, timeout=LONG)
    program.window.run("desks.share")
    share = dialog(qtbot, ShareDialog)
    qtbot.waitUntil(share.save_button.isEnabled)
    share.save_button.click()
    qtbot.waitUntil(lambda: shown(program) is not None, timeout=LONG)
    yield hall, path
    made = running.active()
    program.leave_data()
    if made is not None:
        made.pause()
        made.own.remove()


def test_sharing_joining_and_the_way_back_need_no_typing_but_the_code(
    program: Program, qtbot: QtBot, shared: tuple[Hall, Path], tmp_path: Path
):
    hall, path = shared
    panel = shown(program)
    assert panel is not None
    assert program._settings.data_file in ("", str(path))
    with at_home(tmp_path):
        joined = joining.join(panel.card.text.text(), "Bàn 2")
        desk = open_location(joined.address, desk=joined.title)
        desk.write_or_queue(
            lambda tx: attendance.check_in(
                tx,
                training_session_id=hall.morning,
                attendee_id=hall.people["Nguyễn Thị Hà"],
                at=moment("07:45"),
                token=uuid.uuid4(),
            )
        )
        desk.close()
    first = panel._code
    qtbot.waitUntil(lambda: [each.title for each in panel.table.rows_model.rows()] == ["Bàn 2"], timeout=LONG)
    qtbot.waitUntil(lambda: panel._code is not first, timeout=LONG)  # the next desk's
    assert panel.table.rows_model.rows()[0].marks == 1
    panel.table.select_first()
    panel.rename_button.click()
    rename = dialog(qtbot, RenameDialog)
    rename.name.setText("Bàn cửa sau")
    rename.save_button.click()
    qtbot.waitUntil(lambda: panel.table.rows_model.rows()[0].title == "Bàn cửa sau", timeout=LONG)
    # The program is closed and opened again: the conference is where it was, and the desks with it.
    settle(qtbot, program.window)
    panel.close()
    program.leave_data()
    sharing.pause()
    assert where.load() is not None
    program.open(path)
    qtbot.waitUntil(lambda: program.window is not None and program.window.is_ready, timeout=LONG)
    assert program._location.startswith("postgresql://")
    program.window.run("desks.share")
    qtbot.waitUntil(lambda: shown(program) is not None, timeout=LONG)
    panel = shown(program)
    assert panel is not None
    panel.end_button.click()
    qtbot.waitUntil(lambda: program._location == str(path), timeout=LONG)
    qtbot.waitUntil(lambda: program.window is not None and program.window.is_ready, timeout=LONG)
    assert where.load() is None
    assert program._database is not None
    door = program._database.read(lambda tx: attendance.door_people(tx, hall.morning))
    assert [each.full_name for each in door if each.status in THERE] == ["Nguyễn Thị Hà"]


def test_a_start_that_cant_tell_where_the_conference_is_opens_no_data_file(
    program: Program, home: Path, monkeypatch: pytest.MonkeyPatch
):
    database, _made = kept_record.filled(home / "taphuan.db", fill)
    database.close()
    (home / "serving").mkdir()
    (home / "serving" / "keys.json").write_text("{}")  # a server there may be, which nobody can ask
    (home / "serving" / "where.json").write_text("{")
    told: list[AppError | None] = []
    monkeypatch.setattr(program, "_ask_for_another", lambda _location, error=None: told.append(error))
    assert not program.open(home / "taphuan.db")
    assert [error.code.partition(".")[0] for error in told if error is not None] == ["serving"]


def test_what_is_no_code_is_said_beside_the_field(window: MainWindow, qtbot: QtBot):
    window.run("desks.join")
    join = dialog(qtbot, JoinDialog)
    for typed in ("", "J39HR-11HCN"):
        join.code.setText(typed)
        join.save_button.click()
        qtbot.waitUntil(lambda: join.save_button.isEnabled() and bool(join.form.error_of("code")))
    join.name.setText(" ")
    join.save_button.click()
    assert join.form.error_of("name")
    join.reject()


def test_an_offices_own_server_shows_its_desks_too(
    qtbot: QtBot, postgresql: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Path
):
    monkeypatch.setattr(Feedback, "ask", lambda *_given, **_named: True)
    address = postgresql.fresh()
    server.init(address)
    name = f"ban {uuid.uuid4().hex[:6]}"
    server.add_desk(address, name)
    database = open_location(address, desk="Ban tổ chức")
    open_hall(database)
    window = build_window(database, Settings(), location=address)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.show()
    panel = window.run("desks.panel")
    assert isinstance(panel, DesksPanel)
    titles: Callable[[], list[str]] = lambda: [each.title for each in panel.table.rows_model.rows()]  # noqa: E731
    qtbot.waitUntil(lambda: name in titles(), timeout=LONG)
    assert not panel.card.isVisible()
    panel.table.select_ids([name])
    panel.lock_button.click()
    qtbot.waitUntil(
        lambda: any(each.login == name and each.locked for each in panel.table.rows_model.rows()), timeout=LONG
    )
    panel.remove_button.click()
    qtbot.waitUntil(lambda: name not in titles(), timeout=LONG)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not [each for each in window.findChildren(QDialog) if each.isVisible()]
    settle(qtbot, window)
    window.close()
    database.close()


def test_no_desk_is_there_while_the_own_server_is_not_and_a_stranger_is_told_of_without_the_panel(
    program: Program, qtbot: QtBot, shared: tuple[Hall, Path], monkeypatch: pytest.MonkeyPatch
):
    panel, made = shown(program), running.active()
    assert panel is not None
    assert made is not None
    assert program.window is not None
    desk = Desk("Bàn 2", "Bàn 2", None, dt.datetime.now(dt.UTC), True, 0, dt.timedelta(), 0.1, 7, False)
    panel._timer.stop()
    panel._show(_Look((desk,), None, None))
    assert panel.table.rows_model.rows() == [desk]
    panel._not_seen(UnusableDatabase("record.unreachable", file="127.0.0.1"))
    assert panel._timer.isActive()
    assert [each.here for each in panel.table.rows_model.rows()] == [False]
    assert panel.banner.sentence == _("The server does not run. It is being started again; desks go on by themselves.")
    told: list[str] = []
    program.window.feedback.offered.connect(lambda sentence, *_rest: told.append(sentence))
    watch = RefusalsTold(program.window.context, program.window)
    tried = Attempt(dt.datetime.now(dt.UTC), "192.0.2.7", Tried.CODE)
    monkeypatch.setattr(made, "news", News(attempts=(tried,)))
    watch.look()
    assert told == [], "the panel is open, and says so itself"
    panel.reject()
    watch._quiet, watch._told = 0, None
    watch.look()
    watch.look()
    assert len(told) == 1
    assert "192.0.2.7" in told[0]
