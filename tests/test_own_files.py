"""What the program keeps is its owner's alone; what a user saves follows its folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import cli, own_files, paths
from desktop.domain.backups import Reason
from desktop.gui import crash_dialog
from desktop.log import log
from desktop.papers.word import forms, own
from desktop.services.desks.desk_file import DeskFile
from desktop.services.opening import open_location
from desktop.settings import Settings
from desktop.store import backup
from desktop.whole_file import write_whole

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps a profile to its owner by itself")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of an older version: open to everybody."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o755)
    monkeypatch.setenv("TAP_HUAN_HOME", str(folder))
    before = os.umask(0o022)
    yield folder
    os.umask(before)
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_to_others(folder: Path) -> list[str]:
    """Whatever in a folder others than its owner may do something with, the folder too."""
    return [str(each) for each in (folder, *folder.rglob("*")) if rights(each) & 0o077]


def test_what_the_program_writes_into_its_folder_is_its_owners_alone(home: Path, tmp_path: Path, qtbot) -> None:
    own_files.narrow_all()
    database = open_location(paths.default_database(), desk="1")
    database.write(lambda tx: None)
    backup.make(paths.default_database(), Reason.ASKED)
    Settings(desk="1").save()
    DeskFile.of("postgresql://ban1@localhost/hoi").open("1").close()
    form = tmp_path / "mau.docx"
    form.write_bytes(forms.form("invitation"))
    assert own.keep("invitation", form).fits
    crash_dialog.open_log()
    log.warning("something")
    assert open_to_others(home) == []
    names = {each.suffix for each in home.rglob("*") if each.is_file()}
    assert {".db", ".db-wal", ".json", ".docx", ".log"} <= names
    database.close()


def test_a_folder_left_open_is_closed_at_the_next_start(home: Path) -> None:
    (home / "desks").mkdir(mode=0o755)
    for name in ("taphuan.db", "desks/a.db", "settings.json"):
        (home / name).write_text("{}")
        (home / name).chmod(0o664)
    assert open_to_others(home)
    cli.main(["conference", "list"])
    assert open_to_others(home) == []


def test_what_a_user_saves_follows_its_folder(tmp_path: Path) -> None:
    place = tmp_path / "chung"
    place.mkdir(mode=0o775)
    write_whole(place / "danh sach.xlsx", b"x")
    open_location(place / "chung.db").close()
    assert rights(place / "danh sach.xlsx") == rights(place / "chung.db") == 0o644
    assert rights(place) & 0o077


def test_what_a_link_leads_to_and_a_whole_home_folder_are_left_alone(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "ngoai"
    outside.mkdir(mode=0o755)
    (outside / "a").write_text("x")
    (home / "loi-tat").symlink_to(outside)
    own_files.narrow_all()
    assert rights(outside) == 0o755
    assert rights(outside / "a") == 0o644
    monkeypatch.setattr(Path, "home", lambda: outside)
    monkeypatch.setenv("TAP_HUAN_HOME", str(outside))
    own_files.narrow_all()
    assert rights(outside) == 0o755
