"""Two laptops that never saw each other come together in the window: a book saved here, merged there."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desktop import i18n
from desktop.app import build_window
from desktop.gui.commands import COMMANDS
from desktop.gui.desks.exchange import MergeDialog
from desktop.gui.encryption.unlock import UnlockDialog
from desktop.services.desks import files
from desktop.services.opening import open_location
from desktop.settings import Settings
from desktop.store import sealed_text, sealing
from tests.gui.filled import settle
from tests.services.attendance.hall import open_hall

BY_NAME = {command.name: command for command in COMMANDS}


@pytest.fixture
def desks(tmp_path):
    """A hall's record at this desk, and a copy of it at another."""
    first = open_location(tmp_path / "mot.db", desk="Bàn 1")
    hall = open_hall(first)
    first.close()
    shutil.copyfile(tmp_path / "mot.db", tmp_path / "hai.db")
    here, there = (
        open_location(tmp_path / name, desk=desk) for name, desk in (("mot.db", "Bàn 1"), ("hai.db", "Bàn 2"))
    )
    yield hall, here, there
    here.close()
    there.close()


@pytest.fixture
def window(qtbot, desks):
    _hall, here, _there = desks
    window = build_window(here, Settings(desk="Bàn 1"))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    yield window
    settle(qtbot, window)
    window.close()


def let_in(database, hall, name):
    return replace(hall, database=database).let_in(name)


def book_of(database, hall, path):
    database.write(lambda tx: files.export_file(tx, path, [hall.conference_id]))
    return path


def choose(monkeypatch, *paths):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(path) for path in paths], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(paths[0]), ""))


def merged(qtbot, window):
    dialog = window.run("desk.merge")
    assert isinstance(dialog, MergeDialog)
    qtbot.waitUntil(lambda: not dialog.waiting, timeout=10_000)
    settle(qtbot, window)
    return dialog


def test_a_book_saved_in_the_window_is_merged_at_the_other_desk(qtbot, window, desks, tmp_path, monkeypatch):
    hall, here, there = desks
    let_in(here, hall, "Nguyễn Thị Hà")
    choose(monkeypatch, tmp_path / "so-ban-1")
    window.run("desk.export")
    settle(qtbot, window)
    assert "so-ban-1.desk" in window.status.sentence
    other = build_window(there, Settings(desk="Bàn 2"))
    qtbot.addWidget(other)
    with qtbot.waitSignal(other.ready, timeout=10_000):
        other.show()
    choose(monkeypatch, tmp_path / "so-ban-1.desk")
    dialog = merged(qtbot, other)
    assert "1 lượt ghi mới" in dialog.banner.sentence
    assert dialog.banner.property("tone") == "good"
    assert not dialog.notes.isVisible()
    dialog.reject()
    other.close()


@pytest.mark.parametrize(("language", "words"), [("vi", "cần xem"), ("en", "to review")])
def test_a_person_let_in_at_both_desks_is_a_line_to_look_at(
    qtbot, window, desks, tmp_path, monkeypatch, language, words
):
    i18n.install(language)
    hall, here, there = desks
    for database in (here, there):
        let_in(database, hall, "Nguyễn Thị Hà")
    choose(monkeypatch, book_of(there, hall, tmp_path / "hai.desk"))
    dialog = merged(qtbot, window)
    assert words in dialog.banner.sentence
    assert dialog.notes.topLevelItemCount() == 1
    assert dialog.notes.topLevelItem(0).text(1)
    dialog.reject()


def test_a_file_that_is_no_book_is_refused_and_the_others_are_merged(qtbot, window, desks, tmp_path, monkeypatch):
    hall, _here, there = desks
    let_in(there, hall, "Trần Đức An")
    bad = tmp_path / "anh.desk"
    bad.write_bytes(b"JFIF")
    choose(monkeypatch, bad, book_of(there, hall, tmp_path / "hai.desk"))
    dialog = merged(qtbot, window)
    outcomes = {dialog.list.topLevelItem(row).text(0): dialog.list.topLevelItem(row).text(1) for row in range(2)}
    assert "anh.desk" in outcomes["anh.desk"]
    assert "1" in outcomes["hai.desk"]
    assert dialog.banner.property("tone") == "warn"
    choose(monkeypatch, tmp_path / "hai.desk")
    qtbot.mouseClick(dialog.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.waiting, timeout=10_000)
    assert dialog.list.topLevelItem(2).text(1) == "không có gì mới"
    dialog.reject()


def test_a_plain_copy_of_another_desks_data_file_is_merged_too(qtbot, window, desks, tmp_path, monkeypatch):
    hall, _here, there = desks
    let_in(there, hall, "Trần Đức An")
    choose(monkeypatch, tmp_path / "hai.db")
    dialog = merged(qtbot, window)
    assert "1 lượt ghi mới" in dialog.banner.sentence
    dialog.reject()


def test_the_passphrase_of_a_sealed_book_is_asked_for_and_the_book_merged(qtbot, window, desks, tmp_path, monkeypatch):
    hall, _here, there = desks
    let_in(there, hall, "Nguyễn Thị Hà")
    book, key = book_of(there, hall, tmp_path / "ban-2.desk"), sealing.DataKey.new()
    book.write_bytes(sealed_text.sealed(book.read_bytes(), key, sealing.Wrap.of(key, "chùm khóa của phòng")))
    choose(monkeypatch, book)
    asked = []
    monkeypatch.setattr(
        UnlockDialog, "exec", lambda dialog: asked.append(sealing.unlock(dialog.path, "chùm khóa của phòng")) or 1
    )
    dialog = merged(qtbot, window)
    assert len(asked) == 1
    assert "1" in dialog.list.topLevelItem(0).text(1)
    assert not dialog.notes.isVisible()


def test_a_desks_login_is_shown_only_what_it_may_do(qtbot, desks):
    _hall, here, _there = desks
    here.role = "desk"
    window = build_window(here, Settings())
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    actions = window.commands.actions
    assert "import" not in actions
    assert "undo" in actions
    assert actions["desk.export"].isVisible()
    assert window.run("import") is None
    assert window.banner.sentence
    window.close()


@pytest.mark.parametrize(("role", "command", "allowed"), [
    ("organizer", "import", True), ("desk", "import", False), ("desk", "desk.merge", True), ("viewer", "desk.merge", False),
    ("viewer", "preferences", True), ("desk", "undo", True), ("viewer", "undo", False),
])  # fmt: skip
def test_who_may_use_a_command(role, command, allowed):
    assert (role in BY_NAME[command].roles) is allowed


def test_commands_of_a_server_are_grey_over_a_file(window):
    assert not BY_NAME["server.copy_out"].applies(on_server=False)
    assert BY_NAME["server.copy_out"].applies(on_server=True)
    assert not BY_NAME["backup"].applies(on_server=True)
    assert not window.commands.actions["server.copy_out"].isEnabled()
    assert window.commands.actions["backup"].isEnabled()
