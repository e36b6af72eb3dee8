"""server init | add-desk | status | login, as somebody at a terminal uses them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import keyring
import psycopg
import pytest

from desktop import cli, log
from desktop.services import passwords
from desktop.settings import Settings
from desktop.store.engines import server_url
from tests.keyrings import InMemory


@pytest.fixture
def ring():
    before = keyring.get_keyring()
    keyring.set_keyring(memory := InMemory())
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def run(capsys, monkeypatch):
    def command(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = cli.main(list(words))
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_a_server_is_set_up_gets_its_desks_and_says_how_it_stands(run, ring, postgresql: Any, home: Path):
    log.open_log()
    address = postgresql.address("cau lenh")
    code, out, err = run("server", "init", address)
    assert (code, out) == (0, "")
    assert "cau lenh" in err
    assert run("server", "init", address)[0] == 0
    code, out, err = run("server", "add-desk", "Bàn cửa chính", "--data", address, "--json")
    login = json.loads(out)
    assert (code, login["login"], login["role"]) == (0, "Bàn cửa chính", "desk")
    assert login["password"] not in err + login["address"]
    code, out, _err = run("server", "add-desk", "Bàn cửa chính", "--data", address)
    assert code == 0
    assert login["password"] not in out
    password = next(line.split()[-1] for line in out.splitlines() if line.startswith("Mật khẩu"))
    psycopg.connect(host=str(postgresql.folder), user="Bàn cửa chính", password=password, dbname="cau lenh").close()

    code, out, err = run("server", "login", login["address"], typed="sai\n")
    assert (code, out, ring.kept) == (1, "", {})
    code, _out, err = run("server", "login", login["address"], typed=password + "\n")
    assert (code, password in err) == (0, False)
    assert passwords.password_for(login["address"]) == password

    settings = Settings.load()
    settings.data_file = login["address"]
    settings.save()
    code, out, _err = run("server", "status", "--json")
    there = json.loads(out)
    assert (code, there["role"], there["schema"]) == (0, "desk", there["schema_here"])
    assert {"login": "Bàn cửa chính", "role": "desk"} in there["logins"]
    code, out, _err = run("server", "status", "--data", address)
    assert (code, "Bàn cửa chính" in out) == (0, True)
    assert run("conference", "list", "--data", login["address"])[0] == 0
    code, _out, err = run("conference", "new", "Không được", "--data", login["address"], "--units", "none")
    assert (code, len(err.splitlines())) == (1, 1)

    held = [file.read_bytes() for file in home.rglob("*") if file.is_file()]
    assert held
    assert not any(secret.encode() in each for each in held for secret in (password, login["password"]))


def test_a_computer_without_a_keyring_is_told_before_anything_is_typed(run, postgresql: Any):
    code, out, err = run("server", "login", postgresql.login("ai", "postgres"), typed="bimat\n")
    assert (code, out) == (1, "")
    assert "PGPASSWORD" in err
    assert "bimat" not in err


def test_a_data_file_is_no_server(run, tmp_path: Path):
    for words in (("status",), ("add-desk", "Bàn 1"), ("init", str(tmp_path / "x.db"))):
        code, out, err = run("server", *words, *([] if words[0] == "init" else ["--data", str(tmp_path / "x.db")]))
        assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert not (tmp_path / "x.db").exists()


def test_a_server_that_is_away_is_told_in_a_line(run):
    code, out, err = run("server", "status", "--data", "postgresql://u@127.0.0.1:1/khong")
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert server_url("postgres://u@h/d").drivername == "postgresql"


@pytest.mark.parametrize(
    "words",
    [
        ("server", "status", "--data"),
        ("server", "check"),
        ("server", "init"),
        ("conference", "list", "--data"),
        ("encrypt", "--data"),
    ],
)
def test_a_password_in_an_address_is_refused_with_the_way_to_do_it_right(run, words: tuple[str, ...]):
    code, out, err = run(*words, "postgresql://u:bimat@127.0.0.1:1/khong")
    assert (code, out) == (2, "")
    assert "bimat" not in err
    assert "tap-huan server login postgresql://u@127.0.0.1:1/khong" in err


def test_the_doors_commands_work_with_a_desks_login(run, postgresql: Any, monkeypatch: pytest.MonkeyPatch):
    place = postgresql.fresh()
    run("server", "init", place)
    run("conference", "new", "Tập huấn", "--from", "23/05/2018", "--data", place)
    name = f"Bàn {server_url(place).database}"
    login = json.loads(run("server", "add-desk", name, "--data", place, "--json")[1])
    monkeypatch.setenv("PGPASSWORD", login["password"])
    desk = ("--data", postgresql.login(name, str(server_url(place).database)))
    code, out, err = run("walk-in", "101", "--name", "Vũ Thị Mới", "--unit", "Phường Bạch Đằng", *desk)
    assert code == 0, err
    for words, answer in (
        (("check-in", "101", "Sáng", "vu thi moi", "--anyway", "--json"), 0),
        (("check-in", "101", "Sáng", "vu thi moi", "--anyway", "--json"), 1),
        (("undo-mark", "101", "Sáng", "vu thi moi", "--reason", "nhầm"), 0),
        (("substitute", "101", "vu thi moi", "--by", "Lý Văn Thay"), 0),
        (("attendance", "101", "--json"), 0),
        (("sheets", "101", "--json"), 0),
        (("session", "list", "101", "--json"), 0),
        (("conference", "list", "--json"), 0),
    ):
        code, out, err = run(*words, *desk)
        assert code == answer, (words, out, err)
        if words[0] == "check-in":
            assert json.loads(out)["desk"] == name
    for words in (
        ("cancel", "101", "vu thi moi"),
        ("session", "add", "101", "Thêm", "--start", "09:00", "--end", "10:00"),
        ("undo-import", "101"),
    ):
        code, out, err = run(*words, *desk)
        assert (code, out, len(err.splitlines())) == (1, "", 1), (words, err)
