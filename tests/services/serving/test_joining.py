"""A desk joins by a code that is good once and for minutes; nobody else is let in, and the organizer is told."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from desktop.domain import join_code
from desktop.domain.errors import AppError
from desktop.domain.join_code import JoinCode
from desktop.domain.sources import OWN_SERVER, parse_server
from desktop.i18n import _
from desktop.services import passwords
from desktop.services.desks.desk_file import DeskFile
from desktop.services.desks.server_database import ServerDatabase
from desktop.services.opening import open_location
from desktop.services.serving import connection_file, joining, register
from desktop.services.serving.attempts import Attempt, Tried
from desktop.services.serving.serving import Serving
from desktop.store import certificate, desk_register
from desktop.wording import serving as words
from tests.services.serving.conftest import at_home

NOW = dt.timedelta(seconds=-1)


def told(lasting: Serving, work: Callable[[], object]) -> list[Attempt]:
    """What the organizer is told that this tried."""
    lasting._look()
    before = len(lasting.news.attempts)
    work()
    lasting._look()
    return list(lasting.news.attempts[before:])


def connect(code: JoinCode, lasting: Serving, user: str, password: str) -> psycopg.Connection:
    return psycopg.connect(
        host=OWN_SERVER,
        hostaddr=code.host,
        port=code.port,
        dbname="taphuan",
        user=user,
        password=password,
        sslmode="verify-full",
        sslrootcert=str(lasting.own.certificate),
        autocommit=True,
    )


def test_a_desk_joins_by_its_code_alone_and_works_there(lasting: Serving, home: Path):
    code, _made = lasting.new_code()
    joined = joining.join(code.letters.lower().replace("-", " "), "Bàn 1")
    assert (joined.title, joined.known) == ("Bàn 1", False)
    database = open_location(joined.address, desk=joined.title)
    assert isinstance(database, ServerDatabase)
    assert (database.role, database.online, database.place) == ("desk", True, "127.0.0.1")
    database.close()
    secrets = [each for each in home.rglob("*") if each.suffix == ".pass"]
    assert all(each.stat().st_mode & 0o077 == 0 for each in secrets)
    assert [each.title for each in lasting.desks()] == ["Bàn 1"]


def test_a_code_is_good_once(lasting: Serving, tmp_path: Path):
    code, _made = lasting.new_code()
    joining.join(code.digits, "Bàn 2")

    def again() -> None:
        with at_home(tmp_path), pytest.raises(AppError, match=r"join\.refused"):
            joining.join(code.digits, "Bàn lạ")

    tries = told(lasting, again)
    assert [(each.host, each.tried) for each in tries] == [("127.0.0.1", Tried.CODE)]
    assert "127.0.0.1" in words.refused_text(tries)
    assert "Bàn lạ" not in [each.title for each in lasting.desks()]


def test_yesterdays_and_guessed_codes_let_nobody_in(lasting: Serving):
    old, _made = lasting.new_code(NOW)
    good, _made = lasting.new_code()
    wrong = replace(good, secret=b"\x00\x00\x00\x00\x00")
    unknown = replace(good, name=b"\x00\x01")
    dropped, _made = lasting.new_code()
    lasting.drop_codes()

    def all_of_them() -> None:
        for each in (old, wrong, unknown, good, dropped):
            with pytest.raises(AppError, match=r"join\.refused"):
                joining.join(each.letters, "Bàn lạ")

    assert [each.tried for each in told(lasting, all_of_them)] == [Tried.CODE] * 5


def test_a_code_of_another_day_leads_to_another_certificate(lasting: Serving):
    code, _made = lasting.new_code()
    with pytest.raises(AppError, match=r"join\.other_server"):
        joining.join(replace(code, fingerprint=b"\x00" * 6).letters, "Bàn 3")


@contextmanager
def impostor(tmp_path: Path) -> Iterator[tuple[int, list[bytes]]]:
    """A computer that answers as PostgreSQL does, with a certificate of its own; and what it was told."""
    pem, key = certificate.make()
    (tmp_path / "both.pem").write_bytes(pem + key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:

        def answer() -> None:
            line, _who = door.accept()
            assert line.recv(8) == struct.pack("!ii", 8, 80877103)
            line.sendall(b"S")
            with context.wrap_socket(line, server_side=True) as secured:
                heard.append(secured.recv(1000))

        thread = threading.Thread(target=answer)
        thread.start()
        yield door.getsockname()[1], heard
        thread.join()


def test_an_impostor_is_told_nothing(lasting: Serving, tmp_path: Path):
    code, _made = lasting.new_code()
    with impostor(tmp_path) as (port, heard), pytest.raises(AppError, match=r"join\.other_server"):
        joining.join(replace(code, port=port).letters, "Bàn 3")
    assert heard == [b""]


def test_nothing_answers_is_said_with_what_to_look_at(lasting: Serving):
    code, _made = lasting.new_code()
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    with pytest.raises(AppError, match=r"join\.unreachable"):
        joining.join(replace(code, port=port).letters, "Bàn 3")


def test_a_codes_login_can_do_nothing_but_join(lasting: Serving):
    code, _made = lasting.new_code()
    login = desk_register.code_login(code.name)
    with connect(code, lasting, login, code.secret.hex()) as connection:
        for statement in (
            "SELECT * FROM attendee",
            "SELECT * FROM conference",
            "SELECT * FROM tap_huan_desks.desk",
            "SELECT * FROM tap_huan_desks.code",
            "SELECT tap_huan_desks.present('x', 0, now(), 0)",
            "CREATE TABLE public.mine (a int)",
            "CREATE TEMP TABLE mine (a int)",
            "CREATE ROLE mine",
            "SET ROLE tap_huan_desk",
            "SET SESSION AUTHORIZATION chu",
            "SELECT rolpassword FROM pg_authid",
            "COPY (SELECT 1) TO PROGRAM 'true'",
            "SELECT tap_huan_desks.joined('x', 'md5abc')",
            "SELECT tap_huan_desks.joined('x', '''; DROP TABLE attendee; --')",
        ):
            with pytest.raises(psycopg.Error):
                connection.execute(statement)
        verifier = connection.pgconn.encrypt_password(b"x", b"", b"scram-sha-256").decode()
        hostile = "'); DROP SCHEMA tap_huan_desks; --" + "á" * 200
        row = connection.execute("SELECT tap_huan_desks.joined(%s, %s)", (hostile, verifier)).fetchone()
        assert row is not None
        assert row[0].startswith("'); DROP SCHEMA")
        with pytest.raises(psycopg.Error):  # once, also on the same line
            connection.execute("SELECT tap_huan_desks.joined('y', %s)", (verifier,))
    assert row[0] in [each.login for each in lasting.desks()]
    register.remove(lasting.admin_address, row[0])


def test_a_stranger_on_the_network_gets_nothing_and_is_told(lasting: Serving):
    code, _made = lasting.new_code()
    plain = {"host": code.host, "port": code.port, "dbname": "taphuan"}

    def strangers() -> None:
        for how in (
            {**plain, "user": "postgres", "password": "postgres", "sslmode": "require"},
            {**plain, "user": "chu", "password": "", "sslmode": "disable"},
            {**plain, "user": desk_register.code_login(code.name), "password": code.secret.hex(), "sslmode": "disable"},
        ):
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(**how)  # type: ignore[call-overload]
        for said in (b"GET / HTTP/1.1\r\n\r\n", b"\x00\x00\x00\x08\x04\xd2\x16\x2f\x16\x03\x01", b""):
            with socket.create_connection((code.host, code.port), 5) as line:
                line.sendall(said)
                line.shutdown(socket.SHUT_WR)
                while line.recv(1000):
                    pass

    tried = told(lasting, strangers)
    assert len(tried) >= 3
    assert Tried.OTHER in {each.tried for each in tried}


def test_connections_given_up_while_the_server_stood_still_are_nobodys_tries(
    lasting: Serving, monkeypatch: pytest.MonkeyPatch
):
    now = dt.datetime.now(dt.UTC)
    given_up, wrong = Attempt(now, "192.0.2.7", Tried.OTHER), Attempt(now, "192.0.2.7", Tried.LOGIN, "ban 1")
    with monkeypatch.context() as standing:
        standing.setattr(lasting, "_start_again", lambda: pytest.fail("it only hangs, perhaps not for long"))
        standing.setattr(lasting.own, "answers", lambda _port: False)
        lasting._look()
    monkeypatch.setattr(lasting._attempts, "new", lambda _logs: [given_up, wrong])
    assert told(lasting, lambda: None) == [wrong]
    lasting._unsure_until = 0.0
    assert told(lasting, lambda: None) == [given_up, wrong]


def test_a_desk_is_locked_let_in_again_renamed_and_removed(lasting: Serving, tmp_path: Path):
    code, _made = lasting.new_code()
    joined = joining.join(code.letters, "Bàn tạm")
    address, login = lasting.admin_address, parse_server(joined.address)[0].user
    at_work = psycopg.connect(passwords.with_password(joined.address), autocommit=True)
    register.lock(address, login)
    with pytest.raises(psycopg.Error):
        at_work.execute("SELECT count(*) FROM attendee")
    with pytest.raises(AppError, match="login_locked"):
        open_location(joined.address)
    assert register.find(address, "bàn tạm").locked
    register.lock(address, login, locked=False)
    open_location(joined.address).close()
    register.rename(address, login, "Bàn cửa sau")
    other, _made = lasting.new_code()
    with at_home(tmp_path):
        second = joining.join(other.letters, "Bàn cửa sau")
    assert second.title == "Bàn cửa sau (2)"
    with pytest.raises(AppError, match="name_taken"):
        register.rename(address, parse_server(second.address)[0].user, "bàn cửa sau")
    register.remove(address, login)
    with pytest.raises(AppError, match=r"wrong_password|login_locked"):
        open_location(joined.address)
    with pytest.raises(AppError, match=r"desk\.unknown"):
        register.find(address, "Bàn tạm")
    with pytest.raises(AppError, match=r"desk\.unknown"):
        register.remove(address, "chu")


def test_a_new_code_of_the_same_computer_only_tells_the_new_address(lasting: Serving):
    """So what waits at the desk goes on under its login."""
    code, _made = lasting.new_code()
    before = joining.join(code.letters, "Bàn 7")
    later, _made = lasting.new_code()
    now = joining.join(later.letters, "Bàn 7")
    assert (now.known, now.address) == (True, before.address)
    register.remove(lasting.admin_address, parse_server(before.address)[0].user)
    last, _made = lasting.new_code()
    again = joining.join(last.letters, "Bàn 7")
    assert not again.known
    # What waits there goes on: the same file serves it, or takes the new login's name.
    assert DeskFile.of(again.address).path == DeskFile.of(before.address).path


def test_what_waited_under_a_login_that_is_gone_waits_under_the_new_one(lasting: Serving):
    code, _made = lasting.new_code()
    before = joining.join(code.letters, "Bàn 8")
    file = DeskFile.of(before.address).path
    file.write_bytes(b"")
    register.remove(lasting.admin_address, "Bàn 8")
    last, _made = lasting.new_code()
    again = joining.join(last.letters, "Bàn 8 mới")
    assert (file.exists(), DeskFile.of(again.address).path.exists()) == (False, True)


def test_a_connection_file_does_it_without_typing(lasting: Serving, tmp_path: Path):
    file = tmp_path / f"ban9{connection_file.SUFFIX}"
    register.invite(lasting.admin_address, file)
    joined = joining.join(str(file), "Bàn 9")
    database = open_location(joined.address, desk="Bàn 9")
    assert database.role == "desk"
    database.close()
    assert lasting.own.keys.owner_password not in file.read_text()
    assert str(lasting.own.home) not in file.read_text()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"form": "tap-huan-join-1"}', b"\xff" * 100])
def test_another_file_is_no_connection_file(home: Path, tmp_path: Path, content: bytes):
    file = tmp_path / f"x{connection_file.SUFFIX}"
    file.write_bytes(content)
    with pytest.raises(AppError, match=r"join\.no_file"):
        joining.join(str(file), "Bàn 1")


@pytest.mark.parametrize(("text", "code"), [("", "join.missing"), ("xin chào", "join.misread"), ("/", "join.misread")])
def test_what_is_no_code_is_said_beside_the_field(home: Path, text: str, code: str):
    with pytest.raises(AppError) as refused:
        joining.join(text, "Bàn 1")
    assert (refused.value.code, refused.value.details["field"]) == (code, "code")


def test_the_panel_sees_what_a_desk_tells_of_itself(lasting: Serving):
    code, _made = lasting.new_code()
    joined = joining.join(code.letters, "Bàn 5")
    database = open_location(joined.address, desk="Bàn 5")
    assert isinstance(database, ServerDatabase)
    assert database._server is not None
    with database._server.engine.connect() as connection:
        driver = connection.execution_options(isolation_level="AUTOCOMMIT").connection.driver_connection
        assert driver is not None
        database._presence.tell(driver)
    assert database.desk == "Bàn 5"
    register.rename(lasting.admin_address, "Bàn 5", "Bàn tầng 2")
    (desk,) = [each for each in lasting.desks() if each.title == "Bàn tầng 2"]
    assert (desk.here, desk.waiting, desk.locked) == (True, 0, False)
    assert abs(desk.clock_off) < dt.timedelta(minutes=1)
    assert words.state_text(desk) == _("online")
    database._presence._waiting = lambda: 3
    database.close()
    assert register.find(lasting.admin_address, "Bàn tầng 2").waiting == 3


def test_the_code_says_what_the_organizer_shows(lasting: Serving):
    code, made = lasting.new_code()
    assert join_code.read(code.letters) == code
    assert code.host == "127.0.0.1"
    assert made.expires_at > dt.datetime.now(dt.UTC)
