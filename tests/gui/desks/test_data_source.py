"""Choosing where the database is: a file, or a real server asked over its own socket with a password."""

from __future__ import annotations

from pathlib import Path

import keyring
import keyring.backends.fail
import psycopg
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from desktop import i18n
from desktop.app import Program
from desktop.domain.sources import as_user, parse_server, with_password
from desktop.gui.desks.data_source import DataSourceDialog
from desktop.gui.encryption.new_file import NewFileDialog
from desktop.services.opening import open_location
from desktop.settings import Settings
from tests.gui.filled import filled, filled_record, settle
from tests.keyrings import InMemory

__all__ = ["filled", "filled_record"]

SECRET = "Mật-khẩu/thử:9@"


@pytest.fixture
def ring(monkeypatch):
    ring = InMemory()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    return ring


@pytest.fixture
def no_ring(monkeypatch):
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)


@pytest.fixture
def server(postgresql):
    """A database of its own whose login "to_chuc" must give a password."""
    location = postgresql.fresh()
    database = parse_server(location)[0].database
    with psycopg.connect(location, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS to_chuc")
        connection.execute(f"CREATE ROLE to_chuc LOGIN SUPERUSER PASSWORD '{SECRET}'")
    open_location(location).close()
    yield as_user(location, "to_chuc")
    with psycopg.connect(postgresql.address("template1"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {database} WITH (FORCE)")
        connection.execute("DROP ROLE to_chuc")


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def make(qtbot, window, location="", **named):
    dialog = DataSourceDialog(window.context.theme, location, parent=window, **named)
    dialog.open()
    return dialog


def texts(folder: Path) -> str:
    return "\n".join(file.read_bytes().decode("utf-8", "replace") for file in folder.rglob("*") if file.is_file())


def test_a_pasted_address_fills_the_fields_and_hides_its_password(qtbot, filled, ring):
    dialog = make(qtbot, filled)
    dialog.server_choice.setChecked(True)
    QApplication.clipboard().setText("postgresql://ban1:kin%40@may-chu:5433/hoinghi?sslmode=require")
    dialog.server.host.setFocus()
    qtbot.keyClick(dialog.server.host, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    fields = dialog.server
    assert [field.text() for field in (fields.host, fields.port, fields.database, fields.user)] == [
        "may-chu", "5433", "hoinghi", "ban1",
    ]  # fmt: skip
    assert fields.password.text() == "kin@"
    assert fields.password.echoMode() is QLineEdit.EchoMode.Password
    assert fields.address() == "postgresql://ban1@may-chu:5433/hoinghi?sslmode=require"
    dialog.reject()


def test_an_address_typed_by_hand_is_spread_once_it_is_whole(qtbot, filled, ring):
    dialog = make(qtbot, filled)
    dialog.server_choice.setChecked(True)
    fields = dialog.server
    qtbot.keyClicks(fields.host, "postgresql://ban1@may-chu:5433/hoinghi")
    assert fields.host.text() == "postgresql://ban1@may-chu:5433/hoinghi"
    assert fields.address() == "postgresql://ban1@may-chu:5433/hoinghi"
    assert [field.text() for field in (fields.host, fields.port, fields.database, fields.user)] == [
        "may-chu", "5433", "hoinghi", "ban1",
    ]  # fmt: skip
    dialog.reject()


def test_how_a_connection_is_encrypted_is_chosen_and_stands_in_the_address(qtbot, filled, ring):
    dialog = DataSourceDialog(filled.context.theme, "postgresql://ban1@may-chu/hoi?sslmode=require&sslrootcert=/a.crt")
    qtbot.addWidget(dialog)
    fields = dialog.server
    assert (fields.encryption.currentData(), fields.root.isEnabled()) == ("require", False)
    fields.encryption.setCurrentIndex(0)
    assert fields.root.isEnabled()
    assert fields.address() == "postgresql://ban1@may-chu/hoi?sslrootcert=/a.crt"
    fields.root.line.clear()
    assert fields.address() == "postgresql://ban1@may-chu/hoi"
    fields.host.setText("postgresql://ban1@may-chu/hoi?sslmode=verify-ca")  # another word that libpq knows
    assert fields.address() == "postgresql://ban1@may-chu/hoi?sslmode=verify-ca"


@pytest.mark.parametrize(("language", "words"), [("vi", "Kết nối được"), ("en", "Connected")])
def test_a_test_says_what_it_found(qtbot, filled, ring, server, language, words):
    i18n.install(language)
    dialog = make(qtbot, filled, server)
    dialog.server.password.setText(SECRET)
    press(qtbot, dialog.test_button)
    assert words in dialog.banner.sentence
    assert dialog.banner.property("tone") == "good"
    assert ring.kept == {}, "a test keeps no password"
    dialog.reject()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda fields: fields.host.setText("/khong/co"), "Không kết nối được"),
        (lambda fields: fields.database.setText("khong_co"), "khong_co"),
    ],
)
def test_what_is_wrong_with_a_server_is_said_in_words(qtbot, filled, ring, server, change, words):
    dialog = make(qtbot, filled, server)
    dialog.server.password.setText(SECRET)
    change(dialog.server)
    press(qtbot, dialog.open_button)
    assert words in dialog.banner.sentence
    assert SECRET not in dialog.banner.sentence
    assert dialog.banner.property("tone") == "bad"
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize("typed", ["", "sai"])
def test_a_missing_or_wrong_password_is_said_beside_its_field(qtbot, filled, ring, server, typed):
    dialog = make(qtbot, filled, server)
    dialog.server.password.setText(typed)
    press(qtbot, dialog.test_button)
    assert dialog.server.form.error_of("password")
    assert dialog.isVisible()
    dialog.reject()


def test_empty_fields_are_asked_for_one_by_one(qtbot, filled, ring):
    dialog = make(qtbot, filled)
    dialog.server_choice.setChecked(True)
    press(qtbot, dialog.open_button)
    assert dialog.server.form.error_of("host")
    dialog.reject()


def test_without_a_keyring_the_dialog_says_that_the_password_is_asked_for_again(qtbot, filled, no_ring):
    dialog = make(qtbot, filled, "postgresql://ban1@may-chu/taphuan")
    said = [label.text() for label in dialog.server.findChildren(type(dialog.server.form._errors["host"]))]
    assert any("hỏi lại" in text for text in said)
    assert not dialog.server.remember.isVisibleTo(dialog)
    dialog.reject()


@pytest.fixture
def program(qtbot):
    application = QApplication.instance()
    program = Program(application, Settings(desk="Bàn 2"))
    yield program
    if program.window is not None:
        settle(qtbot, program.window)
        program.window.close()
        program.window.deleteLater()
        program._database.close()
    application.removeTranslator(program._translator)
    program.deleteLater()


def test_a_server_chosen_opens_at_once_and_its_password_is_in_no_file(qtbot, program, ring, server, home, tmp_path):
    assert program.open(tmp_path / "mot.db")
    first = program.window
    qtbot.waitUntil(lambda: first.is_ready)
    dialog = first.run("data_source")
    dialog.server_choice.setChecked(True)
    dialog.server.host.setText(server)
    dialog.server.host.textEdited.emit(server)
    dialog.server.password.setText(SECRET)
    press(qtbot, dialog.open_button)
    qtbot.waitUntil(lambda: program.window is not first and program.window.is_ready, timeout=20_000)
    assert program._settings.data_file == server
    assert program._settings.views["recent"][0] == server
    qtbot.waitUntil(lambda: "●" in program.window.status.standing)
    recent = program.window.commands.actions["data.recent"].menu().actions()
    assert "to_chuc" in recent[0].text()
    settle(qtbot, program.window)
    program.window.close()
    kept = texts(home)
    assert "to_chuc" in kept
    for form in (SECRET, parse_server(with_password(server, SECRET))[0].url(SECRET).split(":")[2].split("@")[0]):
        assert form not in kept
    assert list(ring.kept.values()) == [SECRET]


def test_the_next_start_takes_the_password_from_the_keyring(qtbot, program, ring, server):
    from desktop.services import passwords

    passwords.remember(server, SECRET)
    assert program.open(server)
    qtbot.waitUntil(lambda: program.window.is_ready, timeout=20_000)
    assert program.window.context.location == server


def dialog_open():
    return next(
        (each for each in QApplication.topLevelWidgets() if isinstance(each, DataSourceDialog) and each.isVisible()),
        None,
    )


def answer(work):
    """Do something with the dialog as soon as it stands there."""

    def look():
        dialog = dialog_open()
        if dialog is None:
            QTimer.singleShot(20, look)
        else:
            work(dialog)

    QTimer.singleShot(20, look)


@pytest.mark.modal
def test_a_start_without_a_keyring_asks_for_the_password(qtbot, program, no_ring, server, home):
    seen = []

    def type_it(dialog):
        seen.append(dialog.server.form.error_of("password"))
        dialog.server.password.setText(SECRET)
        press(qtbot, dialog.open_button)

    answer(type_it)
    assert program.open(server)
    qtbot.waitUntil(lambda: program.window.is_ready, timeout=20_000)
    assert seen[0]
    assert program._settings.data_file == server
    program.window.context.settings.save()
    assert SECRET not in texts(home)


@pytest.mark.modal
def test_a_start_whose_server_is_away_leads_to_a_file(qtbot, program, ring, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "khac"), ""))
    said = []

    def choose(dialog):
        said.append(dialog.banner.sentence)
        dialog.file_choice.setChecked(True)
        dialog.files._begin()
        press(qtbot, dialog.open_button)

    def make(dialog):
        press(qtbot, dialog.make_button)
        return dialog.result()

    answer(choose)
    monkeypatch.setattr(NewFileDialog, "exec", make)
    assert program.open("postgresql://ban1@/taphuan?host=/khong/co")
    assert program._settings.data_file == str(tmp_path / "khac.db")
    assert said[0]
    qtbot.waitUntil(lambda: program.window.is_ready)


@pytest.mark.modal
def test_leaving_the_question_of_a_start_ends_it(qtbot, program, ring):
    answer(lambda dialog: dialog.reject())
    assert not program.open("postgresql://ban1@/taphuan?host=/khong/co")
