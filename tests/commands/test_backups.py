"""backup, backups, restore: on a data file, on a damaged one, on a server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop import cli
from desktop.settings import Settings
from tests.commands.conftest import Run
from tests.store.test_backup import overwrite


def _listed(run: Run) -> list[dict[str, object]]:
    code, out, _err = run("backups", "--json")
    assert code == 0
    listed: list[dict[str, object]] = json.loads(out)
    return listed


def test_a_backup_is_made_listed_and_restored(run: Run, conference: str):
    code, out, _err = run("backup", "--json")
    made = json.loads(out)
    assert code == 0
    assert list(made) == ["name", "made_at", "conferences", "attendees", "marks", "size", "good"]
    assert _listed(run) == [made]
    assert (made["conferences"], made["attendees"], made["marks"], made["good"]) == (1, 0, 0, True)
    run("conference", "new", "Hội nghị sau", "--from", "24/05/2018")
    code, out, err = run("restore", made["name"])
    assert (code, out.strip()) == (0, made["name"])
    assert len(json.loads(run("conference", "list", "--json")[1])["conferences"]) == 1
    before = err.split()[-1]
    assert run("restore", before)[0] == 0
    assert len(json.loads(run("conference", "list", "--json")[1])["conferences"]) == 2


def test_a_damaged_file_is_refused_and_never_listed_as_good(run: Run, conference: str, tmp_path: Path):
    run("backup")
    overwrite(tmp_path / "record.db", 3, 6)
    code, out, err = run("backup")
    assert (code, out) == (1, "")
    assert "record.db" in err
    (only,) = _listed(run)
    assert only["good"]
    code, _out, err = run("restore", only["name"])
    assert code == 0
    assert "record.damaged." in err
    assert run("conference", "list")[0] == 0


def test_a_broken_backup_is_told(run: Run, conference: str, tmp_path: Path):
    run("backup")
    (made,) = (tmp_path / "record – sao lưu").iterdir()
    overwrite(made, 2, 6)
    assert [each["good"] for each in _listed(run)] == [False]
    assert run("restore", made.name)[0] == 1


def test_a_name_that_no_backup_has_is_a_wrong_call(run: Run, conference: str):
    assert run("restore", "hôm qua")[0] == 2


def test_where_there_is_no_file_none_is_made(run: Run, tmp_path: Path):
    assert run("backup")[0] == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("backup",), ("backups",), ("restore", "x")])
def test_the_backups_of_a_server_are_the_servers(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    assert cli.main(["--data", "postgresql://desk@hall/conferences", *words]) == 2
    assert "máy chủ" in capsys.readouterr().err


def test_an_absent_second_place_is_told_and_is_no_failure(run: Run, conference: str, tmp_path: Path):
    settings = Settings()
    settings.backup_folder = str(tmp_path / "usb")
    settings.save()
    code, _out, err = run("backup")
    assert code == 0
    assert "usb" in err
    (tmp_path / "usb").mkdir()
    run("backup")
    assert len(list((tmp_path / "usb").rglob("*.db"))) == 2


def test_an_import_is_preceded_by_a_backup(run: Run, conference: str, people: Path, tmp_path: Path):
    run("import", conference, people)
    assert [file.name[-10:] for file in (tmp_path / "record – sao lưu").iterdir()] == ["-import.db"]
