"""Desks' logins and the server's state, through the window of a real server; and what a desk's login sees of it."""

from __future__ import annotations

import uuid

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop import i18n
from desktop.app import build_window
from desktop.domain.sources import with_password
from desktop.gui.desks.server_desks import AddDeskDialog, LoginDialog, StatusDialog
from desktop.services import agenda, attendance, connecting, server
from desktop.services.opening import open_location
from desktop.settings import Settings
from tests.gui.filled import dialog, settle
from tests.keyrings import InMemory
from tests.services.attendance.hall import fill


@pytest.fixture(autouse=True)
def ring(monkeypatch):
    ring = InMemory()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    return ring


@pytest.fixture
def address(postgresql):
    address = postgresql.copied(fill, desk="Ban tổ chức")
    server.init(address)
    return address


def shown(qtbot, location, desk="Bàn 1"):
    database = open_location(location, desk=desk)
    window = build_window(database, Settings(desk=desk), location=location)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.show()
    return window


@pytest.fixture
def window(qtbot, address):
    window = shown(qtbot, address)
    yield window
    settle(qtbot, window)
    window.close()
    window.context.operations.database.close()


@pytest.fixture
def login(address):
    """A desk's login of this server, its address with the password."""
    made = server.add_desk(address, f"ban-{uuid.uuid4().hex[:8]}")
    return with_password(made.address, made.password)


def test_a_desk_gets_a_login_whose_password_is_told_once_and_kept_nowhere(qtbot, window, ring, home):
    asked = window.run("server.add_desk")
    assert isinstance(asked, AddDeskDialog)
    name = f"ban-{uuid.uuid4().hex[:8]}"
    asked.name.setText(name)
    qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    told = dialog(qtbot, LoginDialog)
    password = told.fields[2].text()
    assert password
    assert password not in told.fields[0].text()
    qtbot.mouseClick(told.copy, Qt.MouseButton.LeftButton)
    assert password in QApplication.clipboard().text()
    told.reject()
    settle(qtbot, window)
    window.context.settings.save()
    assert not any(password.encode() in file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert ring.kept == {}


@pytest.mark.parametrize(("name", "language"), [("", "vi"), ("postgres", "vi"), ("postgres", "en"), ("pg_ban", "en")])
def test_a_name_that_no_login_can_have_is_refused_beside_its_field(qtbot, window, name, language):
    i18n.install(language)
    asked = window.run("server.add_desk")
    asked.name.setText(name)
    qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert asked.form.error_of("name")
    assert asked.isVisible()
    asked.reject()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_state_of_the_server_names_conferences_logins_and_who_is_connected(qtbot, window, login, language):
    i18n.install(language)
    opened = window.run("server.status")
    assert isinstance(opened, StatusDialog)
    settle(qtbot, window)
    assert "PostgreSQL" in opened.facts.text()
    groups = {opened.list.topLevelItem(row).text(0) for row in range(opened.list.topLevelItemCount())}
    assert len(groups) == 3
    rows = [opened.list.topLevelItem(row).child(0).text(0) for row in range(opened.list.topLevelItemCount())]
    assert any("Tập huấn một cửa" in row for row in rows)
    opened.reject()


def test_a_desks_login_is_offered_nothing_that_would_be_refused(qtbot, window, login):
    at_desk = shown(qtbot, login, desk="Bàn 2")
    visible = {name for name, action in at_desk.commands.actions.items() if action.isVisible()}
    assert "server.add_desk" not in visible
    assert "import" not in visible
    assert {"preferences", "data_source", "server.status"} <= visible
    qtbot.waitUntil(lambda: "tài khoản bàn" in at_desk.status.standing)
    assert at_desk.run("server.add_desk") is None
    assert "người tổ chức" in at_desk.banner.sentence
    asked = at_desk.run("server.status")
    settle(qtbot, at_desk)
    assert asked.facts.text()
    assert not asked.banner.sentence
    asked.reject()
    at_desk.close()
    at_desk.context.operations.database.close()


def test_a_test_of_the_connection_tells_what_the_login_may_do(address, login):
    assert connecting.check(login).role == "desk"
    there = connecting.check(address)
    assert (there.role, there.conferences) == ("organizer", 1)
    assert there.desks >= 1


def test_a_test_of_an_empty_database_changes_nothing_in_it(postgresql):
    location = postgresql.fresh()
    assert connecting.check(location).role == ""
    assert connecting.check(location).role == ""


def test_a_desk_of_a_server_without_a_conference_is_told_whom_it_waits_for(qtbot, postgresql):
    empty = postgresql.fresh()
    server.init(empty)
    made = server.add_desk(empty, f"ban-{uuid.uuid4().hex[:8]}")
    window = shown(qtbot, with_password(made.address, made.password))
    settle(qtbot, window)
    page = window.page
    words = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "người tổ chức" in words
    assert not [button for button in page.findChildren(QPushButton) if button.isVisible()]
    window.close()
    window.context.operations.database.close()


def test_a_desk_takes_back_whom_it_let_in_by_the_link_beside_the_words(qtbot, window, login):
    at_desk = shown(qtbot, login, desk="Bàn 2")
    operations = at_desk.context.operations
    session = operations.database.read(lambda tx: agenda.list_sessions(tx, at_desk.context.conference_id))[0]
    people = operations.database.read(lambda tx: attendance.door_people(tx, session.id))
    token = uuid.uuid4()
    with qtbot.waitSignal(operations.wrote, timeout=10_000):
        operations.write_or_queue(
            lambda tx: attendance.check_in(
                tx, training_session_id=session.id, attendee_id=people[0].id, token=token, anyway=True
            )
        )
    settle(qtbot, at_desk)
    assert at_desk.status.sentence
    with qtbot.waitSignal(operations.wrote, timeout=10_000):
        at_desk.status._link.click()

    def taken_back() -> bool:
        states = operations.database.read(lambda tx: attendance.door_states(tx, session.id))
        return [each.status for each in states if each.attendee_id == people[0].id] in ([], ["unrecorded"])

    qtbot.waitUntil(taken_back, timeout=10_000)  # at the server, to which the desk sends what it wrote at home
    at_desk.close()
    operations.database.close()
